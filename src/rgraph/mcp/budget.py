"""Fitting an answer into a budget of tokens: what is cut is counted, and how to ask for less is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rgraph.context.tokens import estimated
from rgraph.render.told import Told

Count = Callable[[str], int]


def fitted(standing: Sequence[str], told: Told, budget: int, count: Count = estimated) -> str:
    """The answer as text of at most `budget` tokens: head and foot first, then as much of the body as there is room."""
    whole = _joined(standing, told.head, told.body, told.foot)
    if count(whole) <= budget:
        return whole
    kept = _most(len(told.body), lambda number: count(_cut(standing, told, number)) <= budget)
    text = _cut(standing, told, kept)
    return text if count(text) <= budget else _clipped(text, budget, count)


def _cut(standing: Sequence[str], told: Told, kept: int) -> str:
    missing = len(told.body) - kept
    narrower = f", or {told.narrower}" if told.narrower else ""
    cut = (
        [f"cut: {missing:,} of {len(told.body):,} lines did not fit; give a larger budget{narrower}"] if missing else []
    )
    return _joined(standing, told.head, told.body[:kept], cut, told.foot)


def _most(last: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to `last` that fits, where fewer always do; 0 where none does."""
    low, high = 0, last
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _clipped(text: str, budget: int, count: Count) -> str:
    """The first lines that fit, and that it was cut, where even head and foot are too long."""
    lines = text.split("\n")
    note = "cut: give a larger budget"
    kept = _most(len(lines), lambda number: count("\n".join([*lines[:number], note])) <= budget)
    return "\n".join([*lines[:kept], note])


def _joined(*parts: Sequence[str]) -> str:
    return "\n".join(line for part in parts for line in part)
