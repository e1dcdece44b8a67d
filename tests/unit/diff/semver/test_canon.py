"""Types in canonical form: the same type however it is written, different ones apart."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check

from ..crates import graph

HEAD = "use std::collections::HashMap;\npub struct Own;\npub type Alias = Vec<Own>;\npub type Generic<T, U = u8> = HashMap<T, U>;\npub mod m { pub struct Deep; pub use super::Own as Renamed; }\n"


def fires(old: str, new: str) -> set[str]:
    """The rules that fire between a function that takes one type and the same that takes another."""
    sides = [graph(f"{HEAD}pub fn f<'a, T, const N: usize>(x: {ty}) {{ loop {{}} }}\n") for ty in (old, new)]
    return {finding.rule for finding in check(*sides).findings}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Vec<u8>", "std::vec::Vec<u8>"),
        ("Vec<u8>", "::std::vec::Vec<u8>"),
        ("std::fmt::Error", "core::fmt::Error"),
        ("Own", "crate::Own"),
        ("Own", "self::m::Renamed"),
        ("Alias", "Vec<Own>"),
        ("Generic<T>", "HashMap<T, u8>"),
        ("Generic<T, u16>", "std::collections::HashMap<T, u16>"),
        ("&'a str", "&str"),
        ("Box<dyn Send + Sync>", "Box<dyn Sync + Send>"),
        ("[u8; N]", "[ u8 ;N ]"),
        ("fn(u8) -> u8", "fn(x: u8) -> u8"),
        ("(u8,)", "(u8 ,)"),
        ("&'a mut Own", "&mut Own"),
    ],
)
def test_one_type_in_two_spellings_is_no_change(one: str, two: str) -> None:
    assert fires(one, two) == set()
    assert fires(two, one) == set()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Vec<u8>", "Vec<u16>"),
        ("Own", "m::Deep"),
        ("&str", "&mut str"),
        ("*const u8", "*mut u8"),
        ("[u8]", "[u8; 3]"),
        ("(u8,)", "(u8, u8)"),
        ("Box<dyn Send>", "Box<dyn Sync>"),
        ("fn(u8)", "fn(u8) -> u8"),
        ("Generic<T>", "Generic<T, u16>"),
        ("Option<Alias>", "Option<Vec<m::Deep>>"),
        ("[T; N]", "[T; 3]"),
    ],
)
def test_two_types_are_told_apart(one: str, two: str) -> None:
    assert fires(one, two)


def test_generic_parameters_are_known_by_their_place_not_their_names() -> None:
    old, new = graph("pub fn f<A, B>(a: A, b: Vec<B>) {}"), graph("pub fn f<X, Y>(a: X, b: Vec<Y>) {}")
    assert check(old, new).findings == []
    swapped = graph("pub fn f<A, B>(a: B, b: Vec<A>) {}")
    assert {finding.rule for finding in check(old, swapped).findings} != set()


def test_a_renamed_type_is_the_same_type_where_it_is_used() -> None:
    old = "mod m { pub struct Before { x: Vec<u8>, y: u64 } }\npub use m::Before as Public;\npub fn f(s: &Public) {}"
    new = old.replace("Before", "After")
    assert check(graph(old), graph(new)).findings == []


def test_aliases_that_lead_to_themselves_end() -> None:
    ring = "pub type A = B;\npub type B = A;\npub fn f(a: A) {}"
    assert check(graph(ring), graph(ring)).findings == []
