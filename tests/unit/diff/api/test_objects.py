"""Which traits can be made objects: the rules of the Rust reference, each alone and in what a trait inherits."""

from __future__ import annotations

import pytest

from rgraph.diff.api.surface import Surfaces
from rgraph.diff.semver.findings import check

from ..crates import graph


def dyn(source: str) -> dict[str, str]:
    """Whether each public trait of a crate can be made an object, by its name."""
    (surface,) = Surfaces(graph(source)).all()
    return {item.name: item.facts["dyn"] for item in surface.items if item.kind == "trait"}


ALLOWED = [
    "fn f(&self);",
    "fn f(&mut self, x: u8) -> u8;",
    "fn f(self);",
    "fn f(self: Box<Self>);",
    "fn f(self: std::rc::Rc<Self>);",
    "fn f<'a>(&'a self, x: &'a str) -> &'a str;",
    "type Item;",
    "type Item: Clone; fn f(&self) -> Self::Item;",
    "type Item; fn f(&self) -> Option<<Self as T>::Item>;",
    "fn f(&self, g: &dyn Fn(u8) -> u8);",
    "unsafe fn f(&self);",
]
FORBIDDEN = [
    "fn f();",
    "fn f() -> u8;",
    "fn f(&self) -> Self;",
    "fn f(&self) -> Option<Self>;",
    "fn f(&self, other: &Self);",
    "fn f(&self, all: &[Self]);",
    "fn f(&self, g: fn(Self));",
    "fn f<A>(&self, x: A);",
    "fn f<const N: usize>(&self, x: [u8; N]);",
    "fn f<'a, A: 'a>(&'a self, x: &'a A);",
    "fn f(&self, x: impl Clone);",
    "fn f(&self) -> impl Clone;",
    "async fn f(&self);",
]


@pytest.mark.parametrize("members", ["", *ALLOWED])
def test_what_an_object_can_dispatch(members: str) -> None:
    assert dyn(f"pub trait T {{ {members} }}") == {"T": "yes"}


@pytest.mark.parametrize("members", [*FORBIDDEN, "const C: u8;", "const C: u8 = 1;", "type A<B>;", "type A<'a>;"])
def test_what_no_object_can_dispatch(members: str) -> None:
    assert dyn(f"pub trait T {{ {members} }}") == {"T": "no"}


@pytest.mark.parametrize("member", FORBIDDEN)
def test_a_function_only_for_sized_types_is_no_obstacle(member: str) -> None:
    assert dyn(f"pub trait T {{ {member.removesuffix(';')} where Self: Sized; }}") == {"T": "yes"}


@pytest.mark.parametrize("member", FORBIDDEN)
def test_one_obstacle_is_enough(member: str) -> None:
    assert dyn(f"pub trait T {{ fn fine(&self); {member} fn also_fine(&self); }}") == {"T": "no"}


@pytest.mark.parametrize("member", ["fn f(&self);", "fn f();"])
def test_a_trait_is_as_its_supertraits_are(member: str) -> None:
    found = dyn(
        f"pub trait Low {{ {member} }}\npub trait Mid: Low {{}}\npub trait High: Clone2 + Mid {{}}\npub trait Clone2 {{}}"
    )
    wanted = "yes" if "self" in member else "no"
    assert found == {"Low": wanted, "Mid": wanted, "High": wanted, "Clone2": "yes"}


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("T: Sized", "no"),
        ("T: Send + Sized", "no"),
        ("T where Self: Sized", "no"),
        ("T where Self: Send", "yes"),
        ("T: ?Sized", "yes"),
        ("T: Send + 'static", "yes"),
        ("T: PartialEq<Self>", "no"),
        ("T: PartialEq<u8>", "yes"),
        ("T<A>: PartialEq<A>", "yes"),
    ],
)
def test_what_a_trait_asks_of_its_types(head: str, wanted: str) -> None:
    assert dyn(f"pub trait {head} {{}}") == {"T": wanted}


def test_traits_that_lean_on_each_other_end() -> None:
    assert dyn("pub trait A: B {}\npub trait B: A {}") == {"A": "yes", "B": "yes"}


@pytest.mark.parametrize("member", FORBIDDEN)
def test_losing_objects_breaks_users_and_winning_them_does_not(member: str) -> None:
    able = "pub trait T { fn fine(&self); }"
    unable = f"pub trait T {{ fn fine(&self); {_with_body(member)} }}"
    rule = "trait_not_dyn_compatible"
    assert rule in {finding.rule for finding in check(graph(able), graph(unable)).findings}
    assert rule not in {finding.rule for finding in check(graph(unable), graph(able)).findings}


def _with_body(member: str) -> str:
    """The function with a default, so that the added function alone breaks nobody."""
    return f"{member.removesuffix(';')} {{ loop {{}} }}"
