"""Types as text."""

from __future__ import annotations

import pytest

from rgraph.link.text import base_name, type_text
from rgraph.parse.extract import extract


@pytest.mark.parametrize(
    ("written", "plain", "full", "base"),
    [
        ("a::b::Vec<u8>", "Vec", "Vec<u8>", "Vec"),
        ("&'a mut [T]", "&mut [T]", "&mut [T]", "T"),
        ("(A<u8>,)", "(A,)", "(A<u8>,)", "(A<u8>,)"),
        ("()", "()", "()", "()"),
        ("dyn Tr<Out = u8> + Send", "dyn Tr + Send", "dyn Tr<Out=u8> + Send", "Tr"),
        ("fn(u8) -> A", "fn(u8) -> A", "fn(u8) -> A", "fn(u8) -> A"),
        ("*const A", "*const A", "*const A", "A"),
        ("[A; 3]", "[A; 3]", "[A; 3]", "A"),
        ("<T as Tr>::Out", "<T>::Out", "<T>::Out", "Out"),
    ],
)
def test_types(written: str, plain: str, full: str, base: str) -> None:
    ty = extract(f"impl X for {written} {{}}".encode())[0].items[0].ty
    assert type_text(ty, False) == plain
    assert type_text(ty, True) == full
    assert base_name(ty) == base
