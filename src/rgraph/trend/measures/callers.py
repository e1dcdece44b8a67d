"""`callers:ITEM`: callers of an item."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.graph import LinkedFile
from rgraph.model.ids import Symbol
from rgraph.trend.measure import Argument, OfLinks


def _count(linked: LinkedFile, asked: Argument) -> Iterable[tuple[Symbol, int]]:
    wanted = set(asked.symbols)
    found = {edge.src for edge in linked.edges if edge.dst in wanted and edge.kind.is_dependence}
    return ((source, 1) for source in found if source not in wanted)


MEASURE = OfLinks("callers of {}", _count, "ITEM")
