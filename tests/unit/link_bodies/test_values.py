"""Literals, structs, tuples, arrays, references, casts, ranges."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
pub struct S<T = u8> { pub a: T, pub b: Vec<T> } pub struct Unit; pub struct Tuple<T>(T, u8);
pub enum E<T> { V { x: T }, W(T), N } pub union U { f: f32, i: u32 }
pub type Alias = S<bool>; pub fn make<T>() -> T { loop {} }
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("1", "{int}"),
        ("1u16", "u16"),
        ("1.5", "{float}"),
        ("2f32", "f32"),
        ("0xFF_usize", "usize"),
        ("true", "bool"),
        ("'c'", "char"),
        ("b'c'", "u8"),
        ('"text"', "&str"),
        ('b"bytes"', "&[u8; _]"),
        ('r#"raw"#', "&str"),
        ('c"text"', "&CStr"),
        ("()", "()"),
        ("(1u8, true)", "(u8, bool)"),
        ("[1u8, 2]", "[u8; _]"),
        ("[true; 4]", "[bool; _]"),
        ("[]", "[_; _]"),
        ("[None, Some(1u8)]", "[Option<u8>; _]"),
        ("&1u8", "&u8"),
        ("&mut 1u8", "&mut u8"),
        ("&&1u8", "&&u8"),
        ("1 as u64", "u64"),
        ("1u8 as char", "char"),
        ("&1u8 as *const u8", "*const u8"),
        ("make() as fn(u8) -> bool", "fn(u8) -> bool"),
        ("1u8..2", "Range<u8>"),
        ("1u8..=2", "RangeInclusive<u8>"),
        ("1u8..", "RangeFrom<u8>"),
        ("..1u8", "RangeTo<u8>"),
        ("..=1u8", "RangeToInclusive<u8>"),
        ("..", "RangeFull"),
        ("0..2u8", "Range<u8>"),
        ("Unit", "Unit"),
        ("Tuple(true, 1)", "Tuple<bool>"),
        ("Tuple", "fn(_, u8) -> Tuple<_>"),
        ("S { a: true, b: vec![] }", "S<bool>"),
        ("S::<char> { a: make(), b: make() }", "S<char>"),
        ("Alias { a: make(), b: make() }", "S<bool>"),
        ("{ let s: S<char> = make(); S { a: make(), ..s } }", "S<char>"),
        ("{ let a = 1u16; S { a, b: vec![] } }", "S<u16>"),
        ("E::V { x: 1u8 }", "E<u8>"),
        ("E::W(1u8)", "E<u8>"),
        ("E::<bool>::N", "E<bool>"),
        ("E::N::<bool>", "E<bool>"),
        ("U { i: 1 }", "U"),
    ],
)
def test_the_type_of_a_value(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


def test_what_is_expected_tells_what_a_value_holds() -> None:
    crate = CRATE + "pub struct A; impl A { fn go(&self) {} }"
    for taken, given in (
        ("S<A>", "S { a: make(), b: make() }"),
        ("(A, u8)", "(make(), 1)"),
        ("&A", "&make()"),
        ("[A; 1]", "[make()]"),
    ):
        found = walked(f"{crate} fn take(x: {taken}) {{}} fn here() {{ take({given}); let x: {taken} = {given}; }}")
        assert found.unresolved == {}
    assert walked(crate + "fn here() { let s = S { a: A, b: make() }; s.b[0].go(); }").calls == {"make", "A::go"}


def test_fields_of_a_struct_literal_are_written() -> None:
    found = walked(CRATE + "fn here() { S { a: 1u8, b: vec![] }; E::V { x: 1u8 }; }")
    assert found.of("writes") == {"S.a", "S.b", "E::V.x"}
    assert {"uses_type S exact", "uses_type E exact"} <= found.edges


def test_a_field_that_is_not_there_is_counted() -> None:
    assert walked(CRATE + "fn here() { S { missing: 1 }; Absent { x: 1 }; }").unresolved == {
        "no_such_member field": 1,
        "unknown_name type": 1,
    }


def test_a_cast_refers_to_its_type() -> None:
    assert "uses_type E exact" in walked(CRATE + "fn here() { let x = 1 as *const E<u8>; }").edges
