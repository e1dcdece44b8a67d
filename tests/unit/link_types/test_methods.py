"""Method look-up in Rust's order."""

from __future__ import annotations

import pytest

from rgraph.link.bodies import BodyWalk
from rgraph.link.types.terms import Ty
from tests.unit.link_types.worlds import item, walk

CRATE = """
pub struct A;
impl A { pub fn own(&self) {} pub fn both(&self) {} pub fn by_value(self) {} }
pub trait T { fn both(&self) {} fn of_trait(&self) {} fn made() -> Self; }
impl T for A { fn made() -> A { A } }
impl T for &A { fn of_trait(&self) {} fn made() -> Self { loop {} } }
mod far { pub trait Hidden { fn hidden(&self) {} } impl Hidden for super::A {} }
fn here() {}
"""


def picked(w: BodyWalk, ty: Ty, name: str) -> str:
    found = w.types.methods.method(ty, name)
    return "" if found is None else str(w.types.world.symbol(found.function))


@pytest.mark.parametrize(
    ("wrap", "name", "symbol"),
    [
        ("", "own", "demo::A::own"),
        ("", "both", "demo::A::both"),
        ("", "of_trait", "demo::T::of_trait"),
        ("&", "own", "demo::A::own"),
        ("&&", "by_value", "demo::A::by_value"),
        ("box", "own", "demo::A::own"),
        ("", "hidden", ""),
        ("", "made", ""),
        ("", "missing", ""),
    ],
)
def test_what_is_picked(wrap: str, name: str, symbol: str) -> None:
    w = walk(CRATE, "here")
    ty = w.types.terms.make(item(w.types.world, "A"))
    for _ in range(wrap.count("&")):
        ty = w.types.terms.ref(ty)
    if wrap == "box":
        boxed = w.types.world.std("std::boxed::Box")
        assert boxed is not None
        ty = w.types.terms.make(boxed, (ty,))
    assert picked(w, ty, name) == symbol


def test_who_implements_a_trait_for_references() -> None:
    w = walk(CRATE, "here")
    a = w.types.terms.make(item(w.types.world, "A"))
    by_reference = w.types.methods.method(w.types.terms.ref(a), "of_trait")
    assert by_reference is not None
    assert by_reference.self_ty is a


def test_associated_functions_by_type() -> None:
    w = walk(CRATE, "here")
    found = w.types.methods.member(w.types.terms.make(item(w.types.world, "A")), "made")
    assert found is not None
    assert w.types.world.symbol(found.function) == "demo::T::made"
    assert w.types.methods.member(w.types.terms.make(item(w.types.world, "A")), "missing") is None
