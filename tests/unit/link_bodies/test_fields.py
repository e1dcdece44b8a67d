"""Fields of values, through what the value dereferences to."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
use std::{ops::Deref, rc::Rc};
pub struct A { pub n: u8, pub t: (bool, char) } pub struct G<T> { pub g: T, pub own: Vec<T> } pub struct T2<T>(pub T, pub u16);
pub union U { pub f: f32, pub i: i32 } pub struct P(A, u8); impl Deref for P { type Target = A; fn deref(&self) -> &A { &self.0 } }
pub trait Tr { type O; } impl Tr for A { type O = char; } pub struct Proj<T: Tr> { pub p: T::O } pub fn make<T>() -> T { loop {} }
pub struct Gen<T>(T);
"""


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("make::<A>().n", "u8"),
        ("make::<A>().t.1", "char"),
        ("make::<&&A>().n", "u8"),
        ("make::<Box<A>>().n", "u8"),
        ("make::<Rc<Box<A>>>().n", "u8"),
        ("make::<G<bool>>().g", "bool"),
        ("make::<G<bool>>().own", "Vec<bool>"),
        ("make::<G<G<u8>>>().g.own", "Vec<u8>"),
        ("make::<T2<bool>>().0", "bool"),
        ("make::<T2<bool>>().1", "u16"),
        ("make::<T2<T2<u8>>>().0.0", "u8"),
        ("make::<U>().i", "i32"),
        ("make::<P>().n", "u8"),
        ("make::<P>().1", "u8"),
        ("(1u8, 'c').1", "char"),
        ("(1u8, 'c').5", "?"),
        ("(&(1u8, 'c')).0", "u8"),
        ("make::<Proj<A>>().p", "char"),
        ("{ let x = make(); let y: A = x; x.n }", "u8"),
        ("make::<A>().missing", "?"),
    ],
)
def test_the_type_of_a_field(written: str, ty: str) -> None:
    assert type_of(CRATE, written) == ty


@pytest.mark.parametrize(
    ("written", "edges"),
    [
        ("let x = a.n;", {"reads A.n inferred"}),
        ("a.n = 1;", {"writes A.n inferred"}),
        ("a.n += 1;", {"writes A.n inferred"}),
        ("a.t.0 = true;", {"reads A.t inferred"}),
        ("&a.n;", {"reads A.n inferred"}),
        ("(&a).n;", {"reads A.n inferred"}),
    ],
)
def test_a_field_is_read_or_written(written: str, edges: set[str]) -> None:
    assert walked(CRATE + f"fn here(mut a: A) {{ {written} }}").edges == edges


def test_a_field_of_self_is_exact() -> None:
    found = walked(CRATE + "impl A { fn here(&mut self, other: A) { self.n = 1; self.t; } }")
    assert found.edges == {"writes A.n exact", "reads A.t exact"}


def test_why_a_field_is_not_found() -> None:
    crate = CRATE + "fn here() { make::<A>().missing; make().unknown; (1u8, 2).n; }"
    assert walked(crate).unresolved == {"no_such_member field": 2, "unknown_receiver field": 1}


def test_a_private_field_of_std_does_not_hide_what_stands_behind() -> None:
    crate = CRATE.replace("pub n: u8", "pub ptr: u8, pub n: u8") + "fn here(a: Rc<A>) -> u8 { a.ptr }"
    assert walked(crate).of("reads") == {"A.ptr"}
