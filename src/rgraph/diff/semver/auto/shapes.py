"""Canonical types taken apart again: the head, and the types inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_LABEL = re.compile(r"'held\.[\w#]+\.")
_POINTERS = ("&mut ", "&", "*const ", "*mut ")


@dataclass(frozen=True, slots=True)
class Shape:
    """`kind` is a pointer as written, `slice`, `array`, `tuple`, `fn`, `dyn`, `impl`, `param` or `path`.

    `head` is the path or the parameter's label; `parts` are the types inside (of `dyn` and `impl` the bounds).
    """

    kind: str
    head: str = ""
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def shape(text: str) -> Shape:
    """A canonical type by its outermost layer."""
    for pointer in _POINTERS:
        if text.startswith(pointer):
            return Shape(pointer.strip(), parts=(text[len(pointer) :],))
    if text.startswith("["):
        inside = text[1:-1]
        parts = split(inside, ";")
        return Shape("array" if len(parts) > 1 else "slice", parts=(parts[0],))
    if text.startswith(("(dyn ", "(impl ")):
        word, _, bounds = text[1:-1].partition(" ")
        return Shape(word, parts=tuple(split(bounds, "+")))
    if text.startswith("("):
        return Shape("tuple", parts=tuple(split(text[1:-1], ",")))
    if text.startswith(("fn(", "unsafe fn(", "extern ", "unsafe extern ")):
        return Shape("fn")
    if text.startswith("'"):
        return Shape("param", text)
    head, bracket, rest = text.partition("<")
    if not bracket or not rest.endswith(">"):
        return Shape("path", text)
    return Shape("path", head, tuple(split(rest[:-1], ",")))


def split(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that stand in no brackets, without empty ones."""
    return [part for part in map(str.strip, _parts(text, separator)) if part]


def _parts(text: str, separator: str) -> Iterator[str]:
    depth = start = 0
    for at, char in enumerate(text):
        if char in "<([":
            depth += 1
        elif char in ")]" or (char == ">" and text[at - 1] != "-"):
            depth -= 1
        elif char == separator and depth == 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def filled(text: str, given: Mapping[str, str]) -> str:
    """A canonical type with other types in place of parameters' labels.

    All at once: what is put in may have labels of its own, of the type around it.
    """
    return _LABEL.sub(lambda label: given.get(label[0], label[0]), text)
