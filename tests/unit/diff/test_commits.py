"""The commits between two versions, each with its package."""

from __future__ import annotations

from pathlib import Path

from rgraph.diff.asked import asked
from rgraph.git.repository import open_repository
from rgraph.view.session import Session
from tests.dsl import Repo

TOML = '[package]\nname = "{}"\nversion = "1.0.0"\nedition = "2021"\n'
FIRST = {
    "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n',
    "a/Cargo.toml": TOML.format("a"),
    "a/src/lib.rs": "",
    "b/Cargo.toml": TOML.format("b"),
    "b/src/lib.rs": "",
}


def test_a_commit_belongs_to_the_package_that_it_changed_most(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit(FIRST, tag="v1")
    repo.commit({"a/src/lib.rs": "// 1", "a/src/m.rs": "", "b/src/lib.rs": "// 1"}, message="Both\n\nWhy.")
    repo.commit({"b/src/lib.rs": "// 2"}, message="Second")
    repo.commit({"README.md": "words"}, message="Words")
    repo.checkout()
    repository = open_repository(str(repo.path))
    session = Session(repository)
    told = asked(repository, ["v1..HEAD"]).compare(session, history=True).commits
    assert [(c.subject, c.package, c.path) for c in told] == [
        ("Both", "a", "a/src/lib.rs"),
        ("Second", "b", "b/src/lib.rs"),
        ("Words", "", ""),
    ]
    assert asked(repository, ["v1..HEAD"]).compare(session).commits == ()
    assert len(asked(repository, ["v1"]).compare(session, history=True).commits) == 3
    assert asked(repository, ["HEAD..v1"]).compare(session, history=True).commits == ()
