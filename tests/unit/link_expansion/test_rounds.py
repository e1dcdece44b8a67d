"""Macro calls where items stand: what an edit links again, where limits end it, what is counted as not expanded."""

from __future__ import annotations

import pytest

from rgraph.link.expansion import rounds
from rgraph.link.limits import MAX_EXPANSIONS_DEEP
from rgraph.link.linker import LinkDelta, Linker
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath
from tests.golden.link.crates import MemorySource

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
ROOT = "#[macro_use] mod macros;\nmod caller;\nmod user;\nmod apart;\n"
FILES = {
    "Cargo.toml": MANIFEST,
    "src/lib.rs": ROOT,
    "src/macros.rs": "macro_rules! mk { ($n:ident) => { pub fn $n() -> u8 { 1 } } }\nmacro_rules! no { () => {} }\n",
    "src/caller.rs": "mk!(made);\n",
    "src/user.rs": "pub fn user() { crate::caller::made(); }\n",
    "src/apart.rs": "no!();\npub fn apart() {}\n",
}


def linked_again(path: str, text: str) -> set[str]:
    """The files that are linked again after one of `FILES` got another text; the result is that of a fresh linker."""
    source = MemorySource()
    linker = Linker(source)
    state = dict(linker.link(source.tree(FILES)).linked)
    after = source.tree({**FILES, path: text})
    delta = linker.link(after)
    assert {**state, **delta.linked} == Linker(source).link(after).linked
    return {str(each) for each in delta.linked}


def link(text: str) -> LinkDelta:
    """One file, linked."""
    source = MemorySource()
    return Linker(source).link(source.tree({"Cargo.toml": MANIFEST, "src/lib.rs": text}))


def not_expanded(delta: LinkDelta) -> list[str]:
    """The macros whose calls could not be expanded."""
    return [one.name for file in delta.linked.values() for one in file.unresolved if one.reason == "not_expanded"]


def names(delta: LinkDelta) -> set[str]:
    """The symbols of the one file."""
    return {str(one.symbol) for one in delta.linked[RepoPath("src/lib.rs")].defs}


def test_an_edit_to_a_macro_links_its_callers_again_and_only_them() -> None:
    body = FILES["src/macros.rs"].replace("{ 1 }", "{ 2 }")
    assert linked_again("src/macros.rs", body) == {"src/macros.rs", "src/caller.rs"}


def test_an_edit_that_changes_what_is_made_links_its_users_too() -> None:
    signature = FILES["src/macros.rs"].replace("-> u8 { 1 }", "-> u16 { 1 }")
    assert linked_again("src/macros.rs", signature) == {"src/macros.rs", "src/caller.rs", "src/user.rs"}


def test_an_edit_to_another_call_leaves_the_users_alone() -> None:
    assert linked_again("src/caller.rs", "mk!(made);\nmk!(other);\n") == {"src/caller.rs"}


def nested(depth: int) -> str:
    """A macro that makes a macro that makes a macro..., each called where it was made; the last makes a function."""
    text = "pub fn innermost() {}"
    for level in reversed(range(depth)):
        text = f"macro_rules! m{level} {{ () => {{ {text} }} }} m{level}!();"
    return text


def test_macros_that_make_macros_are_expanded_as_deep_as_rustc_does_and_no_deeper() -> None:
    assert "demo::innermost" in names(link(nested(MAX_EXPANSIONS_DEEP - 1)))
    deep = link(nested(MAX_EXPANSIONS_DEEP + 2))
    assert "demo::innermost" not in names(deep)
    assert not_expanded(deep)


def test_what_rounds_leave_over_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "MAX_EXPANSION_ROUNDS", 2)
    assert not_expanded(link(nested(8)))


def test_items_over_the_limit_are_not_made_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "MAX_MADE_ITEMS", 3)
    delta = link("macro_rules! two { ($a:ident $b:ident) => { fn $a() {} fn $b() {} } } two!(a b); two!(c d);")
    assert {"demo::a", "demo::b"} <= names(delta)
    assert "demo::c" not in names(delta)
    assert not_expanded(delta) == ["two"]


def test_calls_that_no_arm_fits_and_text_that_is_no_rust_are_counted() -> None:
    delta = link("macro_rules! no { ($a:literal) => {} } no!(x); macro_rules! bad { () => { fn fn } } bad!();")
    assert sorted(not_expanded(delta)) == ["bad", "no"]


def test_a_macro_that_calls_itself_ends() -> None:
    assert not_expanded(link("macro_rules! again { () => { again!(); } } again!();"))


def test_the_argument_of_a_call_in_an_expansion_is_read_once() -> None:
    delta = link(
        "macro_rules! thread_local { ($($i:item)*) => { $(#[inline] $i)* } }\n"
        "macro_rules! outer { ($n:ident) => { thread_local! { pub fn $n() {} } } }\n"
        "outer!(f);\n"
    )
    assert [name for name in names(delta) if "::f" in name] == ["demo::f"]


def test_a_container_holds_what_its_calls_make() -> None:
    delta = link("macro_rules! f { ($n:ident) => { pub fn $n() {} } }\npub mod m { f!(one); }\n")
    edges = delta.linked[RepoPath("src/lib.rs")].edges
    assert ("demo::m", "demo::m::one") in {(e.src, e.dst) for e in edges if e.kind is EdgeKind.CONTAINS}


def test_calls_of_other_crates_macros_are_counted_where_nothing_of_them_was_read() -> None:
    manifest = MANIFEST + '[dependencies]\nforeign = "1"\n'
    text = """
use foreign::items;
macro_rules! mk { ($n:ident) => { ::foreign::make!{ pub struct $n; } } }
mk!(A);
foreign::bare!(x);
items! { fn read() {} }
thread_local! { static X: u8 = 1; }
std::arch::global_asm!("nop");
fn f() { foreign::bare!(x); }
"""
    source = MemorySource()
    delta = Linker(source).link(source.tree({"Cargo.toml": manifest, "src/lib.rs": text}))
    assert not_expanded(delta) == ["bare", "make"]
