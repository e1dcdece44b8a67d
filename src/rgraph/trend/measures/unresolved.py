"""`unresolved`: places whose name was not resolved."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.graph import LinkedFile
from rgraph.model.ids import Symbol
from rgraph.trend.measure import Argument, OfLinks


def _count(linked: LinkedFile, asked: Argument) -> Iterable[tuple[Symbol, int]]:
    return ((one.owner, one.count) for one in linked.unresolved)


MEASURE = OfLinks("places whose name was not resolved", _count)
