"""Which file another one was before it moved, by its lines alone: for files that no parser can compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from .limits import MAX_MOVED_TEXTS

Name = TypeVar("Name", bound=str)

_SHORT = 4
"""Lines with fewer characters (`}`, `});`) stand in every file."""
_ALIKE = 0.5


def nearest_text(source: bytes, others: Mapping[Name, bytes]) -> Name | None:
    """The text that shares most of its lines with this one; None where none shares half of them."""
    mine = _lines(source)
    shares = {name: _share(mine, _lines(text)) for name, text in _first(others)}
    best = max(sorted(shares), key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= _ALIKE else None


def _first(others: Mapping[Name, bytes]) -> Iterable[tuple[Name, bytes]]:
    return sorted(others.items())[:MAX_MOVED_TEXTS]


def _lines(source: bytes) -> frozenset[bytes]:
    stripped = (line.strip() for line in source.splitlines())
    return frozenset(line for line in stripped if len(line) >= _SHORT)


def _share(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    more = max(len(one), len(other))
    return len(one & other) / more if more else 0.0
