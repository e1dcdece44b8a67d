"""Which commits moved a crate, in real repositories."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from rgraph.deps import past as past_module
from rgraph.deps.mentions import Locked
from rgraph.deps.moves import locked_moves
from rgraph.deps.past import Past, past
from rgraph.errors import ItemError
from rgraph.git.repository import open_repository
from rgraph.model.packages import CRATES_IO
from rgraph.render.deps_log import past_text
from tests.dsl import Repo

from ..cargo.resolution.test_resolve import app, locked


def lock(*versions: str, name: str = "x") -> str:
    return (
        "version = 3\n\n" + "\n".join(locked(name, version) for version in versions) + "\n" + locked("other", "1.0.0")
    )


def told(repo: Repo, crate: str = "x", rev: str = "HEAD") -> Past:
    return past(open_repository(str(repo.path)), crate, rev)


def steps(found: Past) -> list[str]:
    return [
        " ".join(
            filter(None, (str(move.direction), move.before, move.after, "" if move.path == "Cargo.lock" else move.path))
        )
        for moved in found.commits
        for move in moved.moves
    ]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "r")


def test_directions(repo: Repo) -> None:
    for versions in (["1.0.0"], ["1.0.0"], ["1.1.0"], ["1.0.9"], ["1.0.9", "2.0.0"], ["2.0.0"], [], ["2.0.0"]):
        repo.commit({"Cargo.lock": lock(*versions), "src/lib.rs": f"// {len(repo.git('rev-list', '--all'))}"})
    found = told(repo)
    assert steps(found) == [
        "added 1.0.0", "up 1.0.0 1.1.0", "down 1.1.0 1.0.9", "added 2.0.0", "removed 1.0.9", "removed 2.0.0", "added 2.0.0",
    ]  # fmt: skip
    assert found.complete and found.locks == ["Cargo.lock"]


def test_another_source_and_a_file_that_went_and_came_back(repo: Repo) -> None:
    git = "git+https://example.org/x#0123456789"
    repo.commit({"Cargo.lock": lock("1.0.0")})
    repo.commit({"Cargo.lock": lock("1.0.0").replace(CRATES_IO, git, 1)})
    repo.commit({}, delete=["Cargo.lock"])
    repo.commit({"Cargo.lock": lock("1.0.1")})
    found = told(repo)
    assert steps(found) == ["added 1.0.0", "changed 1.0.0 1.0.0", "removed 1.0.0", "added 1.0.1"]
    assert "changed 1.0.0 (crates.io -> https://example.org/x#01234567)  Cargo.lock" in past_text(found)


def test_a_lock_file_that_moves_is_followed(repo: Repo) -> None:
    repo.commit({"old/Cargo.lock": lock("1.0.0")})
    repo.commit({}, rename={"old/Cargo.lock": "Cargo.lock"})
    repo.commit({"Cargo.lock": lock("1.0.1")})
    assert steps(told(repo)) == ["added 1.0.0 old/Cargo.lock", "up 1.0.0 1.0.1"]


def test_of_a_merge_the_parent_that_has_it_is_followed(repo: Repo) -> None:
    first = repo.commit({"Cargo.lock": lock("1.0.0"), "a": "1"})
    repo.commit({"Cargo.lock": lock("1.0.1")}, branch="topic", parents=[first])
    repo.switch("main")
    repo.commit({"a": "2"})
    repo.merge("topic")
    assert steps(told(repo)) == ["added 1.0.0", "up 1.0.0 1.0.1"]


def test_requirements_are_told_with_the_lock_file_and_alone_without_one(repo: Repo) -> None:
    repo.commit({"Cargo.toml": app('x = "1"')})
    repo.commit({"Cargo.toml": app('x = { version = "1", features = ["y"] }')})
    repo.commit({"Cargo.toml": app('x = "1.2"')})
    repo.commit({"Cargo.toml": app('renamed = { package = "x", version = "1.2" }'), "Cargo.lock": lock("1.2.5")})
    repo.commit({"Cargo.toml": app("", '[dev-dependencies]\nx = "2"\n'), "Cargo.lock": lock("2.0.0")})
    assert steps(told(repo)) == [
        'added "1" Cargo.toml',
        'up "1" "1.2" Cargo.toml',
        "added 1.2.5",
        "up 1.2.5 2.0.0",
        'up "1.2" "2" (dev) Cargo.toml',
    ]
    assert steps(told(repo, rev="HEAD~2")) == ['added "1" Cargo.toml', 'up "1" "1.2" Cargo.toml']


def test_requirements_are_told_where_only_others_have_a_lock_file(repo: Repo) -> None:
    repo.commit({"Cargo.toml": app('x = "1"'), "Cargo.lock": lock("1.0.0")})
    repo.commit({}, delete=["Cargo.lock"])
    repo.commit({"fuzz/Cargo.lock": lock("1.0.1")})
    repo.commit({"Cargo.toml": app('x = "1.2"')})
    assert steps(told(repo)) == [
        "added 1.0.0",
        'added "1" Cargo.toml',
        "removed 1.0.0",
        "added 1.0.1 fuzz/Cargo.lock",
        'up "1" "1.2" Cargo.toml',
    ]


def test_a_long_manifest_is_read_without_its_targets(repo: Repo) -> None:
    examples = "".join(
        f'[[example]]\nname = "e{number}"\npath = "x/{number}.rs"\n[package.metadata.e{number}]\na = 1\n'
        for number in range(300)
    )
    repo.commit({"Cargo.toml": app('x = "1"', examples)})
    repo.commit({"Cargo.toml": app('y = "1"', examples + "[target.'cfg(unix)'.dependencies]\nx = '2'\n")})
    repo.commit({"Cargo.toml": app('y = "1"', f"{examples}[features]\na = [\n[\n]]\n")})
    assert steps(told(repo)) == [
        'added "1" Cargo.toml',
        'up "1" "2" (cfg(unix)) Cargo.toml',
        'removed "2" (cfg(unix)) Cargo.toml',
    ]


def test_names_are_taken_with_either_dash(repo: Repo) -> None:
    repo.commit({"Cargo.lock": lock("1.0.0", name="proc-macro2") + locked("proc-macro2-diagnostics", "9.0.0")})
    assert steps(told(repo, "proc_macro2")) == ["added 1.0.0"]
    with pytest.raises(ItemError, match="no package macro2"):
        told(repo, "macro2")


def test_lock_files_that_cargo_did_not_write_so(repo: Repo) -> None:
    repo.commit({"Cargo.lock": lock("1.0.0").replace("\n", "\r\n")})
    repo.commit({"Cargo.lock": '[[package]]\nname="x"\nversion="1.0.1"\n'})
    repo.commit({"Cargo.lock": '<<<<<<< a\n[[package]]\nname = "x"\nversion = "1.0.2"\n=======\n>>>>>>> b\n'})
    repo.commit({"Cargo.lock": b'[[package]]\nname = "x"\nversion = "1.0.3"\nsource = "\xff"\n'})
    assert [step.split()[-1] for step in steps(told(repo))] == ["1.0.0", "1.0.1", "1.0.2", "1.0.3"]


def test_a_walk_that_is_cut_says_where(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    oids = [repo.commit({"Cargo.lock": lock(f"1.0.{number}")}) for number in range(9)]
    monkeypatch.setattr(past_module, "MAX_LOG_COMMITS", 4)
    found = told(repo)
    assert not found.complete and any(oid[:10] in found.notes[0] for oid in oids)
    assert steps(found)[-1] == "up 1.0.7 1.0.8" and len(found.commits) < 6


def test_a_shallow_clone_is_told(repo: Repo, tmp_path: Path) -> None:
    for number in range(4):
        repo.commit({"Cargo.lock": lock(f"1.0.{number}")})
    clone = repo.clone(tmp_path / "shallow", "--depth", "2")
    found = past(open_repository(str(clone)), "x", "HEAD")
    assert not found.complete and "git fetch --unshallow" in found.notes[0]
    assert steps(found) == ["there already 1.0.2", "up 1.0.2 1.0.3"], "who added it is not known"


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (["0.7.3", "0.8.1"], ["0.7.4", "0.8.0"], ["0.7.3>0.7.4", "0.8.1>0.8.0"]),
        (["0.7.3"], ["0.8.0", "0.9.0"], ["0.7.3>0.8.0", ">0.9.0"]),
        (["1.0.0", "2.0.0"], ["2.1.0"], ["2.0.0>2.1.0", "1.0.0>"]),
        (["1.0.0", "0.3.0"], [], ["0.3.0>", "1.0.0>"]),
    ],
)
def test_of_several_versions_those_move_that_are_near(was: list[str], now: list[str], expected: list[str]) -> None:
    def at(versions: Iterable[str]) -> frozenset[Locked]:
        return frozenset(Locked(version, CRATES_IO) for version in versions)

    assert [f"{move.before}>{move.after}" for move in locked_moves("Cargo.lock", at(was), at(now))] == expected
