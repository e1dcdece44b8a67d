"""Operators, indexing, assignments."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
use std::{ops::*, cmp::*, collections::HashMap};
pub struct V(u8); pub struct M; pub struct R<T>(T); pub struct Idx; pub struct Held { pub v: V, pub n: u8 }
impl Add for V { type Output = M; fn add(self, o: V) -> M { M } } impl Add<u8> for V { type Output = V; fn add(self, o: u8) -> V { self } }
impl<'a> Add<&'a V> for &'a V { type Output = u8; fn add(self, o: &'a V) -> u8 { 1 } } impl AddAssign for V { fn add_assign(&mut self, o: V) {} }
impl Neg for V { type Output = M; fn neg(self) -> M { M } } impl Not for V { type Output = bool; fn not(self) -> bool { true } }
impl PartialEq for V { fn eq(&self, o: &V) -> bool { true } } impl PartialEq<M> for V { fn eq(&self, o: &M) -> bool { true } }
impl PartialOrd for V { fn partial_cmp(&self, o: &V) -> Option<Ordering> { None } fn lt(&self, o: &V) -> bool { true } }
impl<T> Deref for R<T> { type Target = T; fn deref(&self) -> &T { &self.0 } } impl<T: Mul> Mul for R<T> { type Output = R<T::Output>; fn mul(self, o: R<T>) -> Self::Output { loop {} } }
impl Index<usize> for V { type Output = M; fn index(&self, i: usize) -> &M { &M } } impl Index<Idx> for V { type Output = bool; fn index(&self, i: Idx) -> &bool { &true } }
pub fn make<T>() -> T { loop {} }
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("1u8 + 2", "u8"),
        ("1 + 2u8", "u8"),
        ("1.0 * 2f32", "f32"),
        ("1 + 2", "{int}"),
        ("&1u8 + &2", "u8"),
        ("1u8 << 3u32", "u8"),
        ("1u8 == 2", "bool"),
        ("1u8 < 2 && true", "bool"),
        ("true | false", "bool"),
        ("-1i8", "i8"),
        ("!1u8", "u8"),
        ("!true", "bool"),
        ("*&1u8", "u8"),
        ("*Box::new(1u8)", "u8"),
        ("*make::<*const u8>()", "u8"),
        ("V(1) + V(2)", "M"),
        ("V(1) + 2", "V"),
        ("&V(1) + &V(2)", "u8"),
        ("-V(1)", "M"),
        ("!V(1)", "bool"),
        ("V(1) == V(2)", "bool"),
        ("*R(true)", "bool"),
        ("R(1u8) * R(2)", "R<u8>"),
        ("R(R(1u8)) * R(R(2))", "R<R<u8>>"),
        ("{ let mut x = 1u8; x += 1 }", "()"),
        ("{ let mut x = 1u8; x = 2 }", "()"),
        ('String::new() + "a"', "String"),
        ("[1u8, 2][0]", "u8"),
        ("vec![1u8][0]", "u8"),
        ("[1u8, 2][1..]", "[u8]"),
        ("vec![1u8][..]", "[u8]"),
        ('"text"[1..]', "str"),
        ("(&vec![1u8])[0]", "u8"),
        ("make::<HashMap<u8, char>>()[&1]", "char"),
        ("V(1)[0]", "M"),
        ("V(1)[Idx]", "bool"),
        ("R(V(1))[0]", "M"),
        ("make::<far::X>() + 1", "?"),
    ],
)
def test_the_type_of_an_operation(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


@pytest.mark.parametrize(
    ("written", "calls"),
    [
        ("V(1) + V(2)", {"<V as Add>::add"}),
        ("V(1) + 2", {"<V as Add<u8>>::add"}),
        ("{ let mut v = V(1); v += V(2); }", {"<V as AddAssign>::add_assign"}),
        ("-V(1)", {"<V as Neg>::neg"}),
        ("!V(1)", {"<V as Not>::not"}),
        ("V(1) == V(2)", {"<V as PartialEq>::eq"}),
        ("V(1) == M", {"<V as PartialEq<M>>::eq"}),
        ("V(1) < V(2)", {"<V as PartialOrd>::lt"}),
        ("*R(true)", {"<R as Deref>::deref"}),
        ("V(1)[0]", {"<V as Index<usize>>::index"}),
        ("V(1)[Idx]", {"<V as Index<Idx>>::index"}),
        ("1 + 2", set()),
        ("vec![V(1)][0]", set()),
    ],
)
def test_an_overloaded_operator_is_a_call(written: str, calls: set[str]) -> None:
    found = walked(CRATE + f"fn here() {{ {written}; }}")
    assert {each for each in found.calls if each != "make"} == calls


def test_an_assignment_writes_a_field() -> None:
    found = walked(CRATE + "fn here(h: &mut Held) { h.n = 1; h.n += 1; h.v = V(1); let x = h.n; }")
    assert found.of("writes") == {"Held.n", "Held.v"}
    assert found.of("reads") == {"Held.n"}


def test_an_assignment_to_nothing_takes_any_value() -> None:
    assert walked(CRATE + "fn here() { _ = V(1) + V(2); }").calls == {"<V as Add>::add"}


def test_an_assignment_tells_what_is_assigned() -> None:
    assert type_of(CRATE, "{ let mut x = make(); x = V(1); x + V(2) }") == "M"


def test_an_operand_that_is_known_later() -> None:
    assert type_of(CRATE, "{ let x = make(); let y = x + V(2); let z: V = x; y }") in {"M", "_"}
    assert type_of(CRATE, "{ let x = make(); let y: u64 = x; let z = 1 + x; z }") == "u64"
