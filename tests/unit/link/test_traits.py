"""Traits: what they require, what types derive, and where their methods can be called."""

from __future__ import annotations

import pytest

from .code import Code, shown

SHOP = """
pub mod t {
    pub trait Base {} pub trait Mid: Base {} pub trait Top where Self: Mid + Clone {} pub trait Relaxed: ?Sized + Base {}
}
pub mod uses { use crate::t::Mid; pub mod below {} }
pub mod unnamed { use crate::t::Mid as _; }
pub mod renamed { use crate::t::Mid as M; }
pub mod globbed { use crate::t::*; }
pub mod through { pub use crate::unnamed::*; }
pub mod nothing {}
fn block() { use crate::t::Mid; fn nested() {} }
#[derive(Clone, Debug, t::Own, serde::Serialize, Nobody)] pub struct D;
"""


@pytest.fixture(scope="module")
def shop() -> Code:
    return Code(SHOP, manifest='[dependencies]\nserde = "1"\n')


@pytest.mark.parametrize(
    ("trait", "above"),
    [("Base", []), ("Mid", ["Base"]), ("Top", ["Mid", "Clone"]), ("Relaxed", ["Base"])],
)
def test_supertraits(shop: Code, trait: str, above: list[str]) -> None:
    assert [each.name for each in shop.world.supertraits(shop.item(f"t::{trait}"))] == above


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ("t", True),
        ("uses", True),
        ("uses::below", False),
        ("unnamed", True),
        ("renamed", True),
        ("globbed", True),
        ("nothing", False),
        ("block", False),
        ("block::nested", True),
    ],
)
def test_where_a_trait_is_in_scope(shop: Code, place: str, seen: bool) -> None:
    scope = shop.world.scope(shop.item(place))
    assert (shop.item("t::Mid") in shop.world.traits_in_scope(scope)) is seen


def test_the_preludes_traits_are_everywhere(shop: Code) -> None:
    world = shop.world
    clone, write = world.std("std::clone::Clone"), world.std("std::fmt::Write")
    assert clone is not None
    assert write is not None
    traits = world.traits_in_scope(world.scope(shop.item("nothing")))
    assert clone in traits
    assert write not in traits
    assert write in traits | [write]


def test_derives(shop: Code) -> None:
    found = [shown(each) for each in shop.world.derives(shop.item("D"))]
    assert found == ["std::clone::Clone", "std::fmt::Debug", "?", "serde::Serialize", "?"]


def test_two_sets_of_traits_are_equal_where_they_are_asked_for_the_same(shop: Code) -> None:
    world = shop.world
    one, same = (world.traits_in_scope(world.scope(shop.item("t"))) for _ in range(2))
    other = world.traits_in_scope(world.scope(shop.item("uses")))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other


def test_traits_that_macros_implement() -> None:
    code = Code("mod m; pub trait A {} pub trait B {} pub trait C {}")
    made = []
    macro = "macro_rules! x { ($t:ty) => { impl crate::A for $t {} } }"
    for text in (
        "",
        macro,
        macro + macro.replace("A for", "B for"),
        macro.replace("crate::A", "$tr"),
        "impl crate::A for u8 {}",
    ):
        code.step(m=text)
        made.append([name for name in "ABC" if code.world.is_made(code.item(name))])
    assert made == [[], ["A"], ["A", "B"], [], []]
