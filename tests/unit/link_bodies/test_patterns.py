"""Patterns: what they bind, with which mode, and what they refer to."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
pub struct S<T> { pub a: T, pub b: (u8, bool) } pub struct P<T>(T, u8, bool); pub struct Unit; pub const K: u8 = 1; pub static ST: u8 = 2;
pub enum E<T> { V { x: T, y: u8 }, W(T, bool), N } pub use E::N as Nothing;
pub fn make<T>() -> T { loop {} }
"""


@pytest.mark.parametrize(
    ("of", "pattern", "name", "ty"),
    [
        ("u8", "x", "x", "u8"),
        ("u8", "mut x", "x", "u8"),
        ("u8", "ref x", "x", "&u8"),
        ("u8", "ref mut x", "x", "&mut u8"),
        ("u8", "x @ 1..=2", "x", "u8"),
        ("(u8, bool)", "(x, y)", "y", "bool"),
        ("(u8, bool, char)", "(x, ..)", "x", "u8"),
        ("(u8, bool, char)", "(.., x)", "x", "char"),
        ("(u8, bool, char, str)", "(a, .., y, x)", "y", "char"),
        ("&(u8, bool)", "(x, y)", "y", "&bool"),
        ("&mut (u8, bool)", "(x, y)", "y", "&mut bool"),
        ("&&mut (u8, bool)", "(x, y)", "y", "&bool"),
        ("&(u8, bool)", "&(x, y)", "y", "bool"),
        ("&(u8, &bool)", "(x, &y)", "y", "bool"),
        ("S<char>", "S { a, b }", "a", "char"),
        ("S<char>", "S { a: x, .. }", "x", "char"),
        ("S<char>", "S { b: (x, y), .. }", "y", "bool"),
        ("&S<char>", "S { a, .. }", "a", "&char"),
        ("&mut S<char>", "S { a: x, .. }", "x", "&mut char"),
        ("S<char>", "S { ref a, .. }", "a", "&char"),
        ("P<char>", "P(x, ..)", "x", "char"),
        ("P<char>", "P(.., x)", "x", "bool"),
        ("E<char>", "E::V { x, .. }", "x", "char"),
        ("E<char>", "E::W(x, _)", "x", "char"),
        ("&E<char>", "E::W(x, _)", "x", "&char"),
        ("E<char>", "E::W(x, _) | E::V { x, .. }", "x", "char"),
        ("Option<Option<u8>>", "Some(Some(x))", "x", "u8"),
        ("&Option<(u8, char)>", "Some((_, x))", "x", "&char"),
        ("Result<u8, bool>", "Err(x)", "x", "bool"),
        ("[u8; 3]", "[x, ..]", "x", "u8"),
        ("&[u8]", "[x, ..]", "x", "&u8"),
        ("&[u8]", "[first, x @ ..]", "x", "&[u8]"),
        ("&[(u8, char)]", "[.., (_, x)]", "x", "&char"),
        ("Box<u8>", "x", "x", "Box<u8>"),
    ],
)
def test_what_a_pattern_binds(of: str, pattern: str, name: str, ty: str) -> None:
    assert type_of(CRATE, f"match make::<{of}>() {{ {pattern} => {name}, _ => loop {{}} }}") == ty


def test_a_pattern_tells_what_is_matched() -> None:
    assert type_of(CRATE, "{ let x = make(); match x { E::W(1u8, _) => {}, E::N => {} _ => {} } x }") == "E<_>"
    assert type_of(CRATE, "{ let x = make(); let (a, b) = x; let c: u8 = a; x }") == "(u8, _)"
    assert type_of(CRATE, "{ let x = make(); if let Some(y) = x { let z: bool = y; } x }") == "Option<bool>"


@pytest.mark.parametrize(
    ("pattern", "edges"),
    [
        ("K", {"reads K exact"}),
        ("self::K", {"reads K exact"}),
        ("ST", {"reads ST exact"}),
        ("Unit", {"uses_type Unit exact"}),
        ("E::N", {"references E::N exact", "uses_type E exact"}),
        ("Nothing", {"references E::N exact"}),
        ("E::W(..)", {"references E::W exact", "uses_type E exact"}),
        ("E::V { y, .. }", {"references E::V exact", "reads E::V.y exact", "uses_type E exact"}),
        ("S { a: _, .. }", {"uses_type S exact", "reads S.a exact"}),
        ("K..=3", {"reads K exact"}),
        ("0..=self::K", {"reads K exact"}),
        ("1 | 2", set()),
        ("_", set()),
        ("unknown", set()),
    ],
)
def test_what_a_pattern_refers_to(pattern: str, edges: set[str]) -> None:
    found = walked(CRATE + f"fn here() {{ match loop {{}} {{ {pattern} => {{}}, _ => {{}} }} }}")
    assert {each for each in found.edges if "std::" not in each} == edges


def test_names_in_patterns_that_are_not_there() -> None:
    found = walked(CRATE + "fn here(e: E<u8>) { match e { E::Missing => {}, S { no, .. } => {} Absent(x) => {} } }")
    assert found.unresolved["no_such_member field"] == 1
    assert sum(found.unresolved.values()) == 3


def test_parameters_are_patterns() -> None:
    crate = (
        CRATE
        + "impl<T> S<T> { fn go(&self) {} } fn here((x, S { a, .. }): (S<u8>, &S<S<u8>>), [y]: [S<u8>; 1]) { x.go(); a.go(); y.go(); }"
    )
    assert walked(crate).calls == {"S::go"}
    assert walked(crate).unresolved == {}


def test_a_macro_in_the_place_of_a_pattern() -> None:
    crate = "macro_rules! pat { () => { 1 } } fn here(x: u8) { match x { pat!() => {}, _ => {} } }"
    assert walked(crate).of("expands") == {"pat!"}
