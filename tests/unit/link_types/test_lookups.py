"""What the bodies of a file ask the world, and how functions take `self`."""

from __future__ import annotations

import pytest

from rgraph.link.types.lookups import MUT, NONE, POINTER, REF, VALUE, Lookups

from .worlds import Local

CRATE = """
use std::{pin::Pin, rc::Rc};
pub struct S<T>(T); pub trait Tr { fn in_trait(&self); fn made() -> Self; }
impl<T> S<T> {
    pub fn value(self) {} pub fn mut_value(mut self) {} pub fn by_ref(&self) {} pub fn by_mut(&mut self) {}
    pub fn boxed(self: Box<Self>) {} pub fn counted(self: Rc<Self>) {} pub fn pinned(self: Pin<&mut Self>) {}
    pub fn typed(self: Self) {} pub fn typed_ref(self: &Self) {} pub fn typed_mut(self: &mut S<T>) {} pub fn twice(self: &&Self) {}
    pub fn none() {} pub const K: u8 = 1;
}
impl Tr for S<u8> { fn in_trait(&self) {} fn made() -> Self { S(1) } }
impl Tr for u8 { fn in_trait(&self) {} fn made() -> Self { 1 } }
impl Tr for [S<u8>] { fn in_trait(&self) {} fn made() -> Self { loop {} } }
fn here() {}
"""
local = Local(CRATE)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("value", VALUE),
        ("mut_value", VALUE),
        ("by_ref", REF),
        ("by_mut", MUT),
        ("boxed", POINTER),
        ("counted", POINTER),
        ("pinned", POINTER),
        ("typed", VALUE),
        ("typed_ref", REF),
        ("typed_mut", MUT),
        ("twice", POINTER),
        ("none", NONE),
        ("K", NONE),
        ("in_trait", REF),
        ("made", NONE),
        ("here", NONE),
    ],
)
def test_how_a_function_takes_self(name: str, kind: str) -> None:
    assert local.types.lookups.receiver_kind(local.item(name)) == kind


def test_members_of_inherent_impls_by_their_type() -> None:
    lookups, s = local.types.lookups, local.item("S")
    assert lookups.inherent(s, "value") == (local.item("S::value"),) or lookups.inherent(s, "value")[0].name == "value"
    assert [each.name for each in lookups.inherent(s, "K")] == ["K"]
    assert lookups.inherent(s, "in_trait") == ()
    assert [each.name for each in lookups.inherent("str", "len")] == ["len"]


def test_impls_of_a_trait_by_their_type() -> None:
    lookups, tr = local.types.lookups, local.item("Tr")
    assert len(lookups.trait_impls(local.item("S"), tr)) == 1
    assert len(lookups.trait_impls("u8", tr)) == 1
    assert len(lookups.trait_impls("[]", tr)) == 1
    assert lookups.trait_impls("u16", tr) == ()


def test_a_file_notes_once_what_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    fresh = Lookups(local.types.signatures)
    for part, names in (
        (fresh.world, ("trait_impls", "inherent")),
        (fresh.signatures, ("params", "declared", "impl_term", "signature")),
    ):
        for name in names:
            real = getattr(part, name)
            monkeypatch.setattr(part, name, lambda *args, real=real, name=name: (asked.append(name), real(*args))[1])
    s, value, tr = local.item("S"), local.item("value"), local.item("Tr")
    heard = []
    for _ in range(3):
        heard.append(set(asked))
        asked.clear()
        fresh.trait_impls(s, tr)
        fresh.inherent(s, "none")
        fresh.params(s)
        fresh.declared(local.item("K"))
        fresh.impl_term(fresh.trait_impls("u8", tr)[0])
        fresh.signature(value)
        fresh.receiver_kind(value)
    assert heard == [set(), {"trait_impls", "inherent", "params", "declared", "impl_term", "signature"}, set()]
    assert asked == []


def test_the_answers_are_those_of_the_declarations() -> None:
    lookups, signatures = local.types.lookups, local.types.signatures
    s, value = local.item("S"), local.item("value")
    assert lookups.params(s) == signatures.params(s)
    assert lookups.signature(value) is signatures.signature(value)
    assert lookups.declared(local.item("K")) is local.terms.make("u8")
