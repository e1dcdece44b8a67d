"""How a value meets the type that is wanted of it."""

from __future__ import annotations

import pytest

from rgraph.link.bodies.coercion import Coercion
from tests.unit.link_types.worlds import Local, shown

from .walks import type_of, walked

CRATE = """
use std::{ops::Deref, rc::Rc};
pub struct A; impl A { pub fn go(&self) {} } pub trait Tr { fn tr(&self) {} } impl Tr for A {}
pub struct P<T>(T); impl<T> Deref for P<T> { type Target = T; fn deref(&self) -> &T { &self.0 } }
pub fn make<T>() -> T { loop {} } fn here() {}
"""


@pytest.mark.parametrize(
    ("actual", "wanted"),
    [
        ("&String", "&str"),
        ("&Vec<u8>", "&[u8]"),
        ("&[u8; 3]", "&[u8]"),
        ("&mut A", "&A"),
        ("&P<A>", "&A"),
        ("&Box<P<A>>", "&A"),
        ("Box<A>", "Box<dyn Tr>"),
        ("&A", "&dyn Tr"),
        ("Rc<A>", "Rc<dyn Tr>"),
    ],
)
def test_a_coercion_is_no_error_and_binds_nothing_wrong(actual: str, wanted: str) -> None:
    found = walked(
        CRATE.replace("fn here() {}", "")
        + f"fn take(x: {wanted}) {{}} fn here() {{ let x = make::<{actual}>(); take(x); x }}"
    )
    assert found.calls == {"make", "take"}
    assert found.type == type_of(CRATE.replace("fn here() {}", ""), f"make::<{actual}>()")


@pytest.mark.parametrize(
    ("wanted", "given", "ty"),
    [
        ("&[u8]", "&make::<Vec<_>>()", "&Vec<u8>"),
        ("&(u8, A)", "&make::<Box<(_, _)>>()", "&Box<(u8, A)>"),
    ],
)
def test_a_reference_tells_what_stands_behind_a_pointer(wanted: str, given: str, ty: str) -> None:
    assert type_of(CRATE.replace("fn here() {}", ""), f"{{ let x = {given}; let y: {wanted} = x; x }}") == ty


def coercion(local: Local) -> Coercion:
    return local.walk.coercion


def test_what_a_call_is_wanted_to_give_tells_its_generics() -> None:
    local = Local(CRATE)
    own = local.inference.fresh()
    coercion(local).hint(local.adt("P", own), local.adt("P", local.adt("A")))
    assert shown(own) == "A"


@pytest.mark.parametrize("inner", ["str", "[]", "dyn", "&"])
def test_a_hint_that_a_coercion_may_stand_between_is_none(inner: str) -> None:
    local = Local(CRATE)
    wanted = {
        "str": local.terms.str,
        "[]": local.terms.make("[]", (local.adt("A"),)),
        "dyn": local.terms.bounded(True, ((local.item("Tr"), 0, ()),), ()),
        "&": local.terms.ref(local.adt("A")),
    }[inner]
    own = local.inference.fresh()
    coercion(local).hint(local.adt("P", own), local.adt("P", wanted))
    assert shown(own) == "_"
    assert (own in coercion(local).wishes) is (inner == "dyn")
    coercion(local).begin()
    assert coercion(local).wishes == {}


def test_a_hint_for_another_type_tells_nothing() -> None:
    local = Local(CRATE)
    own = local.inference.fresh()
    coercion(local).hint(local.adt("P", own), local.adt("std::rc::Rc", local.adt("A")))
    coercion(local).hint(local.adt("P", own), None)
    assert shown(own) == "_"


def test_what_branches_give_together() -> None:
    local = Local(CRATE)
    variable, a = local.inference.fresh(), local.adt("A")
    joined = coercion(local).joined
    assert joined([]) is local.terms.unit
    assert joined([local.terms.never, local.terms.never]) is local.terms.never
    assert joined([local.terms.never, a]) is a
    assert joined([local.types.terms.make("?"), a]) is a
    joined([variable, a])
    assert shown(variable) == "A"


def test_a_type_is_open_while_it_is_a_variable_under_its_references() -> None:
    local = Local(CRATE)
    variable = local.inference.fresh()
    assert coercion(local).is_open(local.terms.ref(variable))
    assert not coercion(local).is_open(local.adt("P", variable))
    local.inference.unify(variable, local.adt("A"))
    assert not coercion(local).is_open(local.terms.ref(variable))
