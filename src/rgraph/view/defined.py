"""Where the symbols of one tree are defined, and what contains them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from rgraph.model.graph import Declared, EdgeKind, FileState, LinkedFile
from rgraph.model.ids import RepoPath, Symbol

from .links import Links


class Defined:
    """The places of symbols, each table made when it is first asked for.

    A module with a file of its own has two places: the file, and the `mod NAME;` that names it.
    """

    def __init__(self, files: Mapping[RepoPath, FileState], linked: Links) -> None:
        # The tables of the graph, not the graph: it holds this in turn, and would not be freed when it is dropped.
        self._files = files
        self._linked = linked
        self._parents: dict[RepoPath, dict[Symbol, Symbol]] = {}

    def _each(self) -> Iterator[tuple[RepoPath, Declared | LinkedFile]]:
        """The files that are linked, in order."""
        linked = ((path, state.edges) for path, state in self._files.items() if state.edges in self._linked)
        return ((path, self._linked.declared(edges)) for path, edges in linked)

    @cached_property
    def places(self) -> dict[Symbol, tuple[RepoPath, int]]:
        """The path of each symbol and its index among the definitions there; of a module with a file, that file."""
        places: dict[Symbol, tuple[RepoPath, int]] = {}
        for path, linked in self._each():
            for index, definition in enumerate(linked.defs):
                if definition.ord < 0:
                    places[definition.symbol] = (path, index)
                else:
                    places.setdefault(definition.symbol, (path, index))
        return places

    @cached_property
    def mod_places(self) -> dict[Symbol, tuple[RepoPath, int]]:
        """Path and ord of the `mod NAME;` of each module that has a file of its own."""
        places: dict[Symbol, tuple[RepoPath, int]] = {}
        for path, linked in self._each():
            for index, definition in enumerate(linked.defs):
                if definition.ord >= 0 and self.places[definition.symbol] != (path, index):
                    places.setdefault(definition.symbol, (path, definition.ord))
        return places

    @cached_property
    def paths(self) -> dict[Symbol, list[RepoPath]]:
        """The files that define each symbol: more than one for a module with a file of its own."""
        paths: dict[Symbol, list[RepoPath]] = {}
        for path, linked in self._each():
            for symbol in {definition.symbol for definition in linked.defs}:
                paths.setdefault(symbol, []).append(path)
        return paths

    def parent(self, symbol: Symbol) -> Symbol:
        """What contains an item, as a file that defines it says; "" for the root of a crate."""
        paths = self.paths[symbol]
        if len(paths) == 1:  # as nearly all are, and it is asked of every item
            return self._parents_in(paths[0]).get(symbol) or Symbol("")
        return next(filter(None, (self._parents_in(path).get(symbol) for path in paths)), Symbol(""))

    def _parents_in(self, path: RepoPath) -> dict[Symbol, Symbol]:
        found = self._parents.get(path)
        if found is None:
            edges, contains = self._linked[self._files[path].edges].edges, EdgeKind.CONTAINS
            found = self._parents[path] = {edge.dst: edge.src for edge in edges if edge.kind is contains}
        return found
