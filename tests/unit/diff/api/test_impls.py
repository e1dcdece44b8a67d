"""Impls that are found when a type or trait is asked about are those that a walk over all of them finds."""

from __future__ import annotations

import pytest

from rgraph.diff.api.impls import Impls
from rgraph.diff.api.surface import Surfaces
from rgraph.link.defs import Def
from rgraph.model.facts import ItemKind
from tests.unit.diff.crates import graph

HEADER = "pub trait T {}\npub trait U { type Out; }\npub struct S;\npub struct W<A>(A);\npub enum E { V }\n"
SOURCES = {
    "by its name": "impl T for S {}\nimpl S { pub fn f() {} }\nimpl T for W<S> {}",
    "in the order of the text": "impl U for S { type Out = S; }\nimpl T for E {}\nimpl T for S {}\nimpl Clone for S {}",
    "by an alias": "pub type Other = S;\nimpl T for Other {}\nimpl Other { pub fn f() {} }",
    "by an alias of an alias": "type A = S;\ntype B = A;\nimpl T for B {}",
    "by a name that an import gives": "use self::S as Q;\nimpl T for Q {}\nuse self::T as R;\nimpl R for E {}",
    "by a path": "mod m { impl super::T for crate::S {} impl crate::W<u8> { fn f() {} } }",
    "through a glob": "mod m { use super::*; impl T for S {} }",
    "for all types": "impl<X: U> T for X {}\nimpl<X: U> T for &X {}",
    "for an associated type": "impl<X: U> T for X::Out {}\nimpl<X: U> Clone for <X as U>::Out {}",
    "of one name under two cfgs": "#[cfg(unix)] use self::S as N;\n#[cfg(windows)] use self::E as N;\nimpl T for N {}",
    "in a function": "fn f() { struct S; impl crate::T for S {} impl crate::T for crate::E {} }",
    "made by a macro": "macro_rules! m { ($t:ident) => { impl T for $t {} } }\nm!(S);\nm!(E);",
    "for others' types": "impl T for Vec<S> {}\nimpl From<S> for u8 {}\nimpl From<S> for String {}",
    "for a trait's objects": "impl dyn T { pub fn f(&self) {} }\nimpl U for dyn T { type Out = S; }",
}


def impls(text: str) -> tuple[Impls, list[Def]]:
    surfaces = Surfaces(graph(HEADER + text))
    return surfaces.impls, [d for place in surfaces.world.places.values() if not place.external for d in place.each()]


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES.keys())
def test_those_asked_for_are_those_of_a_walk_over_all(text: str) -> None:
    late, items = impls(text)
    asked = {str(d.local): [each.definition.local for each in late.traits(d)] for d in items}
    of_trait = {str(d.local): [each.local for each in late.of_trait(d)] for d in items}
    blanket = {path: [each.local for each in found] for path, found in late.blanket.items()}
    own = {str(d.local): [each.local for each in late.inherent(d)] for d in items}
    whole, all_items = impls(text)
    whole.outer  # noqa: B018  finds out about all
    by_type = {d.local: [each.definition.local for each in found] for d, found in whole.by_type.items()}
    by_trait = {d.local: [each.local for each in found] for d, found in whole.by_trait.items()}
    assert {name: found for name, found in asked.items() if found} == {k: v for k, v in by_type.items() if k in asked}
    assert {name: found for name, found in of_trait.items() if found} == {
        k: v for k, v in by_trait.items() if k in of_trait
    }
    assert blanket == {path: [each.local for each in found] for path, found in whole.blanket.items()}
    assert own == {str(d.local): [each.local for each in whole.inherent(d)] for d in all_items}


def test_a_type_asks_only_for_impls_that_may_be_its_own() -> None:
    late, items = impls("impl T for S {}\nimpl T for E {}\nimpl U for E { type Out = S; }")
    (struct,) = [d for d in items if d.name == "S" and d.item is not None and d.item.kind is ItemKind.STRUCT]
    assert [each.trait_path for each in late.traits(struct)] == ["demo::T"]
    assert len(late._known) == 1
