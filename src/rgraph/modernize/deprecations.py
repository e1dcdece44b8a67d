"""Uses of what the tree, or a package that it was linked into, marks as `#[deprecated]`: by the edges of the graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, EdgeKind
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.graph import CommitGraph

from .report import Place

_VALUES = frozenset({EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.READS, EdgeKind.WRITES})
_VALUES = frozenset({EdgeKind.CALLS, EdgeKind.REFERENCES, EdgeKind.READS, EdgeKind.WRITES})
_USES = _VALUES | {EdgeKind.USES_TYPE, EdgeKind.EXPANDS}
_ALLOWS = re.compile(r"\b(?:allow|expect)\s*\([^)]*\bdeprecated\b")
_WHAT = 200


class Deprecations:
    """The deprecated items that one tree uses; who allows it, and what is deprecated itself, is left out."""

    def __init__(self, graph: CommitGraph, tests: bool) -> None:
        self._graph, self._tests = graph, tests
        self._modules = graph.module_graph
        self._passed: dict[Symbol, bool] = {}

    def own(self) -> Iterator[Place]:
        """Uses of the tree's own deprecated items, one for each item that uses one."""
        return self._uses(self._own)

    def of_dependencies(self) -> Iterator[Place]:
        """Uses of deprecated items of packages at hand."""
        known = self._graph.dependencies
        items = known.items if known is not None else {}
        return self._uses({Symbol(symbol): item.deprecated for symbol, item in items.items() if item.deprecated})

    @cached_property
    def _own(self) -> Mapping[Symbol, str]:
        """The deprecated items of the tree, and what is said of each."""
        marked = {
            symbol: at.item.attrs for symbol, at in self._modules.items.items() if at.item and at.item.attrs.deprecated
        }
        return {symbol: attrs.deprecated_note or "-" for symbol, attrs in marked.items()}

    def _uses(self, deprecated: Mapping[Symbol, str]) -> Iterator[Place]:
        for path in self._graph.files if deprecated else ():
            linked = self._graph.linked(path)
            for edge in linked.edges if linked else ():
                if edge.dst in deprecated and edge.kind in _USES and not self._is_passed(edge, deprecated):
                    yield self._place(path, edge, deprecated[edge.dst])

    def _place(self, path: RepoPath, edge: Edge, note: str) -> Place:
        line = self._graph.edge_line(path, edge)
        text = self._lines(path, line)
        said = f"`{edge.dst}` is deprecated" + ("" if note == "-" else f": {' '.join(note.split())[:_WHAT]}")
        return Place(path, line, 1, edge.src, text, said, count=edge.count)

    def _lines(self, path: RepoPath, line: int) -> str:
        lines = self._graph.source(path).split(b"\n")
        return lines[line - 1].decode("utf-8", "replace").strip() if 0 < line <= len(lines) else ""

    def _is_passed(self, edge: Edge, deprecated: Mapping[Symbol, str]) -> bool:
        """Whether the source is test code, deprecated itself or the impl of what is, or allows what is deprecated."""
        if not self._tests and edge.src in self._modules.tests:
            return True
        around = [at for at in self._modules.ancestors(edge.src) if at.item is not None]
        if any(at.symbol in deprecated or self._allows(at.symbol) for at in around):
            return True
        names = {symbol.rpartition("::")[2] for symbol in deprecated}
        return any(at.kind is ItemKind.IMPL and at.item is not None and at.item.name in names for at in around)

    def _allows(self, symbol: Symbol) -> bool:
        known = self._passed.get(symbol)
        if known is None:
            at = self._modules.items[symbol]
            texts = list(at.item.attrs.texts) if at.item is not None else []
            if at.ord < 0:
                texts += self._graph.facts(at.path).attrs.texts
            elif at.kind is ItemKind.FUNCTION and at.item is not None:  # a statement of it may allow it
                texts.append(self._graph.source(at.path)[at.item.start : at.item.end].decode("utf-8", "replace"))
            known = self._passed[symbol] = any(_ALLOWS.search(text) for text in texts)
        return known


FINDERS: Mapping[str, Callable[[Deprecations], Iterator[Place]]] = {
    "own": Deprecations.own,
    "dependencies": Deprecations.of_dependencies,
}
"""What an idiom without a pattern is found by, by the word after `deprecated`."""
