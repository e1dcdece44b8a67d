"""Signatures taken apart at their brackets."""

from __future__ import annotations

import pytest

from rgraph.diff.api.signatures import in_angles


@pytest.mark.parametrize(
    ("text", "inside", "rest"),
    [
        ("<T: Into<U>, U>(x: T)", "T: Into<U>, U", "(x: T)"),
        ("<F: Fn(u8) -> u8>(f: F)", "F: Fn(u8) -> u8", "(f: F)"),
        ("<'a, T>", "'a, T", ""),
        ("(x: Vec<u8>)", "", "(x: Vec<u8>)"),
        ("<T", "", "<T"),
        ("", "", ""),
    ],
)
def test_what_stands_in_the_first_angle_brackets(text: str, inside: str, rest: str) -> None:
    assert in_angles(text) == (inside, rest)
