"""`naming`, `visibility` and `attribute`: items judged one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.rules.kinds.visibility import LEVELS
from tests.unit.rules.trees import places, refused, said

TRAITS = "pub trait Reader {}\npub trait IWriter {}\n#[cfg(test)] trait ITest {}\n"


def test_a_name_matches_as_a_whole() -> None:
    assert said("naming", 'items = { kind = "trait" }\nmust = "[A-Z][a-z]+"', TRAITS) == [
        "demo::IWriter: `IWriter` does not match [A-Z][a-z]+"
    ]


def test_a_name_matches_nowhere_what_it_must_not() -> None:
    assert said("naming", 'items = { kind = "trait" }\nmust_not = "I[A-Z]"\ntests = true', TRAITS) == [
        "demo::IWriter: `IWriter` matches I[A-Z]",
        "demo::ITest: `ITest` matches I[A-Z]",
    ]
    assert places("naming", 'items = { kind = "trait" }\nmust_not = "I[A-Z]"', TRAITS) == ["src/lib.rs:2:11"]


def test_impl_blocks_are_named_by_their_type() -> None:
    found = said("naming", 'items = { kind = "impl" }\nmust_not = "S"', "pub struct S;\nimpl S {}\n")
    assert len(found) == 1 and "`S` matches" in found[0]


def test_a_rule_without_a_pattern_or_with_a_wrong_one_is_refused() -> None:
    assert "needs `must` or `must_not`" in refused("naming", 'items = "demo"')
    assert refused("naming", 'items = "demo"\nmust = "("')


WRITTEN = {
    "private": ["", "pub(self) "],
    "module": ["pub(super) ", "pub(in crate::m) "],
    "crate": ["pub(crate) ", "crate "],
    "pub": ["pub "],
}


@settings(max_examples=40)
@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.data())
def test_visibility_holds_between_its_bounds(level: str, bound: str, data: st.DataObject) -> None:
    vis = data.draw(st.sampled_from(WRITTEN[level]).filter(lambda text: text != "crate "))
    code = f"pub mod m {{ pub mod n {{ {vis}fn f() {{}} }} }}\n"
    item = 'items = "=demo::m::n::f"\n'
    assert bool(said("visibility", f'{item}max = "{bound}"', code)) == (LEVELS.index(level) > LEVELS.index(bound))
    assert bool(said("visibility", f'{item}min = "{bound}"', code)) == (LEVELS.index(level) < LEVELS.index(bound))


def test_visibility_is_told_as_it_is_written() -> None:
    code = "pub(crate) fn f() {}\nfn g() {}\n"
    assert said("visibility", 'items = { kind = "function" }\nmax = "private"', code) == [
        "demo::f is `pub(crate)`; at most private is allowed"
    ]
    assert said("visibility", 'items = { kind = "function" }\nmin = "crate"', code) == [
        "demo::g is private; at least crate is required"
    ]


def test_items_of_traits_have_no_visibility_of_their_own() -> None:
    code = "pub trait T { fn f(&self); }\npub struct S;\nimpl T for S { fn f(&self) {} }\nimpl S { fn own(&self) {} }\n"
    assert said("visibility", 'items = { kind = "method" }\nmin = "pub"', code) == [
        "demo::S::own is private; at least pub is required"
    ]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ("", "needs `max` or `min`"),
        ('max = "public"', "a visibility must be one of"),
        ('max = "private"\nmin = "pub"', "contradictory"),
    ],
)
def test_visibilities_that_have_no_meaning_are_refused(fields: str, why: str) -> None:
    assert why in refused("visibility", f'items = "demo"\n{fields}')


ATTRIBUTES = "#[must_use]\npub fn a() -> u8 { 1 }\n/// Told.\n#[inline(always)]\npub fn b() {}\npub fn c() {}\n"


def attribute(fields: str, code: str = ATTRIBUTES) -> list[str]:
    return said("attribute", 'items = { kind = "function" }\n' + fields, code)


def test_attributes_are_required_by_name_or_as_written() -> None:
    assert attribute('require = ["must_use"]') == ["demo::b lacks #[must_use]", "demo::c lacks #[must_use]"]
    assert attribute('forbid = ["inline"]') == ["demo::b has #[inline]"]
    assert attribute('forbid = ["inline( always )"]') == ["demo::b has #[inline( always )]"]
    assert attribute('forbid = ["inline(never)"]') == []


def test_documentation_may_stand_inside_a_modules_file() -> None:
    assert attribute("documented = true") == ["demo::a has no documentation", "demo::c has no documentation"]
    files = {"src/lib.rs": "pub mod told;\npub mod silent;\n", "src/told.rs": "//! Told.\n", "src/silent.rs": "\n"}
    found = said("attribute", 'items = ["demo::told", "demo::silent"]\ndocumented = true', files)
    assert found == ["demo::silent has no documentation"]


def test_attributes_that_contradict_each_other_are_refused() -> None:
    assert "needs `require`, `forbid`" in refused("attribute", 'items = "demo"')
    both = 'items = "demo"\nrequire = ["inline"]\nforbid = ["inline"]'
    assert "both required and forbidden" in refused("attribute", both)
