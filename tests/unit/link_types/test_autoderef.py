"""What values dereference to, step by step."""

from __future__ import annotations

import pytest

from rgraph.link.types.limits import DEREF_STEPS
from rgraph.link.types.terms import UNKNOWN, Ty, Var

from .worlds import Local, shown

CRATE = """
use std::{ops::Deref, rc::Rc, sync::{Arc, MutexGuard}, cell::RefMut, borrow::Cow, pin::Pin};
pub struct A; pub struct P<T>(T); pub struct Only<T>(T); pub struct Round; pub struct Grows<T>(T);
impl<T> Deref for P<T> { type Target = T; fn deref(&self) -> &T { &self.0 } }
impl Deref for Only<A> { type Target = str; fn deref(&self) -> &str { "" } }
impl Deref for Round { type Target = Round; fn deref(&self) -> &Round { self } }
impl<T> Deref for Grows<T> { type Target = Grows<Grows<T>>; fn deref(&self) -> &Grows<Grows<T>> { loop {} } }
pub trait Sub: Deref<Target = A> {}
fn here<D: Deref<Target = A>, S: Sub, N, F: Deref>(%s) where F::Target: Deref<Target = A> {}
"""


def steps(written: str) -> list[str]:
    local = Local(CRATE % f"p: {written}")
    return [
        shown(step)
        for step in local.types.autoderef.steps(local.types.signatures.signature(local.item("here")).inputs[0])
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("A", ["A"]),
        ("&A", ["&A", "A"]),
        ("&&mut A", ["&&mut A", "&mut A", "A"]),
        ("*const A", ["*const A"]),
        ("Box<A>", ["Box<A>", "A"]),
        ("Rc<Box<A>>", ["Rc<Box<A>>", "Box<A>", "A"]),
        ("P<&P<u8>>", ["P<&P<u8>>", "&P<u8>", "P<u8>", "u8"]),
        ("Vec<A>", ["Vec<A>", "[A]"]),
        ("String", ["String", "str"]),
        ("[A; 3]", ["[A; _]", "[A]"]),
        ("&[A; 3]", ["&[A; _]", "[A; _]", "[A]"]),
        ("MutexGuard<'static, A>", ["MutexGuard<A>", "A"]),
        ("RefMut<'static, A>", ["RefMut<A>", "A"]),
        ("Pin<&mut A>", ["Pin<&mut A>", "A"]),
        ("Only<A>", ["Only<A>", "str"]),
        ("Only<u8>", ["Only<u8>"]),
        ("D", ["D", "A"]),
        ("S", ["S", "A"]),
        ("N", ["N"]),
        ("F", ["F", "<F as Deref>::Target", "A"]),
        ("Box<dyn Sub>", ["Box<dyn Sub>", "dyn Sub", "A"]),
        ("impl Deref<Target = u8>", ["impl#0", "u8"]),
        ("far::X", ["?"]),
        ("Box<far::X>", ["Box<?>", "_"]),
    ],
)
def test_the_steps_of_a_type(written: str, found: list[str]) -> None:
    assert steps(written) == found


def test_a_type_that_dereferences_to_itself_ends() -> None:
    assert steps("Round") == ["Round"] * DEREF_STEPS


def test_a_type_that_grows_ends() -> None:
    assert len(steps("Grows<u8>")) == DEREF_STEPS


@pytest.mark.parametrize("ty", [UNKNOWN, Var(), Var("int")])
def test_what_is_not_known_is_not_dereferenced(ty: Ty) -> None:
    local = Local(CRATE % "")
    assert local.types.autoderef.steps(ty) == [ty]


def test_a_variable_that_is_known_by_now_is() -> None:
    local = Local(CRATE % "")
    variable = local.inference.fresh()
    local.inference.unify(variable, local.terms.ref(local.adt("A")))
    assert [shown(step) for step in local.types.autoderef.steps(variable)] == ["&A", "A"]


def test_a_type_behind_a_pointer_may_be_of_another_crate() -> None:
    local = Local(CRATE % "")
    away = local.terms.outside("far::X")
    assert local.types.autoderef.is_outside(local.terms.ref(local.adt("P", away)))
    assert not local.types.autoderef.is_outside(local.terms.ref(local.adt("P", local.adt("A"))))
    assert not local.types.autoderef.is_outside(local.adt("std::vec::Vec", away))
