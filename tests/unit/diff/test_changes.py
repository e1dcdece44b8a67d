"""The list of changed items: each item once, in order, told with what holds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.changes import Changes
from rgraph.diff.snapshot import Snapshot

from .crates import graph, report, words

ALTERNATIVES = """\
pub struct S { #[cfg(unix)] a: u8, #[cfg(windows)] a: u16, b: u8 }
pub enum E { #[cfg(unix)] A(i8), #[cfg(windows)] A(i16), B { #[cfg(unix)] x: i8, #[cfg(windows)] x: i64 } }
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("pub struct S;", "pub struct S;\nimpl S {}", set()),
        ("pub struct S;", "pub struct S;\nimpl S { fn f(&self) {} }", {("S::f", "added")}),
        (
            "pub struct S;",
            "pub struct S;\nimpl Clone for S { fn clone(&self) -> S { S } }",
            {("<S as Clone>", "impls"), ("<S as Clone>::clone", "added")},
        ),
        ("trait T { fn f(); }", "trait T { fn f(); fn g(); }", {("T", "trait items"), ("T::g", "added")}),
        ("trait T { fn f(); fn g(); }", "trait T { fn f(); }", {("T", "trait items"), ("T::g", "removed")}),
        ("enum E { A }", "enum E { A, B }", {("E", "variants")}),
        ("struct S { a: u8 }", "struct S { a: u8, b: u8 }", {("S", "fields")}),
        ("#[cfg(unix)] fn f() {}", "#[cfg(windows)] fn f() {}", {("f", "attributes")}),
        ("#[cfg(unix)] fn f() {}", "fn f() {}", {("f", "attributes")}),
        ("mod m { #[cfg(unix)] fn f() {} }", "#[cfg( unix )] mod m { fn f() {} }", {("m", "attributes")}),
        ("#[cfg(unix)] mod m { fn f() {} }", "mod m { #[cfg(unix)] fn f() {} }", {("m", "attributes")}),
        (
            "mod m { #[cfg(unix)] fn f() {} }",
            "#[cfg(windows)] mod m { fn f() {} }",
            {("m", "attributes"), ("m::f", "attributes")},
        ),
        (
            "struct S;\n#[cfg(unix)] impl Drop for S { fn drop(&mut self) {} }",
            "struct S;\n#[cfg(unix)] mod m { use super::S; impl Drop for S { fn drop(&mut self) {} } }",
            {("m", "added"), ("m::<S as Drop>", "moved")},
        ),
        ('extern "C" { fn f(); }', 'extern "C" { fn f(); fn g(); }', {("g", "added")}),
        ("mod m { fn f() {} }", "mod m { fn f() {} }\nmod n {}", {("n", "added")}),
        ("static S: u8 = 1;", "static S: u8 = 2;", {("S", "value")}),
        ("fn f() {}", "/// Doc.\nfn f() {}", {("f", "docs")}),
        ("use std::mem;\nfn f() {}", "fn f() {}", set()),
        ("extern crate std as other;", "", set()),
        (ALTERNATIVES, ALTERNATIVES + "fn f() {}", {("f", "added")}),
        (ALTERNATIVES, ALTERNATIVES.replace("u16", "u32"), {("S", "fields")}),
        (ALTERNATIVES, ALTERNATIVES.replace("A(i16)", "A(i32)"), {("E", "variants")}),
        (ALTERNATIVES, ALTERNATIVES.replace("#[cfg(unix)] a: u8, #[cfg(windows)] a: u16", "a: u8"), {("S", "fields")}),
    ],
)
def test_changes(old: str, new: str, told: set[tuple[str, ...]]) -> None:
    assert words(report(old, new)) == told


def test_methods_may_move_between_the_blocks_of_a_type() -> None:
    old = "pub struct S;\nimpl S { fn f(&self) {} }\nimpl S { fn g(&self) {} }\n"
    new = "pub struct S;\nimpl S { fn g(&self) {} fn f(&self) {} }\n"
    assert words(report(old, new)) == set()


