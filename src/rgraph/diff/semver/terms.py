"""Canonical types as terms: their arguments, and patterns whose variables (`'t0.T`, `'0`) stand for whole types."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VARIABLE = re.compile(r"'(?:new:\w+|[tc]\d+\.\w+|\d+)")
_PROJECTION = re.compile(rf"({_VARIABLE.pattern})((?:::\w+)*)")
_QUOTE = "`"
"""Stands for the mark of parameters where they are no variables."""
_OPENING, _CLOSING = "<([{", ">)]}"


def variable(text: str) -> bool:
    """Whether a type is a parameter, or an associated type of a parameter."""
    return text.startswith("'")


def variables(text: str) -> set[str]:
    """The parameters in a text."""
    return set(_VARIABLE.findall(text))


def parts(text: str) -> list[str]:
    """The texts between the commas of a list of arguments."""
    found: list[str] = []
    while text:
        end = term_end(text, 0)
        while text[end : end + 1] not in {"", ","}:  # `Item = u8`, `A + B`: more than one term
            end = term_end(text, end + 1)
        found.append(text[:end].strip())
        text = text[end + 1 :].lstrip()
    return found


def term_end(text: str, at: int) -> int:
    """Where the type that begins at an offset ends: before a comma, a semicolon, or a bracket that was opened
    before it.
    """
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


def summands(text: str) -> list[str]:
    """The bounds of `(impl A + B)` or `(dyn A + B)`. A `+` inside brackets belongs to the bound around it."""
    inner = text[text.index(" ") + 1 : -1]
    found, depth, start = [], 0, 0
    for at, char in enumerate(inner):
        depth += (char in _OPENING) - (char in _CLOSING and inner[at - 1 : at] != "-")
        if char == "+" and not depth:
            found.append(inner[start:at].strip())
            start = at + 1
    return [*found, inner[start:].strip()]


def impls(text: str) -> list[tuple[int, int]]:
    """Where each outermost `(impl ..)` begins and ends."""
    found: list[tuple[int, int]] = []
    at = text.find("(impl ")
    while at >= 0:
        depth, end = 1, at + 1
        while depth and end < len(text):
            depth += (text[end] == "(") - (text[end] == ")")
            end += 1
        found.append((at, end))
        at = text.find("(impl ", end)
    return found


def bind(pattern: str, text: str, bound: Mapping[str, str], projected: bool = False) -> dict[str, str] | None:
    """The values of a pattern's variables with which it is equal to the text; None if there are none. Pattern and text
    are read once from left to right, without backtracking.

    No text tells T by `T::Item`: a pattern with that matches nothing, or, where it is `projected`, any type.
    """
    found = dict(bound)
    at = last = 0
    for hole in _PROJECTION.finditer(pattern):
        between = pattern[last : hole.start()]
        if not text.startswith(between, at):
            return None
        at += len(between)
        end = term_end(text, at)
        if end == at or (between.endswith("&") and text.startswith("mut ", at)):
            return None
        if hole[2]:
            if not projected:
                return None
        elif found.setdefault(hole[1], text[at:end]) != text[at:end]:
            return None
        at, last = end, hole.end()
    return found if text[at:] == pattern[last:] else None


def matched(pattern: str, holes: list[tuple[int, int]], text: str) -> dict[str, str] | None:
    """What stands in a text where a pattern has holes, by what the pattern has there; None where the rest differs. A
    hole is a whole type, and those that read alike are one type. All else is itself, parameters among it.
    """
    numbers: dict[str, str] = {}
    written, at = "", 0
    for start, end in holes:
        number = numbers.setdefault(pattern[start:end], f"'{len(numbers)}")
        written += pattern[at:start].replace("'", _QUOTE) + number
        at = end
    found = bind(written + pattern[at:].replace("'", _QUOTE), text.replace("'", _QUOTE), {})
    if found is None:
        return None
    return {hole: found[number].replace(_QUOTE, "'") for hole, number in numbers.items()}


def filled(pattern: str, bound: Mapping[str, str]) -> str:
    """A pattern with the values of its variables put in. Variables without a value stay."""
    return _PROJECTION.sub(lambda hole: projected(bound.get(hole[1], hole[1]), hole[2]), pattern)


def projected(ty: str, rest: str) -> str:
    """An associated type. Those of a type that is no parameter are not looked up here, and are put in braces."""
    return f"{{{ty}{rest}}}" if rest and not ty.startswith(("'", "Self")) else ty + rest
