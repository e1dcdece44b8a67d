"""Who depends on whom: the references of one tree, and the graph of modules that they make.

Rules, the drift of a diff and drawn graphs all read this one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from msgspec.structs import replace

from rgraph.model.graph import Edge, EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol

from .digests import FileDigest, Folded, codes, digests, says_unsafe
from .places import ItemAt
from .testcode import test_crates

if TYPE_CHECKING:
    from .graph import CommitGraph

Reference = tuple[RepoPath, Edge]
"""An edge that is a dependence, and the file in which it stands."""

Between = Mapping[tuple[Symbol, Symbol], "Bundle"]
"""References by the modules of their source and target."""

Outgoing = Mapping[Symbol, Mapping[Symbol, "Bundle"]]
"""References by the module of their source, then by that of their target."""

Asked = tuple[frozenset[Tier], bool, frozenset[EdgeKind]]
"""Which references: of these tiers, of test code too, of these kinds (none: all)."""

_ONE_BY_ONE = 64
"""Files of which items are made before what all files declare is read at once."""


class ModuleGraph:
    """The items of a tree folded into modules. Everything is computed once, when it is first asked for."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._references: dict[Asked, list[Reference]] = {}
        self._between: dict[Asked, Between] = {}
        self._outgoing: dict[Asked, dict[Symbol, dict[Symbol, Bundle]]] = {}
        self._bundled: dict[tuple[RepoPath, Asked], dict[tuple[Symbol, Symbol], list[Reference]]] = {}
        self._by_source: dict[RepoPath, dict[Symbol, list[Reference]]] = {}

    @cached_property
    def _folded(self) -> tuple[Folded, dict[RepoPath, FileDigest]]:
        return digests(self._graph, self._graph.kept_digests, test_crates(self._graph.cargo))

    @property
    def folded(self) -> Folded:
        """Where everything is defined, and in which module it stands."""
        return self._folded[0]

    @property
    def digests(self) -> dict[RepoPath, FileDigest]:
        """What the linked files of the tree define and refer to, by path."""
        return self._folded[1]

    def says_unsafe(self, path: RepoPath) -> bool:
        """Whether the word stands in a file, or an item is unsafe that a macro call makes there."""
        known = self.digests[path].says_unsafe
        if known is None:
            known = says_unsafe(self._graph.source(path))
            self.digests[path] = replace(self.digests[path], says_unsafe=known)
        return known

    # ---- items ----------------------------------------------------------------------------------------------

    @cached_property
    def items(self) -> Items:
        """Every item by symbol."""
        return Items(self._graph, self.folded, self.digests)

    @cached_property
    def modules(self) -> list[Symbol]:
        """The modules, sorted."""
        return sorted(symbol for symbol in self.folded.places if self.folded.is_module(symbol))

    @cached_property
    def module_files(self) -> dict[Symbol, RepoPath]:
        """The modules that are whole files, and which."""
        return {
            one.symbol: path
            for path, file in self.digests.items()
            for index, one in enumerate(file.defs)
            if one.is_file and self.folded.places[one.symbol] == (path, index)
        }

    @cached_property
    def children(self) -> dict[Symbol, list[Symbol]]:
        """What items contain directly."""
        children: dict[Symbol, list[Symbol]] = {}
        for symbol, parent in self.folded.parents.items():
            children.setdefault(parent, []).append(symbol)
        return children

    def ancestors(self, symbol: Symbol) -> Iterator[ItemAt]:
        """The item itself and what contains it, inside first."""
        return (self.items[each] for each in self.folded.around(symbol))

    def module_of(self, symbol: Symbol) -> Symbol:
        """The module an item stands in (a module: itself); a name from outside is its own module."""
        return self.folded.modules.get(symbol, symbol)

    @cached_property
    def tests(self) -> frozenset[Symbol]:
        """Items of test code."""
        return frozenset(symbol for symbol, is_test in self.folded.tests.items() if is_test)

    # ---- references -----------------------------------------------------------------------------------------

    @cached_property
    def every_reference(self) -> list[Reference]:
        """All dependences, in order of files and edges."""
        self._graph.load_links(self.digests)
        return [(path, edge) for path in self.digests for edge in self._edges(path) if edge.kind.is_dependence]

    @cached_property
    def outside_names(self) -> frozenset[Symbol]:
        """What the tree depends on and does not define."""
        named = {name for file in self.digests.values() for name in file.names}
        return frozenset(named - self.folded.places.keys())

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

    def references_from(
        self, sources: Collection[Symbol], tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()
    ) -> list[Reference]:
        """Of these references, those of some items, in the same order; no file is read that uses nothing there."""
        wanted, chosen, of_kinds = frozenset(sources), frozenset(tiers), frozenset(kinds)
        if not tests:
            wanted -= self.tests
        modules = {self.module_of(source) for source in wanted}
        return [
            (path, edge)
            for path, file in self.digests.items()
            if not modules.isdisjoint(file.names) and not modules.isdisjoint(file.sources())
            for edge in self._edges(path)
            if edge.kind.is_dependence
            and edge.src in wanted
            and edge.tier in chosen
            and (not of_kinds or edge.kind in of_kinds)
        ]

    def references_in(
        self, module: Symbol, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()
    ) -> Iterator[Reference]:
        """Of these references, those whose source stands in a module, in the same order; only its files are read."""
        chosen, of_kinds, in_tests = frozenset(tiers), frozenset(kinds), self.folded.tests
        paths = self._files_using.get(module, ())
        self._graph.load_links([path for path in paths if path not in self._by_source])
        for path in paths:
            for reference in self._sources_of(path)[module]:
                edge = reference[1]
                counts = edge.tier in chosen and (not of_kinds or edge.kind in of_kinds)
                if counts and (tests or not in_tests.get(edge.src)):
                    yield reference

    @cached_property
    def _files_using(self) -> dict[Symbol, list[RepoPath]]:
        """The files in which each module uses anything."""
        found: dict[Symbol, list[RepoPath]] = {}
        for path, file in self.digests.items():
            for module in dict.fromkeys(file.sources()):
                found.setdefault(module, []).append(path)
        return found

    def _sources_of(self, path: RepoPath) -> dict[Symbol, list[Reference]]:
        """The dependences in a file by the modules of their sources."""
        found = self._by_source.get(path)
        if found is None:
            found = self._by_source[path] = {}
            for edge in self._edges(path):
                if edge.kind.is_dependence:
                    found.setdefault(self.module_of(edge.src), []).append((path, edge))
        return found

    def users_of(self, targets: Collection[Symbol]) -> set[Symbol]:
        """The items that refer to any of some others; only files that name the modules of these are read."""
        modules = {self.module_of(target) for target in targets}
        naming = [path for path, file in self.digests.items() if not modules.isdisjoint(file.names)]
        return {edge.src for path in naming for edge in self._edges(path) if edge.dst in targets}

    def between(self, tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind] = ()) -> Between:
        """The references by the modules of their ends, where these differ; a name from outside is its own module."""
        key = (frozenset(tiers), tests, frozenset(kinds))
        known = self._between.get(key)
        if known is None:
            known = self._between[key] = self._grouped(key)
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

    def _grouped(self, asked: Asked) -> Between:
        wanted = codes(*asked)
        between: dict[tuple[Symbol, Symbol], Bundle] = {}
        for path, file in self.digests.items():
            for source, target, code, count in file.between(wanted):
                tier = wanted[code]
                bundle = between.get((source, target))
                if bundle is None:
                    bundle = between[source, target] = Bundle(self, asked, (source, target))
                bundle.add(path, tier, count)
        return between

    def bundled(self, path: RepoPath, asked: Asked) -> dict[tuple[Symbol, Symbol], list[Reference]]:
        """The references in one file by the modules of their ends."""
        found = self._bundled.get((path, asked))
        if found is None:
            found = self._bundled[path, asked] = {}
            tiers, tests, kinds = asked
            modules, in_tests = self.folded.modules, self.folded.tests
            for edge in self._edges(path):
                if not edge.kind.is_dependence or edge.tier not in tiers or (kinds and edge.kind not in kinds):
                    continue
                if tests or not in_tests.get(edge.src):
                    ends = (modules.get(edge.src, edge.src), modules.get(edge.dst, edge.dst))
                    found.setdefault(ends, []).append((path, edge))
        return found

    def _edges(self, path: RepoPath) -> Sequence[Edge]:
        linked = self._graph.linked(path)
        return linked.edges if linked is not None else ()


