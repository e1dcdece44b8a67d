"""Canonical types as terms: their arguments, and patterns whose variables (`'t0.T`, `'0`) stand for whole types."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"'(?:new:\w+|[tc]\d+\.\w+|\d+)")
_PROJECTION = re.compile(rf"({_VARIABLE.pattern})((?:::\w+)*)")
_OPENING, _CLOSING = "<([{", ">)]}"


def variable(text: str) -> bool:
    """Whether a type is a parameter, or an associated type of one."""
    return text.startswith("'")


def parts(text: str) -> list[str]:
    """What stands between the commas of a list of arguments."""
    found: list[str] = []
    while text:
        end = term_end(text, 0)
        while text[end : end + 1] not in {"", ","}:  # `Item = u8`, `A + B`: more than one term
            end = term_end(text, end + 1)
        found.append(text[:end].strip())
        text = text[end + 1 :].lstrip()
    return found


def term_end(text: str, at: int) -> int:
    """Where the type that begins at a place ends: before a comma, a semicolon, or a bracket that it did not open."""
    depth = 0
    while at < len(text):
        char = text[at]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING and text[at - 1 : at] != "-":
            if depth == 0:
                return at
            depth -= 1
        elif char in ",;" and depth == 0:
            return at
        at += 1
    return at


def bind(pattern: str, text: str, bound: Mapping[str, str]) -> dict[str, str] | None:
    """What the pattern's variables must be for it to be the text; None where it cannot be. Each is read once, from left
    to right: no search goes back."""
    found = dict(bound)
    at = last = 0
    for hole in _VARIABLE.finditer(pattern):
        between = pattern[last : hole.start()]
        if not text.startswith(between, at):
            return None
        at += len(between)
        end = _projected(pattern, hole.end(), text, at)
        if end is None or found.setdefault(hole[0], text[at:end]) != text[at:end] or end == at:
            return None
        at, last = end, hole.end()
    return found if text[at:] == pattern[last:] else None


def _projected(pattern: str, after: int, text: str, at: int) -> int | None:
    """The end of what a variable stands for; None for `T::Item`, which no text binds T by."""
    return None if pattern.startswith("::", after) else term_end(text, at)


def filled(pattern: str, bound: Mapping[str, str]) -> str:
    """A pattern with its variables put in; those that are not bound stay."""
    return _PROJECTION.sub(lambda hole: projected(bound.get(hole[1], hole[1]), hole[2]), pattern)


def projected(ty: str, rest: str) -> str:
    """An associated type; of a type that is no parameter nobody here looks it up, and it stands in braces."""
    return f"{{{ty}{rest}}}" if rest and not ty.startswith(("'", "Self")) else ty + rest
