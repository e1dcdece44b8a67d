"""Which macros give back what they are given, and are left as they are written."""

from __future__ import annotations

import pytest

from rgraph.link.expansion.parts import passes_on
from rgraph.model.facts import Item
from rgraph.parse.extract import extract


def macro(text: str) -> Item:
    """The macro that a text declares."""
    return extract(text.encode())[0].items[0]


@pytest.mark.parametrize(
    "arms",
    [
        "($($i:item)*) => { $($i)* }",
        "($($i:item)*) => { $(#[cfg(unix)] #[cfg_attr(docsrs, doc(cfg(unix)))] $i)* }",
        "($($i:item)+) => { $($i)+ }",
        "($($t:tt)*) => { $($t)* }",
        '($($i:item)*) => { $(#[doc = concat!("[", "]")] $i)* }',
    ],
)
def test_it_passes_on_what_it_is_given(arms: str) -> None:
    assert passes_on(macro(f"macro_rules! m {{ {arms} }}"))


@pytest.mark.parametrize(
    "arms",
    [
        "($($i:item)*) => { }",
        "($($i:item)*) => { $($i)* fn more() {} }",
        "($($i:item)*) => { other! { $($i)* } }",
        "($($i:item)*) => { mod m { $($i)* } }",
        "($($i:item)*; $x:expr) => { $($i)* }",
        "($($i:item)*) => { $($i)* }; () => { fn f() {} }",
        "($($i:ident)*) => { $($i)* }",
        "",
    ],
)
def test_it_makes_something_else(arms: str) -> None:
    assert not passes_on(macro(f"macro_rules! m {{ {arms} }}"))
