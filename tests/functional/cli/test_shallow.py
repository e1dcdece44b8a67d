"""A shallow clone's oldest commit is not where things began, and what a later fetch brings is indexed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.render.absent import absent_lines
from rgraph.view.absent import Looked
from rgraph.view.session import open_session
from tests.dsl import Repo, manifest

from .conftest import Rgraph

LIFE = "?[oid, what] := life['r::f', oid, what]"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the last of two commits; `f` is from the first."""
    repo = Repo(tmp_path / "origin")
    repo.commit({"Cargo.toml": manifest("r"), "src/lib.rs": "pub fn f() {}\n"})
    repo.commit({"src/lib.rs": "pub fn f() {}\npub fn g() {}\n"})
    return repo.clone(tmp_path / "clone", "--depth=1")


def test_where_a_shallow_clone_ends_nothing_was_added(clone: Path, rgraph: Rgraph) -> None:
    found = rgraph(clone, "log", "f", "--format", "json").json
    assert (found["events"], found["complete"]) == ([], False)
    assert "git fetch --unshallow" in found["notes"][0]
    card = rgraph(clone, "show", "f").out
    assert "here since" not in card and "git fetch --unshallow" in card
    assert rgraph(clone, "query", LIFE, "--format", "json").json["rows"] == []


def test_a_name_that_is_not_there_may_have_been_before_the_clone_ends(
    tmp_path: Path, clone: Path, rgraph: Rgraph
) -> None:
    whole = Repo(tmp_path / "origin").clone(tmp_path / "whole")
    for path in (clone, whole):
        rgraph(path, "index", "--history")
    shallow, full = (open_session(path).absent("never", "HEAD") for path in (clone, whole))
    assert (shallow.looked, full.looked) == (Looked.SHALLOW, Looked.ALL)
    assert "git fetch --unshallow" in "".join(absent_lines(shallow))


def test_patterns_say_how_much_of_the_history_they_saw(clone: Path, rgraph: Rgraph) -> None:
    assert "files that change together are seen in what it has" in rgraph(clone, "patterns").out


def answers(clone: Path, rgraph: Rgraph) -> list[object]:
    """What is asked of history, and what every commit holds."""
    asked = [["log", name, "--format", "json"] for name in ("f", "g", "h")] + [["show", "f"], ["diff", "HEAD~1..HEAD"]]
    asked += [["query", query, "--format", "json"] for query in (LIFE, LIFE.replace("r::f", "r::h"))]
    asked += [["dump", f"HEAD~{back}"] for back in range(4)]
    return [rgraph(clone, *words).out for words in asked]


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("steps", [["--unshallow"], ["--deepen=1", "--unshallow"]])
def test_fetched_history_is_what_a_clean_store_has(
    tmp_path: Path, rgraph: Rgraph, depth: int, steps: list[str]
) -> None:
    """A merge, a side branch and a rename lie behind the boundary, which moves in one step or two."""
    repo = Repo(tmp_path / "origin")
    repo.commit({"Cargo.toml": manifest("r"), "src/lib.rs": "pub fn f() {}\npub fn h() {}\n"})
    repo.commit({"src/a.rs": "pub fn a() { }\n"}, branch="side", parents=["main"])
    repo.commit({"src/lib.rs": "mod a; pub fn f() {}\npub fn g() {}\npub fn h() { f() }\n"})
    repo.merge("side")
    repo.commit({"src/lib.rs": "mod a; pub fn f() {}\npub fn g() {}\npub fn h() { g() }\n"})
    clone = repo.clone(tmp_path / "clone", f"--depth={depth}")
    rgraph(clone, "index", "--history")
    for step in steps:
        Repo(clone).git("fetch", "-q", step)
        assert rgraph(clone, "index", "--history").code == 0
    found = answers(clone, rgraph)
    assert rgraph(clone, "doctor").code == 0
    rgraph(clone, "index", "--rebuild", "--history")
    assert found == answers(clone, rgraph)


def test_a_question_does_not_take_the_old_end_for_the_beginning(clone: Path, rgraph: Rgraph) -> None:
    rgraph(clone, "index", "--history")
    Repo(clone).git("fetch", "-q", "--unshallow")
    from_git = rgraph(clone, "log", "f", "--format", "json").json
    assert from_git["complete"] is True and from_git["notes"][0].startswith("read from git")
    rgraph(clone, "index", "--history")
    indexed = rgraph(clone, "log", "f", "--format", "json").json
    assert (indexed["complete"], indexed["notes"], indexed["events"]) == (True, [], from_git["events"])
