"""A parameter as written: its pattern and its type."""

from __future__ import annotations


def split_parameter(text: str) -> tuple[str, str]:
    """The pattern and the type of `name: T`, `Shape::Dot(x): Shape`, `Point { x: a }: Point`; no type for `self`."""
    depth = 0
    for at, letter in enumerate(text):
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == ":" and not depth and ":" not in (text[at - 1 : at], text[at + 1 : at + 2]):
            return text[:at].strip(), text[at + 1 :].strip()
    return text.strip(), ""
