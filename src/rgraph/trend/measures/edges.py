"""`edges`: edges of the graph, without `contains`."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.graph import EdgeKind, LinkedFile
from rgraph.model.ids import Symbol
from rgraph.trend.measure import Argument, OfLinks


def _count(linked: LinkedFile, asked: Argument) -> Iterable[tuple[Symbol, int]]:
    return ((edge.src, 1) for edge in linked.edges if edge.kind is not EdgeKind.CONTAINS)


MEASURE = OfLinks("edges of the graph, without `contains`", _count)
