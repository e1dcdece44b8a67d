"""Paths as values: functions, constructors, constants, associated items, and what they refer to on the way."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
pub mod m { pub fn f() -> u8 { 1 } pub mod n { pub struct Deep; impl Deep { pub const K: char = 'c'; pub fn new() -> Deep { Deep } } } pub use n::Deep as Renamed; }
pub struct S<T>(T); impl<T> S<T> { pub const K: u16 = 1; pub fn new(t: T) -> Self { S(t) } pub fn get(&self) -> &T { &self.0 } pub fn none() -> S<T> { loop {} } }
impl S<bool> { pub fn only() -> bool { true } } pub enum E<T> { A(T), B, C { x: T } } impl<T> E<T> { pub fn build() -> E<T> { E::B } }
pub trait Tr { const TK: u8; type O; fn made() -> Self; fn out(&self) -> Self::O; fn given() -> u32 { 1 } }
impl Tr for S<u8> { const TK: u8 = 2; type O = bool; fn made() -> Self { S(1) } fn out(&self) -> bool { true } }
pub trait Conv<X> { fn conv(x: X) -> Self; } impl Conv<u8> for E<bool> { fn conv(x: u8) -> Self { E::B } } impl Conv<bool> for E<bool> { fn conv(x: bool) -> Self { E::B } }
pub type Alias<T> = S<Vec<T>>; pub type Same = E<char>; pub const GLOBAL: &str = ""; pub static STATIC: [u8; 2] = [1, 2];
pub fn generic<T, U>(t: T) -> (T, U) { loop {} } pub fn array<const N: usize>() -> [u8; N] { loop {} }
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("m::f", "fn() -> u8"),
        ("m::f()", "u8"),
        ("self::m::f()", "u8"),
        ("crate::m::n::Deep", "Deep"),
        ("m::Renamed::new()", "Deep"),
        ("m::n::Deep::K", "char"),
        ("S", "fn(_) -> S<_>"),
        ("S::new", "fn(_) -> S<_>"),
        ("S::new(true)", "S<bool>"),
        ("S::<char>::none()", "S<char>"),
        ("S::<u8>::K", "u16"),
        ("S::get", "fn(&S<_>) -> &_"),
        ("S::get(&S(true))", "&bool"),
        ("S::<bool>::only()", "bool"),
        ("<S<char>>::none()", "S<char>"),
        ("Alias::<u8>::none()", "S<Vec<u8>>"),
        ("E::A", "fn(_) -> E<_>"),
        ("E::B", "E<_>"),
        ("E::<u8>::B", "E<u8>"),
        ("Same::B", "E<char>"),
        ("Same::A", "fn(char) -> E<char>"),
        ("E::<u8>::build()", "E<u8>"),
        ("GLOBAL", "&str"),
        ("STATIC", "[u8; _]"),
        ("<S<u8> as Tr>::TK", "u8"),
        ("S::<u8>::TK", "u8"),
        ("<S<u8> as Tr>::made()", "S<u8>"),
        ("S::<u8>::made()", "S<u8>"),
        ("<S<u8>>::given()", "u32"),
        ("Tr::out(&S(1u8))", "bool"),
        ("<S<u8> as Tr>::out(&S(1))", "bool"),
        ("generic::<u8, bool>(1)", "(u8, bool)"),
        ("generic::<_, bool>(1u16)", "(u16, bool)"),
        ("generic(1u8)", "(u8, _)"),
        ("array::<4>()", "[u8; _]"),
        ("Vec::<u8>::new", "fn() -> Vec<u8>"),
        ("u8::MAX", "u8"),
        ("f64::consts::PI", "?"),
        ("std::f64::consts::PI", "f64"),
        ("String::from", "fn(_) -> String"),
        ("<E<bool> as Conv<u8>>::conv(1)", "E<bool>"),
        ("E::<bool>::conv(true)", "E<bool>"),
        ("<[u8]>::len(&[1])", "usize"),
        ('<str>::len("")', "usize"),
        ("Default::default()", "_"),
    ],
)
def test_the_type_of_a_path(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


@pytest.mark.parametrize(
    ("written", "edges"),
    [
        ("m::f()", {"calls m::f exact", "references m exact"}),
        ("let g = m::f;", {"references m::f exact", "references m exact"}),
        (
            "m::n::Deep::new()",
            {
                "calls m::n::Deep::new exact",
                "references m exact",
                "references m::n exact",
                "uses_type m::n::Deep exact",
            },
        ),
        ("m::Renamed::new()", {"calls m::n::Deep::new exact", "references m exact", "uses_type m::n::Deep exact"}),
        ("S::new(1)", {"calls S::new exact", "uses_type S exact"}),
        ("S(1)", {"uses_type S exact"}),
        ("E::A(1)", {"references E::A exact", "uses_type E exact"}),
        ("Same::B", {"references E::B exact", "uses_type Same exact"}),
        ("S::<u8>::K", {"references S::K exact", "uses_type S exact"}),
        ("GLOBAL", {"reads GLOBAL exact"}),
        ("STATIC", {"reads STATIC exact"}),
        ("<S<u8> as Tr>::made()", {"calls <S<u8> as Tr>::made inferred", "uses_type S exact", "uses_type Tr exact"}),
        ("<S<u8> as Tr>::TK", {"references <S<u8> as Tr>::TK inferred", "uses_type S exact", "uses_type Tr exact"}),
        (
            "generic::<m::n::Deep, S<u8>>(m::n::Deep)",
            {
                "calls generic exact",
                "references m exact",
                "references m::n exact",
                "uses_type S exact",
                "uses_type m::n::Deep exact",
            },
        ),
    ],
)
def test_what_a_path_refers_to(written: str, edges: set[str]) -> None:
    found = {each.replace("<S as Tr>", "<S<u8> as Tr>") for each in walked(CRATE + f"fn here() {{ {written}; }}").edges}
    assert found == edges


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("missing()", "unknown_name call"),
        ("m::missing()", "unknown_name call"),
        ("far::away()", "unknown_name call"),
        ("S::<u8>::missing()", "no_such_member call"),
        ("<S<u8> as Tr>::missing()", "no_such_member call"),
        ("E::<u8>::Z", "no_such_member path"),
        ("S::<char>::made()", "no_such_member call"),
    ],
)
def test_why_a_path_is_not_resolved(written: str, reason: str) -> None:
    assert walked(CRATE + f"fn here() {{ {written}; }}").unresolved == {reason: 1}


def test_self_in_an_impl() -> None:
    crate = CRATE + "impl S<char> { fn here(&self) -> Self { Self::new('c'); Self::K; Self(self.0) } }"
    assert walked(crate).calls == {"S::new"}
    assert walked(crate).type == "S<char>"


def test_self_in_a_trait_and_its_impl() -> None:
    crate = (
        CRATE
        + "pub trait Own: Tr { fn own() { Self::made().out(); Self::TK; } } impl Tr for m::n::Deep { const TK: u8 = 1; type O = u8; fn made() -> Self { Self::new() } fn out(&self) -> u8 { 1 } }"
    )
    assert {"Tr::made", "Tr::out"} <= walked(crate, "own").calls
    crate = (
        CRATE
        + "impl Tr for m::n::Deep { const TK: u8 = 1; type O = u8; fn made() -> Self { Self } fn out(&self) -> u8 { 1 } } impl m::n::Deep { fn here() -> u8 { Self::made(); Self::new(); Self::TK } }"
    )
    found = walked(crate)
    assert found.type == "u8"
    assert len(found.calls) == 2


def test_a_const_parameter_is_a_value() -> None:
    assert walked("pub fn here<const N: usize>() -> usize { N }").type == "usize"


def test_a_local_comes_before_an_item_of_its_name() -> None:
    assert type_of(CRATE + "pub fn f() -> u8 { 1 }", "{ let f = || true; f() }") == "bool"
    assert walked(CRATE + "pub fn f() {} fn here() { { let f = || true; f(); } f(); }").calls == {"f"}
