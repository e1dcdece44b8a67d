"""`rgraph deps scan` and `prune` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dsl.repo import Repo
from tests.unit.deps.crates import locked, published
from tests.unit.deps.test_scanning import MANIFEST, lock

from .conftest import Rgraph


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "cargo"))
    monkeypatch.setenv("RGRAPH_CACHE", str(tmp_path / "cache"))
    made = Repo(tmp_path / "repo")
    one, bad = published(tmp_path / "cargo", "one", "1.0.0"), locked("bad", "2.0.0", "f" * 64)
    published(tmp_path / "cargo", "bad", "2.0.0")
    made.commit(
        {"Cargo.toml": MANIFEST, "src/lib.rs": "", "Cargo.lock": lock(one, bad, locked("gone", "3.0.0", "a" * 64))}
    )
    made.checkout("main")
    return made


def test_what_is_at_hand_missing_and_refused(repo: Repo, rgraph: Rgraph) -> None:
    ran = rgraph(repo.path, "deps", "scan", "--verbose")
    assert ran.code == 0
    lines = [line for line in ran.out.splitlines() if not line.startswith("linked: ")]
    assert lines[:2] == ["1 of 3 packages available at HEAD", "  registry     1  Cargo's registry"]
    assert lines[2].startswith("    one 1.0.0  ") and lines[2].endswith("one-1.0.0.crate")
    assert lines[3:7] == ["read now: 1 package, 2 files", "", "missing: 1", "  gone 3.0.0"]
    assert lines[7] == "  to get them: cargo fetch --locked" and lines[9] == "refused: 1"
    assert "the lock file says sha256 ffffffffffff" in lines[10]
    assert "read now" not in rgraph(repo.path, "deps", "scan").out


def test_json(repo: Repo, rgraph: Rgraph) -> None:
    said = rgraph(repo.path, "deps", "scan", "--format", "json").json
    assert (said["total"], said["new"], said["bring"]) == (3, 1, ["cargo fetch --locked"])
    (one,) = said["packages"]
    assert (one["name"], one["version"], one["kind"], one["checked"], one["files"]) == (
        "one",
        "1.0.0",
        "registry",
        "contents",
        2,
    )


def test_a_history_that_is_not_indexed_says_so(repo: Repo, rgraph: Rgraph) -> None:
    assert "rgraph index --history" in rgraph(repo.path, "deps", "scan", "--history").out
    rgraph(repo.path, "index")
    assert rgraph(repo.path, "deps", "scan", "--history").out.startswith(
        "1 of 3 packages available in the lock files of 1 indexed commit"
    )


def test_prune(repo: Repo, rgraph: Rgraph) -> None:
    rgraph(repo.path, "deps", "scan")
    assert rgraph(repo.path, "deps", "prune").out.startswith("removed 0 packages and 0 contents; 1 package kept")
    (repo.path / "empty.lock").write_text("")
    kept = rgraph(repo.path, "deps", "prune", "--lock", str(repo.path / "Cargo.lock"))
    assert kept.out.startswith("removed 0 packages")
    gone = rgraph(repo.path, "deps", "prune", "--lock", str(repo.path / "empty.lock"))
    assert gone.out.startswith("removed 1 package and 2 contents; 0 packages kept")
    assert rgraph(repo.path, "deps", "prune", "--lock", "nowhere").code == 2
    assert rgraph(repo.path, "deps", "prune", "--all", "--lock", "x").code == 2


def test_a_repository_that_asks_for_what_is_not_its_own(repo: Repo, rgraph: Rgraph) -> None:
    (repo.path / "rgraph.toml").write_text('[deps]\nfolders = ["/etc"]\n')
    ran = rgraph(repo.path, "deps", "scan")
    assert ran.code == 0 and "/etc is outside of the repository" in ran.err
