"""The parts of one file's bodies share variables and fuel, and begin each body anew."""

from __future__ import annotations

from rgraph.link.types.limits import BODY_STEPS

from .worlds import Local, shown

CRATE = "pub struct A; pub trait Tr { type Out; } impl Tr for A { type Out = u8; } fn here<T: Tr>(t: T) {} fn other<U>(u: U) {}"


def test_the_parts_share_variables_and_fuel() -> None:
    local = Local(CRATE)
    types = local.types
    before = types.fuel.left
    variable = types.inference.fresh()
    out = types.obligations.later(local.item("Tr"), "Out", (variable,))
    types.inference.unify(variable, local.adt("A"))
    types.obligations.select()
    assert shown(out) == "u8"
    assert types.search.fuel is types.fuel
    assert types.fuel.left < before


def test_a_body_begins_with_full_fuel_its_own_bounds_and_nothing_bound() -> None:
    local = Local(CRATE)
    types = local.types
    types.obligations.later(local.item("Tr"), "Out", (types.inference.fresh(),))
    types.inference.unify(types.inference.fresh(), local.adt("A"))
    types.fuel.left = 5
    types.begin(local.item("other"))
    assert types.fuel.left == BODY_STEPS
    assert len(types.obligations) == 0
    assert types.inference.mark() == 0
    assert types.environment.bounds_on(local.param("T")) == []
    types.begin(local.item("here"))
    assert len(types.environment.bounds_on(local.param("T"))) == 1


def test_what_is_the_same_for_every_body_is_remembered() -> None:
    local = Local(CRATE)
    first = local.types.solver.select(local.adt("A"), local.item("Tr"))
    local.types.begin(local.item("other"))
    assert local.types.solver.select(local.adt("A"), local.item("Tr")) is first
