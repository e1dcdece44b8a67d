"""Generic parameters as declared: own ones, `impl Trait`, where clauses."""

from __future__ import annotations

import pytest

from rgraph.link.types.generics import PLAIN, generics_of, is_plain
from rgraph.link.types.terms import Param

from .worlds import Local, shown

CRATE = """
pub trait A {} pub trait B<X> {} pub struct S<'a, T: A, const N: usize = 2, U = T>(&'a T, U);
impl<T> S<'_, T> where T: A + B<u8>, Vec<T>: A, for<'a> &'a T: B<T> { fn own<V>(&self, v: V) where T: Clone, V: A + ?Sized {} }
fn plain(x: u8) {} fn typed<T>(t: T) {} fn lifetimes<'a>(x: &'a u8) {} fn clause() where u8: A {}
fn hidden(a: impl A, b: &[Vec<impl B<impl A>>], c: (impl A, u8), d: Box<dyn Fn(u8)>) {}
fn here() {}
"""
local = Local(CRATE)


def names(name: str) -> list[str]:
    return [repr(each.head) for each in generics_of(local.world, local.types.terms, local.item(name)).own]


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("plain", []),
        ("typed", ["T"]),
        ("lifetimes", []),
        ("clause", []),
        ("S", ["T", "N", "U"]),
        ("own", ["V"]),
        ("hidden", ["impl#0", "impl#1", "impl#2"]),
    ],
)
def test_the_parameters_that_an_item_declares_itself(name: str, own: list[str]) -> None:
    assert names(name) == own


def test_most_items_are_plain_and_share_one_answer() -> None:
    assert generics_of(local.world, local.types.terms, local.item("plain")) is PLAIN
    plain = {name for name in ("plain", "typed", "lifetimes", "clause", "hidden") if is_plain(local.item(name).item)}  # type: ignore[arg-type]
    assert plain == {"plain"}


def written(name: str, of_parent: bool = False) -> list[str]:
    owner = local.item(name).parent if of_parent else local.item(name)
    assert owner is not None
    scope = local.world.scope(owner)
    bounds = generics_of(local.world, local.types.terms, owner).written_bounds(
        lambda ty: local.types.lowering.lower(ty, scope)
    )
    return [f"{shown(ty)}: {bound.path.segments[-1].name}" for ty, bound in bounds]


def test_every_bound_with_its_subject() -> None:
    assert written("S") == ["T: A"]
    assert written("own") == ["T: Clone", "V: A", "V: Sized"]
    assert written("own", True) == ["T: A", "T: B", "Vec<T>: A", "&T: B"]
    assert written("clause") == ["u8: A"]
    assert written("hidden") == ["impl#0: A", "impl#1: B", "impl#2: A"]
    assert written("plain") == []


def test_bounds_on_a_parameter_are_told_by_its_name() -> None:
    impl = local.item("own").parent
    assert impl is not None
    head = local.terms.param(impl, "T").head
    assert isinstance(head, Param)
    around = generics_of(local.world, local.types.terms, impl)
    assert [each.path.segments[-1].name for each in around.bounds_on(head)] == ["A", "B"]
    own = generics_of(local.world, local.types.terms, local.item("own"))
    assert [each.path.segments[-1].name for each in own.bounds_on(head)] == ["Clone"]


def test_defaults_are_kept_as_written() -> None:
    t, n, u = generics_of(local.world, local.types.terms, local.item("S")).own
    assert t.default is None
    assert n.default is not None
    assert shown(local.types.lowering.arguments.default(n, local.item("S"))) == "=2"
    assert u.default is not None
    assert shown(local.types.lowering.arguments.default(u, local.item("S"))) == "T"
