"""A parameter as written: its pattern and its type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.model.facts import Item


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


_ALONE = re.compile(r"(?:::)?<'_>")
_FIRST = re.compile(r"(?<=<)'_, ")
_OF_REFERENCE = re.compile(r"(?<=&)'_ ")


def elided(text: str) -> str:
    """A type without the `'_` that say no more than leaving them out: `Iter<K>` of `Iter<'_, K>`, `&str` of `&'_ str`.
    Those among bounds (`+ '_`) stay.
    """
    text = _ALONE.sub("", _OF_REFERENCE.sub("", text))
    while (shorter := _FIRST.sub("", text)) != text:
        text = _ALONE.sub("", shorter)
    return text


def as_called(text: str) -> str:
    """A parameter as callers see it: whether the body may change it is its own affair."""
    return elided(text.removeprefix("mut "))


def nameless(item: Item) -> str:
    """The signature of an impl in which each lifetime that is named and used once has no name."""
    text = item.signature
    for name in [param.name for param in item.generics.params if param.kind == "lifetime"]:
        word = re.compile(rf"{re.escape(name)}\b(, )?")
        if len(word.findall(text)) == 2:
            text = word.sub("", text, count=1)
            text = re.sub(rf"{re.escape(name)}\b", "'_", text, count=1)
    return text.replace(", >", ">", 1).replace("impl<>", "impl", 1)
