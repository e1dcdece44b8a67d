"""Blocks and statements."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = "pub struct A; impl A { pub fn go(&self) {} } pub fn make<T>() -> T { loop {} } pub fn x() -> u8 { 1 }"


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("{}", "()"),
        ("{ 1u8 }", "u8"),
        ("{ 1u8; }", "()"),
        ("{ 1u8; 'c' }", "char"),
        ("{ return; }", "!"),
        ("{ return; 1u8 }", "u8"),
        ("{ panic!(); }", "!"),
        ("{ let x = panic!(); }", "!"),
        ("{ if true { return } }", "()"),
        ("unsafe { 1u8 }", "u8"),
        ("const { 1u8 }", "u8"),
        ("async { 1u8 }", "impl Future<u8>"),
        ("'a: { break 'a 1u8; }", "u8"),
        ("'a: { 'b: { break 'a 'c' } }", "char"),
        ("{ let x: u8; x = 1; x }", "u8"),
        ("{ let x: u64 = 1; x }", "u64"),
        ("{ let x = 1u8; let x = 'c'; x }", "char"),
        ("{ let x: Vec<_> = make(); let y: Option<&u8> = x.first(); x }", "Vec<u8>"),
        ("{ let x: Missing = 1u8; x }", "u8"),
        ("{ let Some(x) = Some(1u8) else { return }; x }", "u8"),
        ("{ let (x, y): (u8, _) = make(); x }", "u8"),
    ],
)
def test_the_type_of_a_block(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


def test_a_local_ends_with_its_block() -> None:
    assert type_of(CRATE, "{ let y = x(); { let x = 'c'; } x() }") == "u8"
    assert walked(CRATE + "fn here() { let x = 1; { let x = A; x.go(); } }").calls == {"A::go"}


def test_a_local_is_not_in_scope_in_its_own_value() -> None:
    assert type_of(CRATE, "{ let x = x(); x }") == "u8"


def test_an_item_in_a_block_takes_its_name_from_outer_locals() -> None:
    assert type_of(CRATE, "{ let x = 'c'; { fn x() -> bool { true } x() } }") == "bool"
    assert type_of(CRATE, "{ fn x() -> bool { true } let x = 'c'; x }") == "char"
    assert type_of(CRATE, "{ let make = 'c'; { use self::x as make; make() } }") == "u8"


def test_the_other_branch_of_a_let_is_walked() -> None:
    assert walked(CRATE + "fn here() { let Some(y) = Some(1) else { A.go(); return }; }").calls == {"A::go"}


def test_what_a_let_says_tells_the_value() -> None:
    assert walked(CRATE + "fn here() { let a: A = make(); make::<A>().go(); let b: &A = &make(); b.go(); }").calls == {
        "make",
        "A::go",
    }
