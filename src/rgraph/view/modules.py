"""Who depends on whom: the references of one tree, and the graph of modules that they make.

Rules, the drift of a diff and drawn graphs all read this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol

from .places import ItemAt
from .testcode import test_code

if TYPE_CHECKING:
    from .graph import CommitGraph

Reference = tuple[RepoPath, Edge]
"""An edge that is a dependence, and the file in which it stands."""

Between = Mapping[tuple[Symbol, Symbol], list[Reference]]
"""References by the modules of their source and target."""

Outgoing = Mapping[Symbol, Mapping[Symbol, list[Reference]]]
"""References by the module of their source, then by that of their target."""

Asked = tuple[frozenset[Tier], bool, frozenset[EdgeKind]]
"""Which references: of these tiers, of test code too, of these kinds (none: all)."""


class ModuleGraph:
    """The items of a tree folded into modules. Everything is computed once, when it is first asked for."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._modules: dict[Symbol, Symbol] = {}
        self._references: dict[Asked, list[Reference]] = {}
        self._between: dict[Asked, Between] = {}
        self._outgoing: dict[Asked, dict[Symbol, dict[Symbol, list[Reference]]]] = {}

    # ---- items ----------------------------------------------------------------------------------------------

    @cached_property
    def items(self) -> dict[Symbol, ItemAt]:
        """Every item by symbol."""
        return {item.symbol: item for item in self._graph.items()}

    @cached_property
    def modules(self) -> list[Symbol]:
        """The modules, sorted."""
        return sorted(symbol for symbol, item in self.items.items() if item.kind is ItemKind.MODULE)

    def ancestors(self, symbol: Symbol) -> Iterator[ItemAt]:
        """The item itself and what contains it, inside first."""
        item = self.items.get(symbol)
        while item is not None:
            yield item
            item = self.items.get(item.parent) if item.parent else None

    def module_of(self, symbol: Symbol) -> Symbol:
        """The module an item stands in (a module: itself); a name from outside is its own module."""
        known = self._modules.get(symbol)
        if known is None:
            known = next((i.symbol for i in self.ancestors(symbol) if i.kind is ItemKind.MODULE), symbol)
            self._modules[symbol] = known
        return known

    @cached_property
    def tests(self) -> frozenset[Symbol]:
        """Items of test code."""
        return test_code(self.items, self._graph.cargo)

    # ---- references -----------------------------------------------------------------------------------------

    @cached_property
    def every_reference(self) -> list[Reference]:
        """All dependences, in order of files and edges."""
        return [
            (path, edge)
            for path in self._graph.files
            if (linked := self._graph.linked(path)) is not None
            for edge in linked.edges
            if edge.kind.is_dependence
        ]

    def references(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> list[Reference]:
        """The dependences of these tiers, those of test code only where `tests`; in order of files and edges.

        `kinds`: of these kinds alone.
        """
        key = (frozenset(tiers), tests, frozenset(kinds))
        known = self._references.get(key)
        if known is None:
            skipped = frozenset[Symbol]() if tests else self.tests
            known = self._references[key] = [
                (path, edge)
                for path, edge in self.every_reference
                if edge.tier in key[0] and edge.src not in skipped and (not key[2] or edge.kind in key[2])
            ]
        return known

    def between(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> Between:
        """The references by the modules of their ends, where these differ; a name from outside is its own module."""
        key = (frozenset(tiers), tests, frozenset(kinds))
        known = self._between.get(key)
        if known is None:
            known = self._between[key] = self._grouped(self.references(tiers, tests, kinds))
        return known

    def outgoing(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> Outgoing:
        """The same by the module of the source, then by that of the target."""
        key = (frozenset(tiers), tests, frozenset(kinds))
        known = self._outgoing.get(key)
        if known is None:
            known = self._outgoing[key] = {}
            for (source, target), references in self.between(tiers, tests, kinds).items():
                known.setdefault(source, {})[target] = references
        return known

    def _grouped(self, references: Iterable[Reference]) -> Between:
        between: dict[tuple[Symbol, Symbol], list[Reference]] = {}
        known, module_of = self._modules, self.module_of  # asked for every reference: a call costs more than it does
        for reference in references:
            edge = reference[1]
            source = known.get(edge.src) or module_of(edge.src)
            target = known.get(edge.dst) or module_of(edge.dst)
            if source != target:
                between.setdefault((source, target), []).append(reference)
        return between
