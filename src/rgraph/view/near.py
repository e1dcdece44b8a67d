"""Symbols that somebody may have meant by a name that is none."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from itertools import chain

from rgraph.model.ids import Symbol

from .graph import CommitGraph
from .names import bare_identifiers, is_impl, plain, segments

NEAR = 5
"""How many symbols it proposes."""

ALIKE = 0.6
"""How alike two names must be, of 1."""


def near_symbols(graph: CommitGraph, name: str) -> list[str]:
    """Up to five symbols of nearly the same spelling: the last name counts first, what stands before it then."""
    first = _said(name)[0]
    elsewhere = (symbol for symbol in graph.outside_names if symbol.partition("::")[0] == first)
    return nearest_symbols(chain(graph.symbols(), elsewhere), name)


def nearest_symbols(symbols: Iterable[Symbol], name: str) -> list[str]:
    """The same of some symbols."""
    asked = _said(name)
    ends: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        if not is_impl(symbol):  # an impl block: nobody means it by its type's name
            ends.setdefault(_last(symbol), []).append(symbol)
    near = {last for last in ends if last.lower() == asked[-1].lower()}
    near.update(get_close_matches(asked[-1], ends, n=4 * NEAR, cutoff=ALIKE))
    said = ((_said(plain(symbol)), symbol) for last in near for symbol in ends[last])
    return [symbol for _, symbol in sorted((_rank(asked, parts), symbol) for parts, symbol in said)[:NEAR]]


def _last(symbol: str) -> str:
    """The last of `_said(plain(symbol))`, at a tenth of the price where no generic arguments are in the way."""
    last = symbol.rpartition("::")[2]
    if "<" in last or ">" in last:
        return _said(plain(symbol))[-1]
    return last.rpartition(".")[2].partition("#")[0].removesuffix("!")


def _said(name: str) -> list[str]:
    """The segments of a path; a field is one of its own."""
    *front, last = segments(bare_identifiers(name.strip().removeprefix("::").removesuffix("!")))
    return [*front, *last.removesuffix("!").split(".")]


def _rank(asked: list[str], said: list[str]) -> tuple[float, float, int]:
    """Nearest first: by the last name, by the names before it wherever they stand, by the length of the path."""
    last = SequenceMatcher(None, asked[-1], said[-1]).ratio()
    before = SequenceMatcher(None, asked[:-1], said[:-1]).ratio() if asked[:-1] else 0.0
    spelling = SequenceMatcher(None, "::".join(asked), "::".join(said[-len(asked) :])).ratio()
    return (-last, -(before + spelling), len(said))
