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
    kind, a, b = item(w.world, "Kind"), item(w.world, "A"), item(w.world, "B")
    found = w.solve(w.terms.make(a), kind)
    assert found is not None
    assert found.impl is not None
    assert w.project(kind, "Out", w.terms.make(a), ()) is w.terms.make(b)
    assert w.solve(w.terms.make(b), kind) is None


def test_where_clauses_are_demanded_and_reduced_through() -> None:
    w = walk(CRATE, "here")
    kind, outer = item(w.world, "Kind"), item(w.world, "Outer")
    a, b = w.terms.make(item(w.world, "A")), w.terms.make(item(w.world, "B"))
    assert w.project(kind, "Out", w.terms.make(outer, (a,)), ()) is b
    assert w.solve(w.terms.make(outer, (b,)), kind) is None


def test_bounds_hold_through_supertraits() -> None:
    w = walk(CRATE, "here")
    kind, here, b = item(w.world, "Kind"), item(w.world, "here"), item(w.world, "B")
    param = w.terms.param(here, "T")
    assert w.solve(param, kind) is not None
    assert w.project(kind, "Out", param, ()) is w.terms.make(b)


def test_derives_are_impls() -> None:
    w = walk(CRATE, "here")
    clone = w.world.std("std::clone::Clone")
    assert clone is not None
    assert w.solve(w.terms.make(item(w.world, "Copied")), clone) is not None
    assert w.solve(w.terms.make(item(w.world, "A")), clone) is None


def test_blanket_impls_of_std() -> None:
    w = walk(CRATE, "here")
    to_string, into = w.world.std("std::string::ToString"), w.world.std("std::iter::IntoIterator")
    assert to_string is not None
    assert into is not None
    assert w.solve(w.terms.make("u8"), to_string) is not None
    assert w.solve(w.terms.make(item(w.world, "A")), to_string) is None
    vec = w.terms.make(_std(w, "std::vec::Vec"), (w.terms.bool,))
    assert w.project(into, "Item", vec, ()) is w.terms.bool
    assert w.project(into, "Item", w.terms.ref(vec), ()) is w.terms.ref(w.terms.bool)


def test_dereferencing_goes_through_pointers_to_the_slice() -> None:
    w = walk(CRATE, "here")
    vec = w.terms.make(_std(w, "std::vec::Vec"), (w.terms.bool,))
    heads = [step.head for step in w.steps(w.terms.ref(w.terms.make(_std(w, "std::sync::Arc"), (vec,))))]
    assert [getattr(head, "name", head) for head in heads] == ["&", "Arc", "Vec", "[]"]


def test_impls_for_certain_arguments_only() -> None:
    w = walk(CRATE, "here")
    outer = item(w.world, "Outer")
    assert w.deref(w.terms.make(outer, (w.terms.make(item(w.world, "A")),))) is w.terms.make(item(w.world, "A"))
    assert w.deref(w.terms.make(outer, (w.terms.make(item(w.world, "B")),))) is None


def test_nothing_is_said_of_the_unknown() -> None:
    w = walk(CRATE, "here")
    assert w.solve(UNKNOWN, item(w.world, "Kind")) is None
    assert w.solve(w.fresh(), item(w.world, "Kind")) is None


def _std(w: BodyWalk, path: str) -> Def:
    found = w.world.std(path)
    assert found is not None
    return found
