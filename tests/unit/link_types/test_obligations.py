"""Obligations are settled as soon as their variables are known, in the order in which they arose."""

from __future__ import annotations

from itertools import permutations

import pytest

from rgraph.link.types.obligations import Obligation
from rgraph.link.types.terms import Ty, Var

from .worlds import Local, shown

CRATE = """
pub struct A; pub struct B; pub struct W<T>(T); pub struct Two;
pub trait Kind { type Out; }
impl Kind for A { type Out = B; }
impl Kind for B { type Out = u8; }
impl<T: Kind> Kind for W<T> { type Out = W<T::Out>; }
pub trait Makes<X> { type Given; }
impl Makes<u8> for A { type Given = B; }
impl Makes<u8> for Two { type Given = A; }
impl Makes<u16> for Two { type Given = B; }
pub trait Rigid { type Out; }
fn here<T: Rigid, U>(t: T, u: U) {}
"""


@pytest.fixture
def local() -> Local:
    return Local(CRATE)


def projected(local: Local, trait: str, name: str, subject: Ty, *args: Ty) -> Ty:
    return local.types.obligations.later(local.item(trait), name, (subject, *args))


# ---- associated types of what is not known yet ---------------------------------------------------------------


def test_an_associated_type_is_told_when_its_type_is(local: Local) -> None:
    variable = local.inference.fresh()
    out = projected(local, "Kind", "Out", variable)
    local.types.obligations.select()
    assert shown(out) == "_"
    assert len(local.types.obligations) == 1
    local.inference.unify(variable, local.adt("A"))
    local.types.obligations.select()
    assert shown(out) == "B"
    assert len(local.types.obligations) == 0


