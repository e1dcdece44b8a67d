"""The traits that a macro's body implements, read from its text."""

from __future__ import annotations

import pytest

from rgraph.link.made_traits import implemented, made_traits
from rgraph.parse.extract import extract


@pytest.mark.parametrize(
    ("body", "traits"),
    [
        ("impl Tr for $t {}", ("Tr",)),
        ("impl<T: Into<Vec<u8>>> m::Tr<T, Vec<T>> for W<T> { fn f() {} } impl Other for u8 {}", ("Tr", "Other")),
        ("impl $trait for u8 {}", ()),
        ("impl W { fn f() { for x in y {} } }", ()),
        ("impl Fn(u8) -> u8 for W {}", ("u8",)),
        ("simple force", ()),
        ("impl A for B; impl C for D", ("A", "C")),
        ("impl < Tr for u8", ("Tr",)),
    ],
)
def test_names(body: str, traits: tuple[str, ...]) -> None:
    assert implemented(body) == traits


@pytest.mark.parametrize(
    "body",
    [
        "impl " * 300_000,
        "<" * 300_000,
        "impl " + "<" * 300_000 + " for",
        "impl X" + "<" * 100_000 + ">" * 100_000 + " for u8",
        "for " * 300_000,
        "impl a " + " " * 300_000 + "for",
    ],
)
def test_a_hostile_body_is_read_in_linear_time(body: str) -> None:
    assert len(implemented(body)) <= 1


@pytest.mark.parametrize(
    ("body", "traits"),
    [
        ("impl<A: Fn() -> Vec<Option<A>>> Tr<Vec<Option<A>>> for W<A> {}", ("Tr",)),
        ("impl Tr for $t where $t: Other<u8>, Vec<$t>: Clone { fn f() {} }", ("Tr",)),
        ("impl $crate::m::Tr for $t {}", ("Tr",)),
        ("unsafe impl Send for $t {} unsafe impl < T > Sync for W < T > {}", ("Send", "Sync")),
        ("impl !Unpin for $t {}", ("Unpin",)),
        ("$( impl Tr for $t {} )* impl Tr for () {}", ("Tr", "Tr")),
        ("impl<$($g)*> $trait<$($g)*> for $t {}", ()),
        ("fn f(x: impl Tr) { for y in x {} }", ()),
        ("fn implement() {} struct Simple;", ()),
        ("", ()),
    ],
)
def test_heads_of_impls(body: str, traits: tuple[str, ...]) -> None:
    assert implemented(body) == traits


def made_in(text: str) -> dict[str, int]:
    return made_traits(extract(text.encode())[0].items)


def test_every_impl_of_every_arm_of_every_macro_counts() -> None:
    one = "macro_rules! a { ($t:ty) => { impl Tr for $t {} impl Other for $t {} }; ($t:ty, $u:ty) => { impl Tr for $t {} } }"
    two = "mod m { macro_rules! b { ($t:ty) => { impl Tr for $t {} } } } impl Third for u8 {}"
    assert made_in(one + two) == {"Tr": 3, "Other": 1}
    assert made_in("macro_rules! c { ($tr:ident, $t:ty) => { impl $tr for $t {} } } impl Tr for u8 {}") == {}
