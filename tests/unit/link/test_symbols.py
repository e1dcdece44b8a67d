"""Symbols and conditions: the name of every item, and what it is compiled under."""

from __future__ import annotations

import pytest

from .code import Code

SHOP = """
mod m { pub struct T; impl T { pub fn of() {} } impl crate::S { fn far() {} } }
struct S; enum E { V(u8) }
impl S { fn a() { struct In; impl In { fn deep() {} } } fn twice() {} }
impl S { fn twice() {} fn b(&self) {} }
impl E { fn V() {} }
impl Clone for S { fn clone(&self) -> S { S } }
impl From<u8> for S { fn from(_: u8) -> S { S } }
impl From<u16> for S { fn from(_: u16) -> S { S } }
impl<T> Tr for T { fn t() {} }
trait Tr { fn t(); type Out; }
macro_rules! mac { () => {} }
"""


@pytest.mark.parametrize(
    ("item", "symbol"),
    [
        ("", "demo"),
        ("m", "demo::m"),
        ("<impl S>::a", "demo::S::a"),
        ("<impl S>::twice", "demo::S::twice"),
        ("<impl S>#2::twice", "demo::S::twice#2"),
        ("<impl S>#2::b", "demo::S::b"),
        ("m::<impl T>::of", "demo::m::T::of"),
        ("m::<impl S>::far", "demo::S::far"),
        ("<impl E>::V", "demo::E::V#2"),
        ("E::V", "demo::E::V"),
        ("E::V.0", "demo::E::V.0"),
        ("<S as Clone>::clone", "demo::<S as Clone>::clone"),
        ("<S as From<u16>>::from", "demo::<S as From<u16>>::from"),
        ("<T as Tr>::t", "demo::<T as Tr>::t"),
        ("Tr::Out", "demo::Tr::Out"),
        ("mac!", "demo::mac!"),
        ("<impl S>::a::<impl In>::deep", "demo::S::a::In::deep"),
    ],
)
def test_symbols(item: str, symbol: str) -> None:
    code = Code(SHOP)
    assert code.world.symbol(code.item(item)) == symbol


def test_no_two_items_share_a_symbol() -> None:
    code = Code(SHOP)
    place = next(iter(code.world.places.values()))
    symbols = [code.world.symbol(each) for each in place.each()]
    assert len(symbols) == len(set(symbols))


def test_conditions_come_from_the_item_around_it_and_its_macro() -> None:
    code = Code(
        '#[cfg(unix)] mod a { #[cfg(feature = "x")] pub fn f() {} } #[cfg(test)] mod b;'
        "macro_rules! gate { ($($i:item)*) => { $(#[cfg(gated)] $i)* } } gate! { fn made() {} }",
        b="fn f() {}",
    )
    world = code.world
    assert world.cfg(code.item("a::f")) == (('feature = "x"', "demo"), ("unix", "demo"))
    assert world.cfg(code.item("b::f")) == (("test", "demo"),)
    assert world.cfg(code.item("")) == ()
    made = next(each for each in code.item("").place.each() if each.name == "made")
    assert ("gated", "demo") in world.cfg(made)


def test_a_condition_further_out_that_changes_is_noticed() -> None:
    code = Code("#[cfg(unix)] mod a;", a="pub mod b { pub fn f() {} }")
    item = code.item("a::b::f")
    assert code.world.cfg(item) == (("unix", "demo"),)
    code.step(lib="#[cfg(windows)] mod a;")
    assert code.world.cfg(item) == (("windows", "demo"),)
