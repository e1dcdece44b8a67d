"""Macro calls: the macro, its arguments, and the names among tokens that are no expressions."""

from __future__ import annotations

import pytest

from rgraph.link.emitter import Emitter
from tests.unit.link_types.worlds import ROOT, linker_of

from .walks import walked

CRATE = """
macro_rules! plain { ($($t:tt)*) => {} } macro_rules! value { ($e:expr) => { $e } } #[macro_export] macro_rules! exported { () => {} }
pub mod m { pub fn f() {} pub struct T; impl T { pub fn new() -> T { T } } pub const K: u8 = 1; } pub fn g() -> A { A } pub struct A; impl A { pub fn go(&self) {} }
"""


def test_the_macro_is_referred_to() -> None:
    found = walked(CRATE + "fn here() { plain!(); crate::exported!(); value!(1); println!(); }")
    assert {each for each in found.of("expands") if not each.startswith("std::")} == {"plain!", "exported!", "value!"}
    assert any(each.startswith("expands std::") for each in found.edges)


def test_a_macro_that_is_not_there_is_counted() -> None:
    assert sum(walked(CRATE + "fn here() { missing!(); m::missing!(1); }").unresolved.values()) == 2


def test_arguments_are_expressions_of_the_caller() -> None:
    found = walked(CRATE + "fn here(a: A) { value!(a.go()); plain!(g(), a.go()); value!({ let x = g(); x.go() }); }")
    assert found.calls == {"g", "A::go"}


@pytest.mark.parametrize(
    ("tokens", "edges"),
    [
        ("a => m::f()", {"calls m::f exact", "references m exact"}),
        ("m::f => a", {"references m::f exact", "references m exact"}),
        ("@ g() @", {"calls g exact"}),
        ("@ m::T @", {"uses_type m::T exact", "references m exact"}),
        ("@ m::K @", {"reads m::K exact", "references m exact"}),
        ("@ m::T::new() @", {"calls m::T::new exact", "uses_type m::T exact", "references m exact"}),
        ("@ nothing::here() @", set()),
        ("@ a @", set()),
        ("@ x.go() @", set()),
    ],
)
def test_names_among_tokens(tokens: str, edges: set[str]) -> None:
    found = walked(CRATE + f"fn here(a: A) {{ plain!({tokens}); }}")
    assert {each for each in found.edges if not each.startswith("expands")} == edges
    assert found.unresolved == {}


def test_a_local_is_no_item_among_tokens() -> None:
    assert walked(CRATE + "fn here(g: u8) { plain!(@ g @); }").of("references") == set()


def test_edges_in_a_macro_are_known_as_such() -> None:
    crate = CRATE + "fn here() { plain!(g()); }"
    _, linker = linker_of(crate)
    emit = Emitter(linker.world)
    linker.link_with(ROOT, emit)
    marks = {each.dst: each.via_macro for each in emit.linked([]).edges if each.kind.value == "calls"}
    assert marks == {"demo::g": True}
