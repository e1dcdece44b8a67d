"""Leaves of `use` trees."""

import pytest

from rgraph.model.facts import Use
from rgraph.parse.extract import extract


def uses(source: str) -> list[Use]:
    return extract(source.encode())[0].uses


def shape(use: Use) -> str:
    """One leaf as Rust would write it alone."""
    path = ("::" if use.root else "") + "::".join(use.path)
    path += "::*" if use.glob else ""
    path += "::{self}" if use.self_import else ""
    return f"{path} as {use.alias}" if use.alias else path


@pytest.mark.parametrize(
    ("tree", "leaves"),
    [
        ("a", ["a"]),
        ("a::b", ["a::b"]),
        ("::a::b", ["::a::b"]),
        ("a::b as c", ["a::b as c"]),
        ("a as _", ["a as _"]),
        ("a::*", ["a::*"]),
        ("a::{b, c::{d, e}, *}", ["a::b", "a::c::d", "a::c::e", "a::*"]),
        ("a::{self, self as b}", ["a::{self}", "a::{self} as b"]),
        ("{a, ::b, c::d}", ["a", "::b", "c::d"]),
        ("::{a, b::c}", ["::a", "::b::c"]),
        ("self::a", ["self::a"]),
        ("super::super::{a}", ["super::super::a"]),
        ("crate::{a}", ["crate::a"]),
        ("crate as me", ["crate as me"]),
        ("a::{}", []),
        ("r#try::r#match", ["try::match"]),
        ("a::{b,}", ["a::b"]),
        ("$crate::a", ["$crate::a"]),
    ],
)
def test_leaves(tree: str, leaves: list[str]) -> None:
    assert [shape(use) for use in uses(f"use {tree};")] == leaves


@pytest.mark.parametrize("vis", ["", "pub", "pub(crate)", "pub(in a::b)"])
def test_visibility(vis: str) -> None:
    assert [use.vis for use in uses(f"{vis} use a::{{b, c}};")] == [vis, vis]


def test_lines_are_absolute_and_each_leafs_own() -> None:
    assert [use.line for use in uses("\n\nuse a::{\n    b,\n    c::{d,\n        e},\n};")] == [4, 5, 6]


def test_parents_and_flags() -> None:
    found = uses("mod m { use a; } fn f() { use b; { use c; } } m! { use d; }")
    assert [(use.parent, use.in_block, use.in_macro) for use in found] == [
        (0, False, False),
        (1, True, False),
        (1, True, False),
        (2, False, True),
    ]


def test_attributes_are_shared_by_all_leaves() -> None:
    assert [use.attrs.cfg for use in uses("#[cfg(a)]\nuse b::{c, d};")] == [["a"], ["a"]]
