"""The edges of one tree by the items that they leave and point at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rgraph.model.graph import Edge, FileState, LinkedFile
from rgraph.model.ids import RepoPath, Symbol

_SCANS = 6
"""How often all edges are gone through before they are sorted by target, which takes as long as ten scans."""


class EdgeTables:
    """Edges with the paths of the files in which they stand, in the order of paths. Tables are made when needed."""

    def __init__(self, files: Mapping[RepoPath, FileState], linked: Mapping[str, LinkedFile]) -> None:
        # The tables of the graph, not the graph: it holds this in turn, and would not be freed when it is dropped.
        self._files = files
        self._linked = linked
        self._outs: dict[RepoPath, dict[Symbol, list[Edge]]] = {}
        self._asked = 0

    def of(self, path: RepoPath) -> Sequence[Edge]:
        """The edges that stand in a file."""
        linked = self._linked.get(self._files[path].edges)
        return linked.edges if linked is not None else ()

    def out(self, path: RepoPath, symbol: Symbol) -> Sequence[Edge]:
        """The edges that leave an item and stand in a file."""
        found = self._outs.get(path)
        if found is None:
            found = self._outs[path] = {}
            for edge in self.of(path):
                found.setdefault(edge.src, []).append(edge)
        return found.get(symbol, ())

    def into(self, symbol: Symbol) -> Iterable[tuple[RepoPath, Edge]]:
        """The edges that point at an item."""
        self._asked += 1
        if self._asked > _SCANS:
            return self._by_target.get(symbol, ())
        return [(path, edge) for path in self._files for edge in self.of(path) if edge.dst == symbol]

    def sort(self) -> None:
        """Has all edges sorted by target at the next question."""
        self._asked = max(self._asked, _SCANS)

    @cached_property
    def _by_target(self) -> dict[Symbol, list[tuple[RepoPath, Edge]]]:
        found: dict[Symbol, list[tuple[RepoPath, Edge]]] = {}
        for path in self._files:
            for edge in self.of(path):
                found.setdefault(edge.dst, []).append((path, edge))
        return found
