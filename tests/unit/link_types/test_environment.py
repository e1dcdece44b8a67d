"""What is known where a body stands: bounds, supertraits of their traits, bounds on associated types."""

from __future__ import annotations

import pytest

from rgraph.link.types.limits import ELABORATED_BOUNDS
from rgraph.link.types.terms import Ty

from .worlds import Local, shown

CRATE = """
pub struct A;
pub trait Top<X = u8> { type Out; }
pub trait Mid<Y>: Top<Y> { type Part: Top<Y, Out = Y> + Copy; }
pub trait Low: Mid<A> + Side where Self: Extra {}
pub trait Side {} pub trait Extra {}
pub trait Selfish: PartialEq + Top<Self> {}
pub trait Ring: Back {} pub trait Back: Ring {}
pub struct S<T>(T);
impl<T: Low> S<T> { fn method<U>(&self, u: U) where U: Top<T>, T::Out: Side, S<U>: Extra {} }
pub trait Own<Z>: Top<Z> { fn in_trait<V: Ring>(&self, v: V) {} }
fn plain() {}
fn here<T: Low, R: Ring, E: Selfish, M: Mid<bool, Part = u8>>(t: T) {}
"""


def bounds(local: Local, ty: Ty) -> set[str]:
    """The bounds on a type, as written."""
    found = set()
    for each in local.types.environment.bounds_on(ty):
        args = [shown(arg) for arg in each.args] + [f"{name} = {shown(value)}" for name, value in each.assoc]
        found.add(f"{each.trait.name}<{', '.join(args)}>" if args else each.trait.name)
    return found


def test_a_bound_brings_its_supertraits_with_their_arguments() -> None:
    local = Local(CRATE)
    assert bounds(local, local.param("T")) == {"Low", "Mid<A>", "Top<A>", "Side", "Extra"}


def test_supertraits_in_a_ring_end() -> None:
    local = Local(CRATE)
    assert bounds(local, local.param("R")) == {"Ring", "Back"}


def test_self_in_a_supertrait_is_the_subject() -> None:
    local = Local(CRATE)
    assert bounds(local, local.param("E")) == {"Selfish", "PartialEq<E>", "Top<E>"}


def test_an_associated_type_that_a_bound_tells_is_kept() -> None:
    local = Local(CRATE)
    assert bounds(local, local.param("M")) == {"Mid<bool, Part = u8>", "Top<bool, Part = u8>"}


def test_an_associated_type_has_the_bounds_of_its_declaration() -> None:
    local = Local(CRATE)
    part = local.terms.projection(local.item("Mid"), "Part", (local.param("T"), local.adt("A")))
    assert bounds(local, part) >= {"Top<A, Out = A>", "Copy", "Clone"}


def test_a_method_has_the_bounds_of_its_impl_too() -> None:
    local = Local(CRATE, "method")
    method = local.item("method")
    impl = method.parent
    assert impl is not None
    assert bounds(local, local.terms.param(impl, "T")) == {"Low", "Mid<A>", "Top<A>", "Side", "Extra"}
    assert bounds(local, local.param("U", "method")) == {"Top<T>"}
    assert bounds(local, local.adt("S", local.param("U", "method"))) == {"Extra"}


def test_in_a_trait_self_has_the_trait() -> None:
    local = Local(CRATE, "in_trait")
    own = local.item("Own")
    assert bounds(local, local.terms.param(own, "Self")) == {"Own<Z>", "Top<Z>"}
    assert bounds(local, local.param("V", "in_trait")) == {"Ring", "Back"}


def test_the_bounds_of_one_body_are_not_those_of_the_next() -> None:
    local = Local(CRATE)
    assert bounds(local, local.param("T"))
    local.types.environment.enter(local.item("plain"))
    assert bounds(local, local.param("T")) == set()
    local.types.environment.enter(local.item("here"))
    assert bounds(local, local.param("T"))


@pytest.mark.parametrize("dynamic", [True, False])
def test_dyn_and_impl_carry_their_bounds_with_them(dynamic: bool) -> None:
    local = Local(CRATE, "plain")
    mid, side = local.item("Mid"), local.item("Side")
    specs = ((mid, 1, ("Part",)), (side, 0, ()))
    ty = local.terms.bounded(dynamic, specs, (local.adt("A"), local.terms.bool))
    assert bounds(local, ty) == {"Mid<A, Part = bool>", "Top<A, Part = bool>", "Side"}
    assert local.types.environment.bounds_on(ty) is local.types.environment.bounds_on(ty)


def test_a_dyn_with_a_variable_is_asked_each_time() -> None:
    local = Local(CRATE, "plain")
    ty = local.terms.bounded(True, ((local.item("Mid"), 1, ()),), (local.inference.fresh(),))
    assert bounds(local, ty) == {"Mid<_>", "Top<_>"}
    assert local.types.environment.bounds_on(ty) is not local.types.environment.bounds_on(ty)


def test_types_without_bounds_have_none() -> None:
    local = Local(CRATE)
    assert bounds(local, local.adt("A")) == set()
    assert bounds(local, local.inference.fresh()) == set()


@pytest.mark.parametrize("count", [10, 2 * ELABORATED_BOUNDS])
def test_so_many_supertraits_are_taken_and_no_more(count: int) -> None:
    chain = "".join(f"pub trait T{at}: T{at + 1} {{}}\n" for at in range(count)) + f"pub trait T{count} {{}}\n"
    local = Local(chain + "fn here<T: T0>(t: T) {}")
    assert len(bounds(local, local.param("T"))) == min(count + 1, ELABORATED_BOUNDS + 1)


def test_supertraits_that_grow_end() -> None:
    local = Local("pub struct W<T>(T); pub trait G<X>: G<W<X>> {} fn here<T: G<u8>>(t: T) {}")
    assert len(local.types.environment.bounds_on(local.param("T"))) == ELABORATED_BOUNDS + 1


def test_what_a_traits_parameters_stand_for() -> None:
    local = Local(CRATE)
    mid = local.item("Mid")
    mapping = local.types.environment.trait_mapping(mid, local.terms.bool, (local.adt("A"),))
    assert {repr(param): shown(ty) for param, ty in mapping.items()} == {"Y": "A", "Self": "bool"}
