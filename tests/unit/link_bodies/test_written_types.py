"""Types written in bodies: everything that they name is referred to."""

from __future__ import annotations

import pytest

from .walks import type_of, walked

CRATE = """
pub mod m { pub struct A; pub mod n { pub trait Tr { type O; const K: u8; } impl Tr for super::A { type O = u8; const K: u8 = 1; } } }
pub use m::n::Tr; pub struct S<T>(T); pub type Alias<T> = S<T>; pub enum E { V } pub trait Of<X> {} pub fn make<T>() -> T { loop {} }
impl<T> S<T> { pub fn new() -> S<T> { loop {} } }
"""


@pytest.mark.parametrize(
    ("written", "edges"),
    [
        ("u8", set()),
        ("S<E>", {"uses_type S exact", "uses_type E exact"}),
        ("m::A", {"references m exact", "uses_type m::A exact"}),
        ("&mut [S<E>]", {"uses_type S exact", "uses_type E exact"}),
        ("[E; 2]", {"uses_type E exact"}),
        ("(E, *const m::A)", {"uses_type E exact", "references m exact", "uses_type m::A exact"}),
        ("fn(E) -> S<u8>", {"uses_type E exact", "uses_type S exact"}),
        ("Box<dyn Tr<O = E> + Of<u8>>", {"uses_type m::n::Tr exact", "uses_type E exact", "uses_type Of exact"}),
        ("<m::A as Tr>::O", {"references m exact", "uses_type m::A exact", "uses_type m::n::Tr exact"}),
        ("Alias<E>", {"uses_type Alias exact", "uses_type E exact"}),
        ("_", set()),
        ("!", set()),
    ],
)
def test_what_a_type_refers_to(written: str, edges: set[str]) -> None:
    found = walked(CRATE + f"fn here() {{ let x: {written}; }}")
    assert {each for each in found.edges if "std::" not in each} == edges
    assert found.unresolved == {}


@pytest.mark.parametrize("written", ["Missing", "m::Missing", "S<Missing>", "&Missing", "Missing<u8>"])
def test_a_type_that_is_not_there_is_counted(written: str) -> None:
    assert sum(walked(CRATE + f"fn here() {{ let x: {written}; }}").unresolved.values()) == 1


@pytest.mark.parametrize(
    ("written", "ty"),
    [
        ("Alias<u8>", "S<u8>"),
        ("S<_>", "S<_>"),
        ("S", "S<_>"),
        ("<m::A as Tr>::O", "u8"),
        ("Vec<(_, E)>", "Vec<(_, E)>"),
        ("impl Tr", "impl Tr"),
        ("Self", "_"),
    ],
)
def test_the_term_of_an_annotation(written: str, ty: str) -> None:
    assert type_of(CRATE, f"{{ let x: {written} = make(); x }}") == ty


def test_self_and_generics_in_a_body() -> None:
    crate = CRATE + "impl<T: Tr> S<T> { fn here<U: Tr>(&self) { let a: Self; let b: T; let c: U::O; let d: S<T::O>; } }"
    found = walked(crate)
    assert found.unresolved == {}
    assert found.edges == {"uses_type S exact", "references m::n::Tr::O inferred"}


def test_types_in_expressions_are_mentioned() -> None:
    found = walked(
        CRATE + "fn here() { make::<E>(); S::<m::A>::new(); 1 as *const E; <E>::V; |x: E| -> m::A { make() }; }"
    )
    assert {"uses_type E exact", "uses_type m::A exact", "uses_type S exact"} <= found.edges
