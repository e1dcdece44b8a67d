"""Who refers to an item: read from the edges of the few files that name it, or from all where many are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, Tier

if TYPE_CHECKING:
    from .snapshot import Snapshot

Arrow = tuple[int, str, str, Edge]
"""How unsure a reference is (0: exact), who holds it, the file it stands in, and the edge."""

_STRENGTH = {tier: strength for strength, tier in enumerate(Tier)}

_FEW = 16
"""For so many symbols the files that name them are looked for in packed edge sets, which are not unpacked then."""

_SCANS = 6
"""How often all edges may be gone through before they are sorted by what they lead to."""


class Arrows:
    """The references to the items of one snapshot that carry impact, those of modules left out (imports)."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, list[Arrow]] = {}
        self._asked = self._scanned = 0
        self._complete = False

    def of(self, symbol: str) -> Sequence[Arrow]:
        """Who refers to a symbol, the surest first."""
        if symbol not in self._known and not self._complete:
            self.expect([symbol])
        return self._known.get(symbol, ())

    def expect(self, symbols: Iterable[str]) -> None:
        """Look for several symbols at once, before they are asked for one by one."""
        missing = set(symbols).difference(self._known)
        if not missing or self._complete:
            return
        self._asked += len(missing)
        if self._asked > _FEW and self._scanned > _SCANS * self._size:
            missing = set().union(*(targets for _, _, targets in self._files))
            self._complete = True
        found: dict[str, list[Arrow]] = {symbol: [] for symbol in missing if symbol not in self._known}
        for arrow in self._leading_to(found):
            found[arrow[3].dst].append(arrow)
        for arrows in found.values():
            arrows.sort(key=lambda arrow: arrow[:2])
        self._known.update(found)

    def _leading_to(self, wanted: Collection[str]) -> Iterator[Arrow]:
        for path, edges in self._named(wanted) if self._asked <= _FEW else self._met(wanted):
            for edge in edges:
                if edge.dst in wanted and edge.kind.carries_impact and not self._is_module(edge.src):
                    yield _STRENGTH[edge.tier], edge.src, path, edge

    def _named(self, symbols: Collection[str]) -> Iterator[tuple[str, list[Edge]]]:
        """The files with one of some symbols among the words of their edges."""
        graph = self._snapshot.graph
        for path in graph.linked_to(symbols):
            linked = graph.linked(path)
            if linked is not None:
                yield path, linked.edges

    def _met(self, symbols: Collection[str]) -> Iterator[tuple[str, list[Edge]]]:
        """The files with an edge to one of some symbols."""
        for path, edges, targets in self._files:
            if not targets.isdisjoint(symbols):
                self._scanned += len(edges)
                yield path, edges

    @cached_property
    def _files(self) -> list[tuple[str, list[Edge], frozenset[str]]]:
        """Each file's edges, and what they lead to."""
        graph = self._snapshot.graph
        linked = ((path, graph.linked(path)) for path in graph.files)
        return [(path, one.edges, frozenset([edge.dst for edge in one.edges])) for path, one in linked if one]

    @cached_property
    def _size(self) -> int:
        return sum(len(edges) for _, edges, _ in self._files)

    @cached_property
    def _modules(self) -> dict[str, bool]:
        return {}

    def _is_module(self, symbol: str) -> bool:
        known = self._modules.get(symbol)
        if known is None:
            node = self._snapshot.node(symbol)
            known = self._modules[symbol] = node is not None and node.kind is ItemKind.MODULE
        return known
