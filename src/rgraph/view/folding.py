"""The modules and the test code of a few items, found without reading the whole tree (`modules` reads all of it)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, Tier
from rgraph.model.ids import RepoPath, Symbol

from .testcode import TEST_TARGETS, built_for_tests

if TYPE_CHECKING:
    from .graph import CommitGraph


class Folding:
    """What each item is folded into; the same as `ModuleGraph` says of it."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._tests = {crate.id for crate in graph.cargo.crates if crate.kind in TEST_TARGETS}
        self._known: dict[Symbol, tuple[Symbol, bool]] = {Symbol(""): (Symbol(""), False)}

    def links(self, paths: Iterable[RepoPath], tiers: Collection[Tier]) -> set[tuple[Symbol, Symbol]]:
        """Which module of this tree depends on which, by the code of some files; test code is left out."""
        edges = list(self._dependences(paths, tiers))
        self._read({symbol for edge in edges for symbol in (edge.src, edge.dst)})
        found = set()
        for edge in edges:
            source, is_test = self._of(edge.src)
            target, _ = self._of(edge.dst)
            if source and target and source != target and not is_test:
                found.add((source, target))
        return found

    def _dependences(self, paths: Iterable[RepoPath], tiers: Collection[Tier]) -> Iterator[Edge]:
        for path in paths:
            linked = self._graph.linked(path) if path in self._graph.files else None
            for edge in linked.edges if linked is not None else ():
                if edge.kind.is_dependence and edge.tier in tiers:
                    yield edge

    def _read(self, symbols: Iterable[Symbol]) -> None:
        """Reads the facts of the files that define these at once: one by one is dear."""
        paths = {path for symbol in symbols for path in self._graph.defining(symbol)}
        self._graph.contents.load_facts(self._graph.files[path].blob for path in paths)

    def _of(self, symbol: Symbol) -> tuple[Symbol, bool]:
        """The module of an item (of a module: itself; "" outside of the tree), and whether it is test code."""
        inside = []
        while symbol not in self._known:
            item = self._graph.item(symbol)
            if item is None:
                self._known[symbol] = (Symbol(""), False)
                break
            inside.append(item)
            symbol = item.parent
        module, is_test = self._known[symbol]
        for item in reversed(inside):
            module = item.symbol if item.kind is ItemKind.MODULE else module
            is_test = is_test or item.crate in self._tests or built_for_tests(item)
            self._known[item.symbol] = module, is_test
        return module, is_test
