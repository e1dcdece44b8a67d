"""What is kept of each linked file for questions about whole trees: who defines what, and which module uses which.

To judge one changed file a rule asks about every other: in which module an item stands, what is test code, what depends
on what. All edges and facts of a tree were read for that. A digest has the answers for one file, and holds as long as
content and edges of the file are the same, and nothing that it names stands in another module.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import BlobHash, RepoPath, Symbol
from rgraph.model.syntax import Node

from .testcode import is_for_tests

if TYPE_CHECKING:
    from rgraph.model.facts import Item
    from rgraph.model.graph import Edge, LinkedFile

    from .graph import CommitGraph

_KIND = {kind: number << 3 for number, kind in enumerate(EdgeKind)}
_TIER = {tier: number for number, tier in enumerate(Tier)}
_PARTS = frozenset({ItemKind.VARIANT, ItemKind.FIELD})
_ENTRY = 4
"""Numbers in `FileDigest.links` for each entry."""

UNSAFE = "unsafe"
_UNSAFE = re.compile(rb"\bunsafe\b")

_ONE_BY_ONE = 24
"""Files up to which edge sets are read one by one."""

MACROS = frozenset({"macro", "include"})
"""Shapes of what hides all that a macro call would bring in, whatever the reason it was not resolved for."""


class DigestDef(Node, frozen=True):
    """A definition of a file, as `Def`: `parent` is what contains it, as far as this file says.

    `is_file`: the module of the file itself. `for_tests`: built for tests by its own attributes. `is_unsafe`: declared
    so. `module` and `in_tests` are what its tree makes of it, other files included.
    """

    symbol: Symbol
    crate: str
    parent: Symbol
    kind: ItemKind
    is_file: bool
    for_tests: bool
    is_unsafe: bool
    module: Symbol = Symbol("")
    in_tests: bool = False


class FileDigest(Node, frozen=True):
    """What is known of a file with these contents and edges.

    `links` has four numbers for each entry: the modules of source and target as places in `names`, `code_of` its edges,
    and how many there are; entries stand in the order of their first edges. A name from outside is its own module.
    `hidden` are the macro calls that were not expanded, by owner. `says_unsafe`: the word stands in its text, or an
    item is unsafe that a macro call makes there; None where the text was not read for it. `is_foreign`: it has foreign
    blocks.
    """

    blob: BlobHash
    edges: str
    defs: list[DigestDef]
    names: list[Symbol] = []
    links: list[int] = []
    hidden: list[tuple[Symbol, int]] = []
    is_script: bool = False
    says_unsafe: bool | None = None
    is_foreign: bool = False

    def between(self, wanted: Container[int]) -> Iterator[tuple[Symbol, Symbol, int, int]]:
        """The entries with one of these codes whose source and target differ."""
        names, links = self.names, self.links
        sources, targets = links[::_ENTRY], links[1::_ENTRY]
        for source, target, code, count in zip(sources, targets, links[2::_ENTRY], links[3::_ENTRY], strict=True):
            if code in wanted and source != target:
                yield names[source], names[target], code, count

    def sources(self) -> Iterator[Symbol]:
        """The modules that use anything here: that of an included file stands in another one."""
        return (self.names[self.links[at]] for at in range(0, len(self.links), _ENTRY))


def code_of(tier: Tier, kind: EdgeKind, in_tests: bool) -> int:
    """What references are told apart by, beside their modules, as one number."""
    return _KIND.setdefault(kind, len(_KIND) << 3) | _TIER[tier] << 1 | in_tests


def codes(tiers: Iterable[Tier], tests: bool, kinds: Iterable[EdgeKind]) -> dict[int, Tier]:
    """The numbers that mean references of these tiers and `kinds` (none: all), of tests too if `tests`."""
    chosen = list(kinds) or [*_KIND]
    return {
        code_of(tier, kind, in_tests): tier
        for tier in tiers
        for kind in chosen
        for in_tests in ((False, True) if tests else (False,))
    }


def says_unsafe(text: bytes) -> bool:
    """Whether the word stands in a source."""
    return _UNSAFE.search(text) is not None


def digest_of(file: FileDigest, linked: LinkedFile, items: list[Item]) -> FileDigest:
    """What a file says by itself; `Folded` adds what follows from the tree."""
    parents = {edge.dst: edge.src for edge in linked.edges if edge.kind is EdgeKind.CONTAINS}
    defs = []
    for one in linked.defs:
        is_file = one.ord < 0
        item = None if is_file else items[one.ord]
        kind = item.kind if item is not None else ItemKind.MODULE
        is_unsafe = item is not None and UNSAFE in item.quals
        parent = parents.get(one.symbol, Symbol(""))
        defs.append(DigestDef(one.symbol, one.crate, parent, kind, is_file, is_for_tests(item), is_unsafe))
    hidden = [(one.owner, one.count) for one in linked.unresolved if one.shape in MACROS]
    return replace(
        file,
        defs=defs,
        hidden=hidden,
        is_script=linked.is_script,
        says_unsafe=True if any(one.is_unsafe for one in defs) else None,
        is_foreign=any(item.kind is ItemKind.EXTERN_BLOCK for item in items),
    )


class Folded:
    """The definitions of the files of a tree, put together: modules, test code, what contains what."""

    def __init__(self, files: Mapping[RepoPath, FileDigest], test_crates: Container[str]) -> None:
        self.places: dict[Symbol, tuple[RepoPath, int]] = {}
        """The path of each symbol and its index among the definitions there; of a module with a file, that file."""
        self.parents: dict[Symbol, Symbol] = {}
        """What contains each; nothing for the root of a crate."""
        self.declared: dict[Symbol, tuple[RepoPath, int]] = {}
        """The place of the `mod NAME;` of each module that has a file of its own."""
        self.modules: dict[Symbol, Symbol] = {}
        """The module that each stands in; its own of a module."""
        self.tests: dict[Symbol, bool] = {}
        """Whether each is test code."""
        self._defs: dict[Symbol, DigestDef] = {}
        again: list[tuple[RepoPath, int, DigestDef]] = []
        for path, file in files.items():
            self._take_in(path, file, again)
        for path, index, one in sorted(again, key=lambda each: each[:2]):
            if not one.is_file and self.places[one.symbol] != (path, index):
                self.declared.setdefault(one.symbol, (path, index))
        marked = {symbol for symbol, (path, at) in self.declared.items() if files[path].defs[at].for_tests}
        for symbol in self._defs:
            self._place(symbol, marked, test_crates)

    def _take_in(self, path: RepoPath, file: FileDigest, again: list[tuple[RepoPath, int, DigestDef]]) -> None:
        places, defs, parents = self.places, self._defs, self.parents
        for index, one in enumerate(file.defs):
            symbol = one.symbol
            if symbol in places:
                again += ((path, index, one), (*places[symbol], defs[symbol]))
            if one.is_file or symbol not in places:
                places[symbol], defs[symbol] = (path, index), one
            if one.parent:
                parents.setdefault(symbol, one.parent)

    def _place(self, symbol: Symbol, marked: Container[Symbol], test_crates: Container[str]) -> None:
        """Fold an item, and what is around it, as far as that was not done."""
        defs, parents, modules, tests = self._defs, self.parents, self.modules, self.tests
        trail: list[Symbol] = []
        at = symbol
        while at in defs and at not in tests:
            trail.append(at)
            at = parents.get(at, Symbol(""))
        # an item that stands in no module counts as its own, which holds nothing else
        module = modules[at] if at in defs and defs[modules[at]].kind is ItemKind.MODULE else Symbol("")
        verdict = tests.get(at, False)
        for each in reversed(trail):
            one = defs[each]
            module = each if one.kind is ItemKind.MODULE else module
            verdict = verdict or one.crate in test_crates or (each in marked if one.is_file else one.for_tests)
            modules[each], tests[each] = module or each, verdict

    def is_module(self, symbol: Symbol) -> bool:
        """Whether a symbol of the tree is a module."""
        return self._defs[symbol].kind is ItemKind.MODULE

    def kind(self, symbol: Symbol) -> ItemKind:
        """What an item of the tree is."""
        return self._defs[symbol].kind

    def crate(self, symbol: Symbol) -> str:
        """The id of the crate that an item of the tree is of."""
        return self._defs[symbol].crate

    def is_unsafe(self, symbol: Symbol) -> bool:
        """Whether an item of the tree is declared `unsafe`."""
        return self._defs[symbol].is_unsafe

    def around(self, symbol: Symbol) -> Iterator[Symbol]:
        """An item and what contains it, inside first; nothing for a name from outside."""
        at = symbol
        while at in self._defs:
            yield at
            at = self.parents.get(at, Symbol(""))

    def whole(self, symbol: Symbol) -> Symbol:
        """The type that a variant or a field is of; of anything else, the item itself."""
        return next(each for each in self.around(symbol) if self._defs[each].kind not in _PARTS)

    def seen(self, file: FileDigest, edges: Iterable[Edge]) -> FileDigest:
        """A file with what the tree makes of its definitions and edges."""
        modules, tests = self.modules, self.tests
        found: dict[tuple[Symbol, Symbol, int], int] = {}
        for edge in edges:
            if edge.kind.is_dependence:
                code = code_of(edge.tier, edge.kind, tests.get(edge.src, False))
                key = (modules.get(edge.src, edge.src), modules.get(edge.dst, edge.dst), code)
                found[key] = found.get(key, 0) + 1
        numbers: dict[Symbol, int] = {}
        links: list[int] = []
        for (source, target, code), count in found.items():
            links += (numbers.setdefault(source, len(numbers)), numbers.setdefault(target, len(numbers)), code, count)
        defs = [replace(one, module=modules[one.symbol], in_tests=tests[one.symbol]) for one in file.defs]
        return replace(file, defs=defs, names=list(numbers), links=links)

    def moved(self, file: FileDigest) -> Iterator[DigestDef]:
        """Of the definitions of a digest that was made in another tree, those that are folded otherwise here."""
        modules, tests = self.modules, self.tests
        for one in file.defs:
            symbol = one.symbol
            if modules.get(symbol, symbol) != one.module or tests.get(symbol, False) != one.in_tests:
                yield one


def digests(
    graph: CommitGraph, kept: Mapping[RepoPath, FileDigest], test_crates: Container[str]
) -> tuple[Folded, dict[RepoPath, FileDigest]]:
    """The digests of all linked files of a tree; `kept` are those of another tree, of which most still hold."""
    files: dict[RepoPath, FileDigest] = {}
    new: list[RepoPath] = []
    for path, state in graph.files.items():
        if not state.edges:
            continue
        edges = graph.set_hashes.get(state.edges, state.edges)
        old = kept.get(path)
        if old is None or (old.blob, old.edges) != (state.blob, edges):
            new.append(path)
            old = None
        files[path] = old or FileDigest(state.blob, edges, [])
    if len(new) > _ONE_BY_ONE:
        graph.load_links(new)
        graph.load_facts()
    for path in new:
        linked = graph.linked(path)
        assert linked is not None
        files[path] = digest_of(files[path], linked, graph.declared(path))
    folded = Folded(files, test_crates)
    for path in [*new, *_touched(graph, folded, files, kept, set(new))]:
        linked = graph.linked(path)
        assert linked is not None
        files[path] = folded.seen(files[path], linked.edges)
    return folded, files


def _touched(
    graph: CommitGraph,
    folded: Folded,
    files: Mapping[RepoPath, FileDigest],
    kept: Mapping[RepoPath, FileDigest],
    new: Container[RepoPath],
) -> list[RepoPath]:
    """The files with a kept digest that name something which is folded otherwise in this tree."""
    moved: set[Symbol] = set()
    names: set[Symbol] = set()
    found = []
    for path, file in kept.items():
        own = list(folded.moved(file))
        moved.update(one.symbol for one in own)
        names.update(one.module for one in own)
        if own and path in files and path not in new:
            found.append(path)
    for path in (each for each in files if each in new):
        # what is new here may have been a name from outside there, which was its own module
        there = {one.symbol for one in kept[path].defs} if path in kept else ()
        defs = (one.symbol for one in files[path].defs if one.symbol not in there)
        came = [symbol for symbol in defs if folded.modules[symbol] != symbol]
        moved.update(came)
        names.update(came)
    known = {*found}
    may = [path for path in files if path not in new and path not in known and not names.isdisjoint(files[path].names)]
    return found + graph.naming(may, moved)