def test_what_goes_along_with_its_module_did_not_move_by_itself() -> None:
    old = "pub mod a { pub fn f(x: Vec<u8>) -> usize { x.len() + 1 } pub struct S { pub x: u64 } }"
    assert words(report(old, old.replace("mod a", "mod b"))) == {("b", "renamed")}


def test_a_method_is_of_all_the_alternatives_of_its_type_and_does_not_move_between_them() -> None:
    def crate(one: str, other: str, feature: str) -> dict[str, str]:
        manifest = f'[package]\nname = "demo"\nversion = "0.1.0"\n[features]\n{feature} = []\n'
        code = f"#[cfg({one})] pub struct P<T = u8>(T);\n#[cfg({other})] pub struct P<T>(T);\nimpl<T> P<T> {{ pub fn f() {{}} }}"
        return {"Cargo.toml": manifest, "src/lib.rs": code}

    old = crate('not(feature = "no_std")', 'feature = "no_std"', "no_std")
    new = crate('feature = "std"', 'not(feature = "std")', "std")
    assert words(report(old, new)) == {("P", "attributes"), ("P#2", "attributes")}


FUNCTIONS = [f"pub fn f{n}(x: u{8 * 2**n}) -> u{8 * 2**n} {{ x + {n} }}" for n in range(4)]
SETS = st.sets(st.sampled_from(range(4)))


@given(SETS, SETS, SETS)
def test_each_item_is_told_once_and_in_order(old: set[int], new: set[int], edited: set[int]) -> None:
    before = "\n".join(FUNCTIONS[n] for n in sorted(old))
    after = "\n".join(FUNCTIONS[n].replace("x +", "1 + x +") if n in edited else FUNCTIONS[n] for n in sorted(new))
    changes = Changes(Snapshot(graph(before)), Snapshot(graph(after))).all()
    symbols = [change.ref.symbol for change in changes]
    assert symbols == sorted(symbols)
    stayed = {f"demo::f{n}" for n in old & new}
    assert {c.ref.symbol for c in changes if c.old and c.new and c.old.symbol == c.new.symbol} == {
        f"demo::f{n}" for n in old & new & edited
    }
    sides = [ref.symbol for change in changes for ref in (change.old, change.new) if ref is not None]
    told_alone = [symbol for symbol in sides if symbol not in stayed]
    assert sorted(told_alone) == sorted([f"demo::f{n}" for n in old - new] + [f"demo::f{n}" for n in new - old])
    assert all(change.details for change in changes)


def test_what_a_public_path_still_leads_to_is_moved_and_not_removed() -> None:
    """A trait too small to be known again by its code, and a module, now in a crate below."""
    old = {
        "Cargo.toml": '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n',
        "src/lib.rs": "pub mod de { pub trait Owned: Sized {} pub mod value { pub fn f(x: u8) -> u8 { x + 1 } } }",
    }
    new = {
        "Cargo.toml": '[workspace]\nmembers = ["core"]\n[package]\nname = "demo"\nversion = "1.0.1"\nedition = "2021"\n'
        '[dependencies]\ncore_ = { path = "core" }\n',
        "src/lib.rs": "pub use core_::de;",
        "core/Cargo.toml": '[package]\nname = "core_"\nversion = "1.0.1"\nedition = "2021"\n',
        "core/src/lib.rs": "pub mod de { #[must_use] pub trait Owned: Sized + Clone {} "
        "pub mod value { pub fn f(x: u8) -> u8 { x + 1 } } }",
    }
    found = {change.ref.symbol: change for change in report(old, new).changes}
    trait = found["core_::de::Owned"]
    assert trait.old is not None and trait.old.symbol == "demo::de::Owned"
    assert trait.evidence is not None and trait.evidence.how == "same public path"
    assert not [symbol for symbol, change in found.items() if change.new is None and symbol.startswith("demo::de")]
