"""Files with syntax errors: what they lost is no violation, and that they were not judged is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.rules.run import check_tree
from rgraph.rules.violation import CheckReport, NoteKind
from rgraph.view.session import open_session
from tests.dsl import Repo, manifest

RULES = """
[[rule]]
name = "signatures"
kind = "stable_signature"
reason = "r"
items = { visibility = "pub" }
since = "v1"

[[rule]]
name = "api"
kind = "api_frozen"
reason = "r"
api = "**"
since = "v1"
"""
A = "pub struct A;\nimpl A { pub fn get(&self) -> u8 { 1 } }\npub fn f() {}\npub fn g() {}\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "repo")
    files = {"Cargo.toml": manifest("s"), "rgraph.toml": RULES, "src/lib.rs": "pub mod a;\npub mod b;\n"}
    repo.commit({**files, "src/a.rs": A, "src/b.rs": "pub fn h() {}\n"}, tag="v1")
    repo.checkout()
    return repo


def checked(repo: Repo, tree: str = "staged") -> CheckReport:
    return check_tree(open_session(repo.path), tree)


def not_seen(report: CheckReport) -> list[str]:
    return [note.text for note in report.notes if note.kind is NoteKind.NOT_SEEN]


def test_a_staged_file_with_a_syntax_error_breaks_no_rule_and_is_named(repo: Repo) -> None:
    assert not_seen(checked(repo)) == []
    repo.write("src/a.rs", A.replace("u8 { 1 }", "u8 { 1 "))
    repo.stage("src/a.rs")
    for tree in ("staged", "worktree"):
        found = checked(repo, tree)
        assert found.violations == ()
        assert not_seen(found) == ["1 file was not read in full, so violations there may be missed: src/a.rs"]


def test_what_other_files_lost_is_a_violation_still(repo: Repo) -> None:
    repo.write("src/a.rs", A.replace("u8 { 1 }", "u8 { 1 "))
    repo.write("src/b.rs", "pub fn other() {}\n")
    repo.stage("src/a.rs", "src/b.rs")
    assert {violation.finding.source for violation in checked(repo).violations} == {"s::b::h", "s::b::other"}


def test_a_committed_file_is_named_and_one_in_no_crate_is_not(repo: Repo) -> None:
    repo.commit({"src/a.rs": A.replace("fn f()", "fn f("), "fixtures/x.rs": "fn ("})
    found = checked(repo, "HEAD")
    assert (found.violations, len(not_seen(found)), "src/a.rs" in not_seen(found)[0]) == ((), 1, True)
    assert "fixtures" not in not_seen(found)[0]


def test_many_are_counted(repo: Repo) -> None:
    names = "abcdef"
    modules = "".join(f"pub mod {name};\n" for name in names)
    repo.commit({"src/lib.rs": modules, **{f"src/{name}.rs": "fn (" for name in names}})
    (text,) = not_seen(checked(repo, "HEAD"))
    assert text.startswith("6 files were not read in full") and text.endswith("src/a.rs, src/b.rs, src/c.rs and 3 more")
