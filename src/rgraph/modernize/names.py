"""What the names at a place mean, as the graph's edges say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.graph import CommitGraph

_LAST = re.compile(r"(?:.*::)?(?:r#)?([^:<>]+)\Z", re.DOTALL)
_HEAD = re.compile(r"^(?:::)?(?:(?:crate|self|super)::)*|<.*\Z", re.DOTALL)
_STD = re.compile(r"^(?:core|alloc)(?=::|\Z)")
_TEST_FOLDER = re.compile(r"(?:^|/)(?:tests|benches|examples)/")


@dataclass(slots=True)
class Owner:
    """The item around a place: its ord in the file (-1: the file's module), its symbols, and what these refer to."""

    ord: int
    symbols: tuple[Symbol, ...]
    refers: dict[str, set[str]] = field(default_factory=dict)
    """By the last segment of a name, `try!` for a macro's: all that it means within the item."""
    implements: set[str] = field(default_factory=set)
    """The traits that the impl around is of."""

    def meant(self, word: str, capture: str) -> set[str]:
        """What a word means within the item; `trait` is what its impl is of."""
        name = last_segment(word)
        if capture == "trait" and self.implements:
            return {target for target in self.implements if last_segment(target) == name}
        targets = self.refers.get(name, set())
        path = _HEAD.sub("", word)
        return {target for target in targets if target.endswith(f"::{path}")} or targets


class File:
    """One file of a tree: which item stands around a byte, and what the items refer to."""

    def __init__(self, graph: CommitGraph, path: RepoPath) -> None:
        self._items = graph.declared(path)
        self._written = graph.facts(path).items
        self._linked = graph.linked(path)
        self._owners: dict[int, Owner] = {}

    @property
    def is_linked(self) -> bool:
        """Whether the file is in a module tree."""
        return self._linked is not None

    def owner_at(self, byte: int) -> Owner:
        """The innermost item around a byte; what its parts and what contains it refer to counts, out to a module."""
        return self.owner(self.ord_at(byte))

    def ord_at(self, byte: int) -> int:
        """The innermost item around a byte, -1 for none."""
        at = bisect_right(self._starts, byte) - 1
        ord_ = self._order[at] if at >= 0 else -1
        while ord_ >= 0 and byte >= self._written[ord_].end:
            ord_ = self._written[ord_].parent
        return ord_

    def owner(self, ord_: int) -> Owner:
        """What is known of one item."""
        found = self._owners.get(ord_)
        if found is None:
            found = self._owners[ord_] = Owner(ord_, tuple(self._symbols.get(ord_, ())))
            for each in self._chain(ord_):
                for symbol in self._symbols.get(each, ()):
                    found.implements |= self._impls.get(symbol, set())
                    for name, targets in self._out.get(symbol, {}).items():
                        found.refers.setdefault(name, set()).update(targets)
        return found

    def item(self, ord_: int) -> Item | None:
        """The declaration of an item of this file."""
        return self._written[ord_] if 0 <= ord_ < len(self._written) else None

    def around(self, ord_: int) -> list[Item]:
        """An item and what contains it in this file, inside first."""
        found = []
        while ord_ >= 0:
            found.append(self._written[ord_])
            ord_ = self._written[ord_].parent
        return found

    def declared(self, name: str, kinds: Collection[ItemKind]) -> list[tuple[int, Item]]:
        """The items of this file with a name, of some kinds."""
        return [(at, item) for at, item in enumerate(self._written) if item.name == name and item.kind in kinds]

    def inside(self, ord_: int) -> list[Item]:
        """What an item contains directly."""
        return [item for item in self._written if item.parent == ord_]

    def _chain(self, ord_: int) -> list[int]:
        chain = []
        while ord_ >= 0 and self._written[ord_].kind is not ItemKind.MODULE:
            chain.append(ord_)
            ord_ = self._written[ord_].parent
        return chain or [ord_]

    @cached_property
    def _order(self) -> list[int]:
        return sorted(range(len(self._written)), key=lambda ord_: (self._written[ord_].start, ord_))

    @cached_property
    def _starts(self) -> list[int]:
        return [self._written[ord_].start for ord_ in self._order]

    @cached_property
    def _symbols(self) -> dict[int, list[Symbol]]:
        found: dict[int, list[Symbol]] = {}
        for definition in self._linked.defs if self._linked else ():
            found.setdefault(definition.ord, []).append(definition.symbol)
        return found

    @cached_property
    def _out(self) -> dict[Symbol, dict[str, set[str]]]:
        found: dict[Symbol, dict[str, set[str]]] = {}
        for edge in self._linked.edges if self._linked else ():
            if edge.kind not in {EdgeKind.CONTAINS, EdgeKind.DEPENDS_ON}:
                found.setdefault(edge.src, {}).setdefault(last_segment(edge.dst), set()).add(std_name(edge.dst))
        return found

    @cached_property
    def _impls(self) -> dict[Symbol, set[str]]:
        found: dict[Symbol, set[str]] = {}
        for edge in self._linked.edges if self._linked else ():
            if edge.kind is EdgeKind.IMPLEMENTS:
                found.setdefault(edge.src, set()).add(std_name(edge.dst))
        return found


def last_segment(path: str) -> str:
    """The name at the end of a path: `uninitialized` of `std::mem::uninitialized`, `try!` of `std::try!`."""
    found = _LAST.match(path)
    return found[1].strip() if found else path


def std_name(path: str) -> str:
    """A path as std has it, whichever of its parts is written."""
    return _STD.sub("std", path)


def in_test_folder(path: str) -> bool:
    """Whether a file lies where Cargo looks for tests, benchmarks and examples."""
    return _TEST_FOLDER.search(path) is not None
