"""A shallow clone's oldest commit is not where things began, and what a later fetch brings is indexed."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_fetched_history_is_indexed_and_the_old_end_stays_unknown_until_a_rebuild(clone: Path, rgraph: Rgraph) -> None:
    rgraph(clone, "index", "--history")
    Repo(clone).git("fetch", "-q", "--unshallow")
    assert "indexed 1 commit" in rgraph(clone, "index", "--history").out
    assert rgraph(clone, "log", "g", "--format", "json").json["complete"] is False
    rgraph(clone, "index", "--rebuild", "--history")
    assert [event["changes"] for event in rgraph(clone, "log", "g", "--format", "json").json["events"]] == [["added"]]
    assert len(rgraph(clone, "query", LIFE, "--format", "json").json["rows"]) == 1