class Bundle(Sequence[Reference]):
    """The references from one module to another: how many there are is known before any is read."""

    __slots__ = ("_asked", "_count", "_ends", "_graph", "_paths", "_read", "tiers")

    def __init__(self, graph: ModuleGraph, asked: Asked, ends: tuple[Symbol, Symbol]) -> None:
        self._graph, self._asked, self._ends = graph, asked, ends
        self._count = 0
        self._paths: dict[RepoPath, None] = {}
        self._read: list[Reference] | None = None
        self.tiers: set[Tier] = set()
        """The tiers of the references."""

    def add(self, path: RepoPath, tier: Tier, count: int) -> None:
        """Take in so many references of a file."""
        self._paths[path] = None
        self._count += count
        self.tiers.add(tier)

    @property
    def first(self) -> Reference:
        """The first reference: one file is read for it."""
        return self._of(next(iter(self._paths)))[0]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> Reference: ...

    @overload
    def __getitem__(self, index: slice) -> list[Reference]: ...

    def __getitem__(self, index: int | slice) -> Reference | list[Reference]:
        return self.first if index == 0 else self._all()[index]

    def _all(self) -> list[Reference]:
        if self._read is None:
            self._read = [reference for path in self._paths for reference in self._of(path)]
        return self._read

    def _of(self, path: RepoPath) -> list[Reference]:
        return self._graph.bundled(path, self._asked)[self._ends]


class Items(Mapping[Symbol, ItemAt]):
    """The items of a tree by symbol, in order of files and definitions; each is made when it is asked for."""

    def __init__(self, graph: CommitGraph, folded: Folded, digests: Mapping[RepoPath, FileDigest]) -> None:
        self._graph, self._folded, self._digests = graph, folded, digests
        self._made: dict[Symbol, ItemAt] = {}
        self._read: set[RepoPath] = set()

    def __getitem__(self, symbol: Symbol) -> ItemAt:
        found = self._made.get(symbol)
        if found is None:
            path, index = self._folded.places[symbol]
            if path not in self._read:
                self._read.add(path)
                if len(self._read) == _ONE_BY_ONE:
                    self._graph.load_declared()
            parent = self._folded.parents.get(symbol, Symbol(""))
            found = self._graph.item_at(path, index, parent, self._folded.declared.get(symbol))
            self._made[symbol] = found
        return found

    def __iter__(self) -> Iterator[Symbol]:
        places = self._folded.places
        for path, file in self._digests.items():
            for index, one in enumerate(file.defs):
                if places[one.symbol] == (path, index):
                    yield one.symbol

    def __len__(self) -> int:
        return len(self._folded.places)

    def __contains__(self, symbol: object) -> bool:
        return symbol in self._folded.places
