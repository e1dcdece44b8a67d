"""Selecting impls, reducing associated types, dereferencing."""

from __future__ import annotations

from rgraph.link.bodies import BodyWalk
from rgraph.link.defs import Def
from rgraph.link.types.terms import UNKNOWN
from tests.unit.link_types.worlds import item, walk

CRATE = """
use std::ops::Deref;
pub struct A; pub struct B; pub struct Outer<T>(T);
pub trait Kind { type Out; fn kind(&self) {} }
impl Kind for A { type Out = B; }
impl<T: Kind> Kind for Outer<T> { type Out = T::Out; }
impl Deref for Outer<A> { type Target = A; fn deref(&self) -> &A { &self.0 } }
pub trait Sub: Kind {}
#[derive(Clone)] pub struct Copied;
fn here<T: Sub<Out = B>>(t: T) {}
"""


def test_an_impl_is_found_and_its_associated_type() -> None:
    w = walk(CRATE, "here")
    kind, a, b = item(w.types.world, "Kind"), item(w.types.world, "A"), item(w.types.world, "B")
    found = w.types.solver.select(w.types.terms.make(a), kind)
    assert found is not None
    assert found.impl is not None
    assert w.types.obligations.project(kind, "Out", w.types.terms.make(a), ()) is w.types.terms.make(b)
    assert w.types.solver.select(w.types.terms.make(b), kind) is None


def test_where_clauses_are_demanded_and_reduced_through() -> None:
    w = walk(CRATE, "here")
    kind, outer = item(w.types.world, "Kind"), item(w.types.world, "Outer")
    a, b = w.types.terms.make(item(w.types.world, "A")), w.types.terms.make(item(w.types.world, "B"))
    assert w.types.obligations.project(kind, "Out", w.types.terms.make(outer, (a,)), ()) is b
    assert w.types.solver.select(w.types.terms.make(outer, (b,)), kind) is None


def test_bounds_hold_through_supertraits() -> None:
    w = walk(CRATE, "here")
    kind, here, b = item(w.types.world, "Kind"), item(w.types.world, "here"), item(w.types.world, "B")
    param = w.types.terms.param(here, "T")
    assert w.types.solver.select(param, kind) is not None
    assert w.types.obligations.project(kind, "Out", param, ()) is w.types.terms.make(b)


def test_derives_are_impls() -> None:
    w = walk(CRATE, "here")
    clone = w.types.world.std("std::clone::Clone")
    assert clone is not None
    assert w.types.solver.select(w.types.terms.make(item(w.types.world, "Copied")), clone) is not None
    assert w.types.solver.select(w.types.terms.make(item(w.types.world, "A")), clone) is None


def test_blanket_impls_of_std() -> None:
    w = walk(CRATE, "here")
    to_string, into = w.types.world.std("std::string::ToString"), w.types.world.std("std::iter::IntoIterator")
    assert to_string is not None
    assert into is not None
    assert w.types.solver.select(w.types.terms.make("u8"), to_string) is not None
    assert w.types.solver.select(w.types.terms.make(item(w.types.world, "A")), to_string) is None
    vec = w.types.terms.make(_std(w, "std::vec::Vec"), (w.types.terms.bool,))
    assert w.types.obligations.project(into, "Item", vec, ()) is w.types.terms.bool
    assert w.types.obligations.project(into, "Item", w.types.terms.ref(vec), ()) is w.types.terms.ref(
        w.types.terms.bool
    )


def test_dereferencing_goes_through_pointers_to_the_slice() -> None:
    w = walk(CRATE, "here")
    vec = w.types.terms.make(_std(w, "std::vec::Vec"), (w.types.terms.bool,))
    heads = [
        step.head
        for step in w.types.autoderef.steps(w.types.terms.ref(w.types.terms.make(_std(w, "std::sync::Arc"), (vec,))))
    ]
    assert [getattr(head, "name", head) for head in heads] == ["&", "Arc", "Vec", "[]"]


def test_impls_for_certain_arguments_only() -> None:
    w = walk(CRATE, "here")
    outer = item(w.types.world, "Outer")
    assert w.types.autoderef.deref(
        w.types.terms.make(outer, (w.types.terms.make(item(w.types.world, "A")),))
    ) is w.types.terms.make(item(w.types.world, "A"))
    assert w.types.autoderef.deref(w.types.terms.make(outer, (w.types.terms.make(item(w.types.world, "B")),))) is None


def test_nothing_is_said_of_the_unknown() -> None:
    w = walk(CRATE, "here")
    assert w.types.solver.select(UNKNOWN, item(w.types.world, "Kind")) is None
    assert w.types.solver.select(w.types.inference.fresh(), item(w.types.world, "Kind")) is None


def _std(w: BodyWalk, path: str) -> Def:
    found = w.types.world.std(path)
    assert found is not None
    return found