def test_one_that_settles_another_is_followed_by_it_at_once(local: Local) -> None:
    first = local.inference.fresh()
    second = projected(local, "Kind", "Out", first)
    third = projected(local, "Kind", "Out", second)
    local.types.obligations.select()
    local.inference.unify(first, local.adt("A"))
    local.types.obligations.select()
    assert [shown(each) for each in (second, third)] == ["B", "u8"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_they_arise_changes_nothing(order: tuple[int, ...]) -> None:
    local = Local(CRATE)
    chain = [local.inference.fresh() for _ in range(4)]
    kind = local.item("Kind")
    for at in order:
        local.types.obligations.add(Obligation(chain[at], kind, (), target=chain[at + 1], name="Out"))
    local.types.obligations.select()
    local.inference.unify(chain[0], local.nested("W", 2, local.adt("A")))
    local.types.obligations.select()
    assert [shown(each) for each in chain[1:3]] == ["W<W<B>>", "W<W<u8>>"]


def test_a_variable_deep_inside_wakes_what_waits(local: Local) -> None:
    inner = local.inference.fresh()
    out = local.types.obligations.normalise(local.terms.projection(local.item("Kind"), "Out", (local.adt("W", inner),)))
    local.types.obligations.select()
    assert shown(out) == "W<_>"
    local.inference.unify(inner, local.adt("A"))
    local.types.obligations.select()
    assert shown(out) == "W<B>"


def test_the_type_of_a_parameter_stays_what_is_written(local: Local) -> None:
    variable = local.inference.fresh()
    out = projected(local, "Rigid", "Out", variable)
    local.inference.unify(variable, local.param("T"))
    local.types.obligations.select()
    assert shown(out) == "<T as Rigid>::Out"


def test_of_a_type_that_has_none_nothing_is_known(local: Local) -> None:
    for written in (local.terms.bool, local.terms.outside("far::X"), None):
        variable = local.inference.fresh()
        out = projected(local, "Kind", "Out", variable)
        if written is None:
            local.inference.forgo(variable)
        else:
            local.inference.unify(variable, written)
        local.types.obligations.select()
        assert shown(out) in {"?", "_"}
        assert len(local.types.obligations) == 0


def test_what_is_known_is_reduced_at_once(local: Local) -> None:
    kind = local.item("Kind")
    reduced = local.types.obligations.normalise(local.terms.ref(local.terms.projection(kind, "Out", (local.adt("A"),))))
    assert shown(reduced) == "&B"
    assert len(local.types.obligations) == 0
    twice = local.terms.projection(kind, "Out", (local.terms.projection(kind, "Out", (local.adt("A"),)),))
    assert shown(local.types.obligations.normalise(twice)) == "u8"


# ---- where clauses -------------------------------------------------------------------------------------------


def test_an_argument_of_a_trait_is_told_only_by_force(local: Local) -> None:
    arg = local.inference.fresh()
    local.types.obligations.add(Obligation(local.adt("A"), local.item("Makes"), (arg,)))
    local.types.obligations.select()
    assert shown(arg) == "_"
    local.types.obligations.select(True)
    assert shown(arg) == "u8"


def test_force_does_not_choose_between_impls_and_does_not_try_again(local: Local) -> None:
    arg = local.inference.fresh()
    each = Obligation(local.adt("Two"), local.item("Makes"), (arg,))
    local.types.obligations.add(each)
    local.types.obligations.select(True)
    assert shown(arg) == "_"
    assert each.forced
    before = local.types.fuel.left
    local.types.obligations.select(True)
    assert local.types.fuel.left == before


def test_what_is_demanded_of_an_associated_type_is_told_with_the_argument(local: Local) -> None:
    arg, given = local.inference.fresh(), local.inference.fresh()
    local.types.obligations.add(Obligation(local.adt("Two"), local.item("Makes"), (arg,), (("Given", given),)))
    local.types.obligations.select(True)
    assert shown(given) == "_"
    local.inference.unify(arg, local.terms.make("u16"))
    local.types.obligations.select()
    assert shown(given) == "B"


def test_a_demand_that_can_tell_nothing_is_not_kept(local: Local) -> None:
    known = Local(CRATE + "fn asks<X: Kind, Y: Makes<u8>, Z: Kind<Out = u8>>(x: X, y: Y, z: Z) {}")
    asks = known.item("asks")
    mapping = {head: known.adt("A") for head in known.types.lookups.params(asks)}
    known.types.obligations.demand(known.types.signatures.predicates(asks), mapping)
    assert len(known.types.obligations) == 1  # Z, whose associated type is to be something


def test_a_demand_for_a_variable_is_kept_until_it_is_known() -> None:
    known = Local(CRATE + "fn asks<Z: Kind<Out = V>, V>(z: Z, v: V) {}")
    asks = known.item("asks")
    heads = known.types.lookups.params(asks)
    mapping = {head: known.inference.fresh() for head in heads}
    known.types.obligations.demand(known.types.signatures.predicates(asks), mapping)
    known.types.obligations.select()
    known.inference.unify(mapping[heads[0]], known.adt("W", known.adt("B")))
    known.types.obligations.select()
    assert shown(mapping[heads[1]]) == "W<u8>"


def test_the_parameters_that_a_variable_is_to_be_called_with() -> None:
    known = Local(CRATE + "fn asks<F: Fn(u8, A) -> B>(f: F) {}")
    (head,) = known.types.lookups.params(known.item("asks"))
    function = known.inference.fresh()
    assert known.types.obligations.call_shape(function) is None
    known.types.obligations.demand(known.types.signatures.predicates(known.item("asks")), {head: function})
    shape = known.types.obligations.call_shape(function)
    assert shape is not None
    assert [shown(each) for each in (*shape[0], shape[1])] == ["u8", "A", "B"]
    assert known.types.obligations.call_shape(known.terms.bool) is None


def test_a_closure_tells_what_its_bound_leaves_open() -> None:
    known = Local(CRATE + "fn asks<X, Y, F: Fn(X) -> Y>(f: F) {}")
    x, y, f = known.types.lookups.params(known.item("asks"))
    mapping = {head: known.inference.fresh() for head in (x, y, f)}
    known.types.obligations.demand(known.types.signatures.predicates(known.item("asks")), mapping)
    known.inference.unify(mapping[f], known.terms.make("fn", (known.adt("A"), known.adt("B"))))
    known.types.obligations.select()
    assert [shown(mapping[x]), shown(mapping[y])] == ["A", "B"]


# ---- work ----------------------------------------------------------------------------------------------------


def test_what_waits_is_not_looked_at_again_while_nothing_changes(local: Local) -> None:
    for _ in range(50):
        projected(local, "Kind", "Out", local.inference.fresh())
    local.types.obligations.select()
    before = local.types.fuel.left
    for _ in range(10):
        local.types.obligations.select()
    assert local.types.fuel.left == before


def test_only_what_waits_for_a_variable_is_looked_at_when_it_is_bound(local: Local) -> None:
    spent = {}
    for waiting in (1, 100):
        it = Local(CRATE)
        variables = [it.inference.fresh() for _ in range(waiting)]
        for variable in variables:
            projected(it, "Kind", "Out", variable)
        it.types.obligations.select()
        before = it.types.fuel.left
        it.inference.unify(variables[0], it.adt("A"))
        it.types.obligations.select()
        spent[waiting] = before - it.types.fuel.left
    assert spent[1] == spent[100]


def test_without_fuel_nothing_is_settled_and_nothing_hangs(local: Local) -> None:
    variable = local.inference.fresh()
    out = projected(local, "Kind", "Out", variable)
    local.inference.unify(variable, local.adt("A"))
    local.types.fuel.left = 0
    local.types.obligations.select(True)
    assert shown(out) == "_"


def test_another_body_starts_with_none(local: Local) -> None:
    projected(local, "Kind", "Out", local.inference.fresh())
    local.types.begin(local.item("here"))
    assert len(local.types.obligations) == 0


def test_a_literal_is_a_known_subject() -> None:
    it = Local(CRATE + "impl Kind for i32 { type Out = A; }")
    assert shown(it.types.obligations.normalise(it.terms.projection(it.item("Kind"), "Out", (Var("int"),)))) == "A"
