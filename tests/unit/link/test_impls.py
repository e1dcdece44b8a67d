"""Impl look-ups go by what names mean, whatever they are written as."""

from __future__ import annotations

import pytest

from rgraph.link.defs import Def, in_order
from rgraph.link.resolution import Ns

from .code import Code

SHOP = """
mod a { pub struct S; pub trait Tr { fn t(&self); fn given(&self) {} } }
mod b { pub struct S; pub trait Tr { fn t(&self); } }
use a::S as Renamed;
use a::Tr as OtherName;
type Alias = a::S;
impl a::S { fn plain(&self) {} #[cfg(unix)] fn twice(&self) {} #[cfg(windows)] fn twice(&self) {} const K: u8 = 1; }
impl Renamed { fn by_rename(&self) {} }
impl Alias { fn by_alias(&self) {} }
impl b::S { fn plain(&self) {} }
impl a::Tr for a::S { fn t(&self) {} }
impl OtherName for b::S { fn t(&self) {} }
impl b::Tr for Renamed { fn t(&self) {} }
impl<T> a::Tr for Vec<T> { fn t(&self) {} }
impl<T> b::Tr for T { fn t(&self) {} }
impl a::Tr for str { fn t(&self) {} }
impl a::Tr for &u8 { fn t(&self) {} }
impl a::Tr for Missing { fn t(&self) {} }
"""


@pytest.fixture(scope="module")
def shop() -> Code:
    return Code(SHOP)


def locals_of(defs: tuple[Def, ...]) -> list[str]:
    return [each.local.removeprefix("demo::") for each in defs]


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        ("a::S", "plain", ["<impl S>::plain"]),
        ("a::S", "by_rename", ["<impl Renamed>::by_rename"]),
        ("a::S", "by_alias", ["<impl Alias>::by_alias"]),
        ("b::S", "plain", ["<impl S>#2::plain"]),
        ("b::S", "by_rename", []),
        ("a::S", "t", []),
        ("a::S", "twice", ["<impl S>::twice", "<impl S>::twice#2"]),
        ("a::S", "K", ["<impl S>::K"]),
    ],
)
def test_inherent_members(shop: Code, head: str, name: str, found: list[str]) -> None:
    assert locals_of(shop.world.inherent(shop.item(head), name, Ns.VALUE)) == found
    assert shop.world.inherent(shop.item(head), name, Ns.TYPE) == ()


@pytest.mark.parametrize(
    ("head", "trait", "count"),
    [("a::S", "a::Tr", 1), ("a::S", "b::Tr", 1), ("b::S", "a::Tr", 1), ("b::S", "b::Tr", 0)],
)
def test_impls_of_a_trait_for_a_type(shop: Code, head: str, trait: str, count: int) -> None:
    found = shop.world.trait_impls(shop.item(head), shop.item(trait))
    assert len(found) == count
    for each in found:
        header = shop.world.impl_header(each)
        assert header.type.defs == (shop.item(head),)
        assert header.trait is not None
        assert header.trait.defs == (shop.item(trait),)


def test_heads_without_a_definition(shop: Code) -> None:
    trait = shop.item("a::Tr")
    heads = {head: len(shop.world.trait_impls(head, trait)) for head in ("str", "&", "u8", "[]", "")}
    assert heads == {"str": 1, "&": 1, "u8": 0, "[]": 0, "": 0}
    assert len(shop.world.trait_impls("", shop.item("b::Tr"))) == 1


def test_all_impls_of_a_trait_are_in_order(shop: Code) -> None:
    found = shop.world.impls_of(shop.item("a::Tr"))
    assert list(found) == in_order(found)
    assert len(found) == 6


def test_an_impl_whose_type_nobody_knows(shop: Code) -> None:
    header = shop.world.impl_header(shop.item("<Missing as Tr>"))
    assert not header.type
    assert header.head == "Missing"


def test_members_and_traits_by_name(shop: Code) -> None:
    assert locals_of(shop.world.members(shop.item("a::Tr"))) == ["a::Tr::t", "a::Tr::given"]
    assert locals_of(shop.world.member(shop.item("a::Tr"), "given")) == ["a::Tr::given"]
    ours = [each for each in shop.world.traits_with("t") if not each.external]
    assert locals_of(tuple(ours)) == ["a::Tr", "b::Tr"]


def test_an_impl_that_comes_or_goes_is_noticed() -> None:
    code = Code("mod m; pub struct S; pub trait Tr {}", m="use crate::{S, Tr};")
    head, trait = code.item("S"), code.item("Tr")
    counts = []
    for text in ("", "impl Tr for S {}", "impl Tr for S {} impl crate::Tr for crate::S {}", ""):
        code.step(m=f"use crate::{{S, Tr}}; {text}")
        counts.append(len(code.world.trait_impls(head, trait)))
    assert counts == [0, 1, 2, 0]


def test_a_renaming_far_away_is_noticed() -> None:
    code = Code("mod m; mod n; pub struct S;", m="", n="use crate::m::New; impl New { fn f() {} }")
    found = []
    for text in ("", "pub use crate::S as New;", "pub type New = crate::S;", "pub struct New;"):
        code.step(m=text)
        found.append(len(code.world.inherent(code.item("S"), "f", Ns.VALUE)))
    assert found == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("head", "traits"),
    [
        ("Own", ["Four", "One", "Three", "Two"]),
        ("Bare", []),
        ("str", ["One"]),
        ("&", ["Two"]),
        ("", ["Three"]),
        ("dyn Of", ["Four"]),
    ],
)
def test_the_names_of_the_traits_that_a_type_has_impls_of(head: str, traits: list[str]) -> None:
    """As the headers write them: renamed types are found, renamed traits stand under the name that was written."""
    code = Code(
        """
        pub trait One {} pub trait Tr {} pub trait Three {} pub trait Four {} pub trait Of {} pub struct Own; pub struct Bare;
        use Tr as Two; use Own as Renamed; type Alias = Own;
        impl One for Own {} impl Two for Own {} impl Three for Renamed {} impl crate::Four for Alias {} impl Bare {}
        impl One for str {} impl Two for &u8 {} impl<T> Three for T {} impl Four for dyn Of {}
        """
    )
    known = code.world.implemented(code.item(head) if head in {"Own", "Bare"} else head)
    assert sorted(known & {"One", "Two", "Tr", "Three", "Four"}) == traits


def test_a_trait_more_or_less_is_noticed() -> None:
    code = Code("mod m; pub struct S; pub trait A {} pub trait B {}")
    found = []
    for text in ("", "impl crate::A for crate::S {}", "use crate::S as Q; impl crate::B for Q {}", ""):
        code.step(m=text)
        found.append(sorted(code.world.implemented(code.item("S"))))
    assert found == [[], ["A"], ["B"], []]
