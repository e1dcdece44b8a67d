"""A bound by another trait of the same name is neither taken for the same nor called another one, if a crate that is
not read has one of the two."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = """
[package]
name = "l"
version = "1.0.0"
edition = "2021"
[dependencies]
hash32 = "1"
futures = "0.3"
"""


def said(old: str, new: str) -> tuple[list[str], list[str]]:
    """The messages and the questions."""
    sides = [graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": text}) for text in (old, new)]
    found = check(*sides)
    return [each.message for each in found.findings], [each.question for each in found.undecided]


@pytest.mark.parametrize(
    "text",
    [
        "pub fn f<T: TRAIT>(t: T) {}",
        "pub fn f(t: impl TRAIT) {}",
        "pub fn f() -> impl TRAIT { todo!() }",
        "pub fn f() -> Box<dyn TRAIT> { todo!() }",
        "pub struct S<T: TRAIT>(pub T);",
        "pub struct S<T>(pub T); impl<T: TRAIT> S<T> { pub fn f(&self) {} }",
        "pub trait A: TRAIT {}",
        "pub trait A { type T: TRAIT; }",
        "pub trait A {} impl<T: TRAIT> A for T {}",
        "pub trait A {} impl<T: TRAIT> A for Option<T> {}",
        "pub trait A {} pub struct S<T>(pub T); impl<T: TRAIT> A for S<T> {}",
    ],
)
@pytest.mark.parametrize(("one", "two"), [("hash32::Hash", "std::hash::Hash"), ("futures::Future", "hash32::Future")])
def test_a_namesake_of_another_crate_is_a_question(text: str, one: str, two: str) -> None:
    for was, now in ((one, two), (two, one)):
        findings, questions = said(text.replace("TRAIT", was), text.replace("TRAIT", now))
        assert not findings
        assert len(questions) == 1


def test_the_question_names_both() -> None:
    _, questions = said("pub fn f<T: hash32::Hash>(t: T) {}", "pub fn f<T: std::hash::Hash>(t: T) {}")
    assert questions == ["`T: std::hash::Hash` is required where `hash32::Hash` was: are the two one trait?"]


@pytest.mark.parametrize(
    ("one", "two"), [("Hash", "std::hash::Hash"), ("std::hash::Hash", "Hash"), ("hash32::Hash", "Hash")]
)
def test_an_own_namesake_is_another_trait(one: str, two: str) -> None:
    text = "pub trait Hash {{}} pub fn f<T: {}>(t: T) {{}}"
    findings, questions = said(text.format(one), text.format(two))
    assert findings == ["`l::f` requires `T: Hash` now"]
    assert not questions


def test_an_own_trait_may_have_moved_to_another_crate() -> None:
    text = "pub trait Hash {{}} pub fn f<T: {}>(t: T) {{}}"
    assert said(text.format("Hash"), text.format("hash32::Hash"))[1]
