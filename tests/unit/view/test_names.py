"""Symbols cut, said plainly, and found by their ends."""

import pytest

from rgraph.model.ids import Symbol
from rgraph.view.names import find_symbols, plain, segments, suffix_of


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        ("a::b::c", ["a", "b", "c"]),
        ("ignore::<Walk as Iterator>::next", ["ignore", "<Walk as Iterator>", "next"]),
        ("a::<S<b::T> as From<c::U>>::from", ["a", "<S<b::T> as From<c::U>>", "from"]),
        ("m::<impl Fn(A) -> b::B as X>::y", ["m", "<impl Fn(A) -> b::B as X>", "y"]),
        ("rg/bin/rg", ["rg/bin/rg"]),
    ],
)
def test_colons_inside_angle_brackets_do_not_cut(symbol: str, parts: list[str]) -> None:
    assert segments(symbol) == parts
    assert suffix_of(symbol) == parts[-1]


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("ignore::<Walk as Iterator>::next", "ignore::Walk::next"),
        ("a::<S<T> as F<u8>>::f#2", "a::S::f"),
        ("m::<&mut b::C<T> as X>::g", "m::C::g"),
        ("m::<impl Walk>::next", "m::Walk::next"),
        ("a::S.field", "a::S.field"),
    ],
)
def test_plain_leaves_out_traits_arguments_and_numbers(symbol: str, said: str) -> None:
    assert plain(symbol) == said


SYMBOLS = [
    Symbol(text)
    for text in (
        "ignore",
        "ignore::Walk",
        "ignore::<impl Walk>",
        "ignore::<Walk as Iterator>",
        "ignore::<Walk as Iterator>::next",
        "ignore::Walk::new",
        "ignore::dir::Walk",
        "ignore::Walk.depth",
        "ignore::skip!",
        "rg/bin/rg::main",
    )
]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ignore::Walk", ["ignore::Walk"]),
        ("Walk", ["ignore::Walk", "ignore::dir::Walk"]),
        ("dir::Walk", ["ignore::dir::Walk"]),
        ("Walk::next", ["ignore::<Walk as Iterator>::next"]),
        ("::ignore::Walk", ["ignore::Walk"]),
        ("alk", []),
        ("depth", ["ignore::Walk.depth"]),
        ("Walk.depth", ["ignore::Walk.depth"]),
        ("skip", ["ignore::skip!"]),
        ("skip!", ["ignore::skip!"]),
        ("<Walk as Iterator>", ["ignore::<Walk as Iterator>"]),
        ("main", ["rg/bin/rg::main"]),
        ("rg::main", ["rg/bin/rg::main"]),
    ],
)
def test_items_are_found_by_whole_ends(name: str, found: list[str]) -> None:
    assert find_symbols(SYMBOLS, name) == found


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Walk<P>::next", "ignore::Walk::next"),
        ("Walk::<u8>::next", "ignore::Walk::next"),
        ("<Walk<P> as Iterator>::next", "ignore::<Walk as Iterator>::next"),
        ("<Walk as Sink<B>>::put", "ignore::<Walk as Sink<A>>::put"),
        ("Walk<P>", "ignore::Walk"),
    ],
)
def test_generic_arguments_as_in_the_source_are_left_out(said: str, meant: str) -> None:
    known = ["ignore::Walk", "ignore::Walk::next", "ignore::<Walk as Iterator>::next", "ignore::<Walk as Sink<A>>::put"]
    assert find_symbols([Symbol(symbol) for symbol in known], said) == [meant]
