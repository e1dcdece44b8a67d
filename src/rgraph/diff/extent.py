"""Which files of two trees have to be matched item by item: all items of the others are the same on both sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

from .matching.fragments import LEAST_COPIED

if TYPE_CHECKING:
    from rgraph.model.facts import Item
    from rgraph.model.ids import RepoPath, Symbol
    from rgraph.view.graph import CommitGraph, ItemAt


@dataclass(frozen=True)
class Extent:
    """How far the difference of two trees goes, told from contents and edge sets alone."""

    old: CommitGraph
    new: CommitGraph

    @cached_property
    def contents(self) -> list[RepoPath]:
        """The files that came, went, or have another content."""
        return self._differing("blob")

    @cached_property
    def linked(self) -> list[RepoPath]:
        """The Rust files that differ in their content or in what it was linked to."""
        return [path for path in sorted({*self.contents, *self._differing("edges")}) if path.endswith(".rs")]

    @cached_property
    def files(self) -> tuple[frozenset[RepoPath], frozenset[RepoPath]]:
        """The files to match, of each side: those of `linked`, and those that share an item with them.

        A file that is not among them has the same content and the same edge set on both sides, so it declares the same
        items under the same symbols: nothing in it came, went or changed. With the files that differ go those that
        declare their modules and all around them (a `cfg` may stand there), those of the modules that they declare, and
        those where what came may be copied from.
        """
        copied = self._copied()
        old, new = (frozenset(_with_modules(graph, self.linked)) | copied for graph in (self.old, self.new))
        both = old | new
        return frozenset(both & self.old.files.keys()), frozenset(both & self.new.files.keys())

    def _differing(self, what: str) -> list[RepoPath]:
        old, new = self.old.files, self.new.files
        paths = sorted(old.keys() | new.keys())
        return [path for path in paths if getattr(old.get(path), what, "") != getattr(new.get(path), what, "")]

    def _copied(self) -> frozenset[RepoPath]:
        """The files with functions that have the name or the body of one that came: it may be their copy."""
        before = set(_symbols(self.old, self.linked))
        come = [at for at in _items(self.new, self.linked) if at.symbol not in before and _may_be_copy(at)]
        if not come:
            return frozenset()
        self.new.load_facts()
        names, bodies = {at.name for at in come}, {at.item.body_hash for at in come if at.item is not None}
        rust = (path for path in self.new.files if path.endswith(".rs"))
        return frozenset(path for path in rust if _has_one(self.new.declared(path), names, bodies))


def _items(graph: CommitGraph, paths: Iterable[RepoPath]) -> Iterator[ItemAt]:
    return (at for path in paths if path in graph.files for at in graph.items_of(path))


def _may_be_copy(at: ItemAt) -> bool:
    return at.kind is ItemKind.FUNCTION and at.item is not None and at.item.end - at.item.start >= LEAST_COPIED


def _has_one(items: Iterable[Item], names: Collection[str], bodies: Collection[str]) -> bool:
    functions = (item for item in items if item.kind is ItemKind.FUNCTION)
    return any(item.name in names or item.body_hash in bodies for item in functions)


def _symbols(graph: CommitGraph, paths: Iterable[RepoPath]) -> Iterator[Symbol]:
    for path in paths:
        found = graph.declares(path) if path in graph.files else None
        yield from (definition.symbol for definition in (found.defs if found is not None else ()))


def _with_modules(graph: CommitGraph, paths: Iterable[RepoPath]) -> Iterator[RepoPath]:
    """These files, those that define one of their symbols too, and those of the modules around."""
    seen: set[str] = set()
    for path in paths:
        for symbol in _symbols(graph, [path]):
            yield from graph.defining(symbol)
            around = graph.parent(symbol)
            while around and around not in seen:
                seen.add(around)
                yield from graph.defining(around)
                around = graph.parent(around)
