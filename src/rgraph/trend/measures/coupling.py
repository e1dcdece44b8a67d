"""`coupling:MODULE`: references between a module and other modules, in both directions."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.graph import LinkedFile
from rgraph.model.ids import Symbol
from rgraph.trend.measure import Argument, OfLinks


def _count(linked: LinkedFile, asked: Argument) -> Iterable[tuple[Symbol, int]]:
    for edge in linked.edges:
        if edge.kind.is_dependence and _own(edge.dst, asked) and _inside(edge.src, asked) != _inside(edge.dst, asked):
            yield edge.src, edge.count


def _inside(symbol: Symbol, asked: Argument) -> bool:
    return any(symbol == module or symbol.startswith(f"{module}::") for module in asked.symbols)


def _own(symbol: Symbol, asked: Argument) -> bool:
    """Whether it is of the repository: what leads outside is no coupling between its modules."""
    return symbol.partition("::")[0] in asked.crates


MEASURE = OfLinks("references between {} and other modules, in both directions", _count, "MODULE")
