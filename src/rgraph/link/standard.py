"""The standard library beside every tree: tables of its stubs, and indexes of what they declare."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rgraph.model.cargo import Crate, TargetKind
from rgraph.model.ids import RepoPath

from .indexes import Indexes
from .std import stub_facts
from .table import FileTable
from .tree import Tree

STD = Crate(
    id="std",
    name="std",
    kind=TargetKind.LIB,
    root=RepoPath("std/lib.rs"),
    package="std",
    manifest=RepoPath(""),
    edition="2024",
)
"""The stub of the standard library, as a crate."""

STD_NAMES = frozenset({"std", "core", "alloc"})


class Std:
    """What a world has of std and never changes, so that all worlds of a process share it.

    The places are no part of it: a world keeps what it has found out about the definitions in them.
    """

    def __init__(self, tables: Mapping[RepoPath, FileTable]) -> None:
        self._tables = tables
        self.indexes = Indexes()
        for place in self.tree().places.values():
            self.indexes.add(place, place.table)

    def tree(self) -> Tree:
        """New places of all its files."""
        tree = Tree(self._tables.get, {}, external=True)
        tree.add_crate(STD)
        return tree


@cache
def std_stubs() -> Std:
    """The stubs that come with rgraph."""
    return Std({path: FileTable(facts) for path, facts in stub_facts().items()})
