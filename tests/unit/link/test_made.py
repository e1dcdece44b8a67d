"""The traits that a macro's body implements, read from its text."""

from __future__ import annotations

import pytest

from rgraph.link.made import implemented


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
