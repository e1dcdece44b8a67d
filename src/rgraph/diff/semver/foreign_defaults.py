"""Arguments of foreign types that one version writes and the other leaves out: the type may have them by default."""

from __future__ import annotations

import re
from collections.abc import Callable

_LAST = ""
_TOKEN = re.compile(r"->|\w+(?:#\d+)?(?:::\w+(?:#\d+)?)*|\S")

_OPENING, _CLOSING = frozenset("<([{"), frozenset(">)]}")


def left_out(one: str, two: str, is_foreign: Callable[[str], bool]) -> tuple[str, str] | None:
    """The foreign type and its arguments that alone make two canonical texts differ; None where more does."""
    before, after = ([*_TOKEN.findall(text), _LAST] for text in (one, two))
    found: tuple[str, str] | None = None
    at, there, heads = 0, 0, [""]
    while before[at] != _LAST or after[there] != _LAST:
        if before[at] == after[there]:
            _follow(heads, before, at)
            at, there = at + 1, there + 1
            continue
        longer, start = (before, at) if _goes_on(before, at, heads) else (after, there)
        if not _goes_on(longer, start, heads):
            return None
        opens = longer[start] == "<"
        name = longer[start - 1] if opens else heads[-1]
        end = _end(longer, start)
        if not end or not is_foreign(name):
            return None
        found = found or (name, "".join(longer[start + 1 : end]).replace(",", ", "))
        at, there = (end + opens, there) if longer is before else (at, end + opens)
    return found


def _follow(heads: list[str], tokens: list[str], at: int) -> None:
    """Keeps whose arguments one is among."""
    if tokens[at] == "<":
        heads.append(tokens[at - 1] if at else "")
    elif tokens[at] in _OPENING:
        heads.append("")
    elif tokens[at] in _CLOSING and len(heads) > 1:
        heads.pop()


def _goes_on(tokens: list[str], at: int, heads: list[str]) -> bool:
    """Whether arguments begin here, or more of them come."""
    return (tokens[at] == "<" and at > 0) or (tokens[at] == "," and bool(heads[-1]))


def _end(tokens: list[str], start: int) -> int:
    """Where the arguments end that begin or go on at `start`; 0 where `<` is no bracket, but in an expression."""
    depth = 0
    for at in range(start + 1, len(tokens)):
        depth += (tokens[at] in _OPENING) - (tokens[at] in _CLOSING)
        if depth < 0:
            return at
    return 0
