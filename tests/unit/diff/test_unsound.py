"""What the parser lost in a file with syntax errors is not told as gone: the file is compared as if it had not changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.diff.asked import asked
from rgraph.diff.report import DiffReport, Level
from rgraph.render.diff_changelog import report_changelog
from rgraph.view.session import open_session
from tests.dsl import Repo, manifest

LIB = "pub mod a;\npub mod b;\npub use a::A;\n"
A = """pub struct A { pub x: u8 }
impl A {
    pub fn get(&self) -> u8 { self.x }
    pub fn set(&mut self, x: u8) { self.x = x; }
}
impl Clone for A { fn clone(&self) -> A { A { x: self.x } } }
impl Clone for crate::b::B { fn clone(&self) -> Self { crate::b::B } }
pub enum E { One, Two(u8) }
pub trait T { fn m(&self); }
pub fn f() {}
"""
B = "pub struct B;\npub fn takes(_: crate::a::A) {}\n"

BROKEN = {
    "a body without an end": ("src/a.rs", A.replace("u8 { self.x }", "u8 { self.x")),
    "a body that ends twice": ("src/a.rs", A.replace("u8 { self.x }", "u8 { self.x }}")),
    "parameters": ("src/a.rs", A.replace("fn f()", "fn f(")),
    "variants": ("src/a.rs", A.replace("Two(u8)", "Two(u8")),
    "the head of an impl": ("src/a.rs", A.replace("impl A {", "impl A { + +")),
    "a text without an end": ("src/a.rs", A.replace("pub trait", 'pub const C: &str = "; pub trait')),
    "the root": ("src/lib.rs", LIB.replace("pub mod a;", "pub mod a {")),
    "nothing but rubbish": ("src/lib.rs", "<<<<<<< HEAD\n" + LIB),
    "not read": ("src/a.rs", A + "\0"),
}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "repo")
    repo.commit({"Cargo.toml": manifest("s"), "src/lib.rs": LIB, "src/a.rs": A, "src/b.rs": B}, tag="sound")
    return repo


def compared(repo: Repo, *words: str, staged: bool = False) -> DiffReport:
    session = open_session(repo.path)
    return asked(session.repository, list(words), staged=staged).compare(session)


@pytest.mark.parametrize(("path", "text"), BROKEN.values(), ids=list(BROKEN))
def test_nothing_is_gone_and_nothing_new_and_the_file_is_named(repo: Repo, path: str, text: str) -> None:
    repo.commit({path: text}, tag="broken")
    for range_, side in (("sound..broken", "after"), ("broken..sound", "before")):
        found = compared(repo, range_)
        assert (found.findings, found.changes, found.files_changed) == ((), (), 1)
        (question,) = found.undecided
        assert question.place is not None and question.place.path == path
        assert f"({side}), so what changed in the file is not judged" in question.question
        assert ("has a syntax error" in question.question) is ("\0" not in text)
        assert "something may be missing here" in report_changelog(found)


@pytest.mark.parametrize("text", ["fn f(", 'fn f() {} pub const C: &str = "; '])
def test_a_file_that_is_broken_and_moved_at_once_lost_and_gained_nothing(repo: Repo, text: str) -> None:
    lib = LIB.replace("pub mod a;", '#[path = "z/other.rs"] pub mod a;')
    repo.commit({"src/lib.rs": lib, "src/z/other.rs": A.replace("fn f()", text)}, delete=["src/a.rs"], tag="moved")
    for range_, words in (("sound..moved", "after"), ("moved..sound", "before")):
        found = compared(repo, range_)
        assert not found.findings
        (question,) = found.undecided
        assert question.item == "s::a" and question.place is not None and question.place.path == "src/z/other.rs"
        assert f"({words}), so what changed in the file, which is src/a.rs" in question.question


def test_a_broken_file_that_is_new_beside_one_that_is_gone_is_not_that_one(repo: Repo) -> None:
    lib = LIB.replace("pub mod a;", "pub mod z;").replace("pub use a::A;", "")
    repo.commit({"src/lib.rs": lib, "src/z.rs": "pub fn g(\n", "src/b.rs": ""}, delete=["src/a.rs"])
    found = compared(repo, "sound..HEAD")
    assert "s::a" in {finding.item for finding in found.findings}
    assert not found.undecided


def test_other_files_are_judged_and_so_is_what_stands_on_the_broken_one(repo: Repo) -> None:
    repo.commit({"src/a.rs": A.replace("fn f()", "fn f("), "src/b.rs": B.replace("takes", "takes_now")})
    found = compared(repo, "sound..HEAD")
    assert [finding.item for finding in found.findings if finding.level is Level.MAJOR] == ["s::b::takes"]
    assert [one.item for one in found.undecided] == ["s::a"]


def test_an_error_in_a_body_costs_no_declaration(repo: Repo) -> None:
    repo.commit({"src/a.rs": A.replace("u8 { self.x }", "u16 { let = 1; self.x }")})
    found = compared(repo, "sound..HEAD")
    assert [finding.rule for finding in found.findings] == ["return_type_changed"]
    assert not found.undecided and any("syntax errors" in note for note in found.notes)
    assert not any("not judged" in note for note in found.notes)


def test_errors_on_both_sides_and_trees_that_are_no_commits(repo: Repo) -> None:
    repo.commit({"src/a.rs": A.replace("fn f()", "fn f(")}, tag="one")
    repo.commit({"src/a.rs": A.replace("Two(u8)", "Two(u8")}, tag="two")
    assert compared(repo, "one..two").findings == ()
    assert len(compared(repo, "one..two").undecided) == 1
    repo.checkout()
    repo.write("src/b.rs", "pub struct B {\n")
    for staged in (False, True):
        repo.stage("src/b.rs")
        found = compared(repo, "two", staged=staged)
        assert (found.findings, [one.item for one in found.undecided]) == ((), ["s::b"])


def test_a_part_of_the_repository_says_what_of_it_is_not_judged(repo: Repo) -> None:
    repo.commit({"src/a.rs": A.replace("fn f()", "fn f("), "docs/x.rs": "fn f( {}"})
    assert len(compared(repo, "sound..HEAD", "src/a.rs").undecided) == 1
    assert compared(repo, "sound..HEAD", "src/b.rs").undecided == ()
    repo.commit({"docs/x.rs": "fn g( {}"})
    assert any(
        "docs/x.rs: line 1 has a syntax error that may hide items (after)" in note
        for note in compared(repo, "HEAD~1..HEAD").notes
    )
