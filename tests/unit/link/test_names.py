"""What a path means inside an item: generics, Self, blocks, then the module, the crates, the prelude."""

from __future__ import annotations

import pytest

from rgraph.link.resolution import Ns

from .code import Code

SHOP = """
use std::fmt::Debug;
mod m { pub struct T; }
use m::T as Renamed;
pub struct S<T>(T);
pub enum E { One, Two }
impl<T> S<T> { fn f<U>(self) { use m::T as InBlock; struct Inner; fn nested() {} } const K: u8 = 1; }
impl E { fn g(self) {} }
trait Tr { type Out; fn t(&self) -> Self::Out; }
type Alias = S<u8>;
type Twice = Alias;
const N: usize = 1;
"""


@pytest.mark.parametrize(
    ("item", "path", "meaning"),
    [
        ("<impl S>::f", "T", "<impl S>.T"),
        ("<impl S>::f", "U", "<impl S>::f.U"),
        ("<impl S>::f", "U::Item", "<impl S>::f.U +1"),
        ("<impl S>::f::nested", "T", "?"),
        ("<impl S>::f::nested", "Inner", "<impl S>::f::Inner"),
        ("<impl S>::f::nested", "InBlock", "m::T"),
        ("<impl S>::f", "Inner", "?"),
        ("<impl S>::f", "Renamed", "m::T"),
        ("<impl S>::f", "Self", "<impl S>"),
        ("<impl E>::g", "Self::Two", "E::Two"),
        ("<impl E>::g", "Self::Nope", "<impl E> +1"),
        ("Tr::t", "Self::Out", "Tr +1"),
        ("S", "Vec", "std::vec::Vec"),
        ("S", "u8", "u8"),
        ("S", "std::fmt::Debug", "std::fmt::Debug"),
        ("S", "Debug", "std::fmt::Debug"),
        ("S", "crate::E", "E"),
        ("Twice", "Alias", "Alias"),
        ("S", "Nope", "?"),
    ],
)
def test_types(item: str, path: str, meaning: str) -> None:
    assert Code(SHOP).name(item, path) == meaning


def test_values_and_types_are_apart() -> None:
    code = Code(SHOP)
    assert code.name("S", "N", Ns.VALUE) == "N"
    assert code.name("S", "N", Ns.TYPE) == "?"
    assert code.name("S", "E", Ns.VALUE) == "?"


def test_aliases_lead_to_what_they_stand_for() -> None:
    code = Code(SHOP + "type Round = Trip; type Trip = Round;")
    assert [each.name for each in code.world.aliased(code.item("Twice")).defs] == ["S"]
    assert not code.world.aliased(code.item("Round"))
    assert code.name("S", "Twice::One") == "Twice +1"


@pytest.mark.parametrize(
    "path", ["m::deep::x::f", "Self::Two", "crate::m::deep::x::f", "std::fmt::Debug::fmt", "T::A::B"]
)
def test_prefixes_are_what_the_shorter_paths_mean(path: str) -> None:
    code = Code(SHOP.replace("mod m {", "mod m { pub mod deep { pub mod x { pub fn f() {} } }"))
    scope = code.world.scope(code.item("<impl E>::g"))
    names = path.split("::")
    expected = []
    for used in range(1, len(names) + 1):
        if names[used - 1] not in {"crate", "Self"}:
            meaning = code.world.resolve_names(scope, names[:used], Ns.TYPE)
            if meaning.rest or meaning.outside or not meaning.defs:
                break
            expected.append(meaning)
    assert list(code.world.prefixes(scope, names)) == expected


def test_a_scope_is_lexical() -> None:
    code = Code(SHOP)
    scope = code.world.scope(code.item("<impl S>::f::nested"))
    assert scope.self_def is None
    assert scope.module is code.item("")
    assert [layer.generics for layer in scope.layers] == [None]
    inner = code.world.scope(code.item("<impl S>::f"))
    assert [sorted(layer.generics or ()) for layer in inner.layers] == [["U"], ["T"]]
