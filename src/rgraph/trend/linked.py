"""Measures of edge sets: which sets the files of a trend's commits have, and what is counted in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rgraph.model.contents import ContentSource
from rgraph.model.graph import FileState, LinkedFile, unpack_linked
from rgraph.model.ids import EMPTY_BLOB, Oid, RepoPath
from rgraph.store.chains import NO_CHAIN, Versions
from rgraph.store.stored_records import StoredCommit

from .measure import Argument, OfLinks

Sets = dict[RepoPath, str]
"""The edge set of each linked file of a tree, by its id."""


class SetsOf:
    """The edge sets of commits that come one after the other: only what a chain changed between two is read."""

    def __init__(self, versions: Versions, commits: Mapping[Oid, StoredCommit]) -> None:
        self._versions, self._commits = versions, commits
        self._changes: dict[int, dict[int, list[FileState]]] = {}
        self._chain, self._pos = NO_CHAIN, 0
        self._sets: Sets = {}

    def at(self, oid: Oid) -> Sets:
        """The sets of a commit; the answer is of no use once the next one is asked for."""
        commit = self._commits[oid]
        way = self._way(commit.chain, commit.pos)
        if way is None:
            self._sets = {state.path: state.edges for state in self._versions.files_of(commit.chain, commit.pos)}
        else:
            for chain, first, last in way:
                self._go(chain, first, last)
        self._chain, self._pos = commit.chain, commit.pos
        return self._sets

    def _way(self, chain: int, pos: int) -> list[tuple[int, int, int]] | None:
        """The stretches of chains from where we are to a place; None where none leads there."""
        way: list[tuple[int, int, int]] = []
        while chain != self._chain:
            way.append((chain, 0, pos))
            chain, pos, _ = self._versions.base(chain)
            if chain == NO_CHAIN:
                return None
        return [(chain, self._pos + 1, pos), *way[::-1]] if pos >= self._pos else None

    def _go(self, chain: int, first: int, last: int) -> None:
        changes = self._changes_of(chain)
        for pos in range(first, last + 1):
            for state in changes.get(pos, ()):
                if state.blob == EMPTY_BLOB:
                    self._sets.pop(state.path, None)
                else:
                    self._sets[state.path] = state.edges

    def _changes_of(self, chain: int) -> dict[int, list[FileState]]:
        found = self._changes.get(chain)
        if found is None:
            found = self._changes[chain] = {}
            for pos, state in self._versions.chain_changes(chain):
                found.setdefault(pos, []).append(state)
        return found


@dataclass(frozen=True, slots=True)
class Held:
    """What is counted in an edge set by the ords of the owners, and which of the asked symbols it defines."""

    numbers: tuple[tuple[int, int], ...] = ()
    defines: frozenset[str] = frozenset()

    def split(self, test_ords: Iterable[int]) -> tuple[int, int]:
        """The number in code, and that in test code."""
        tests = frozenset(test_ords)
        inside = sum(number for ord_, number in self.numbers if ord_ in tests)
        return sum(number for _, number in self.numbers) - inside, inside


NOTHING = Held()


def held(source: ContentSource, sets: Iterable[str], measure: OfLinks, asked: Argument) -> dict[str, Held]:
    """What is counted in each edge set. Those whose bytes hold none of the symbols that are asked for are not read."""
    needles = [symbol.encode("utf-8", "surrogateescape") for symbol in asked.symbols]
    return {
        name: _held(unpack_linked(data), measure, asked)
        for name, data in source.packed_links(set(sets))
        if not needles or any(needle in data for needle in needles)
    }


def _held(linked: LinkedFile, measure: OfLinks, asked: Argument) -> Held:
    ords = {definition.symbol: definition.ord for definition in linked.defs}
    numbers: dict[int, int] = {}
    for owner, number in measure.count(linked, asked):
        ord_ = ords.get(owner, -1)
        numbers[ord_] = numbers.get(ord_, 0) + number
    return Held(tuple(numbers.items()), frozenset(ords.keys() & set(asked.symbols)))


def distinct(source: Iterator[Sets]) -> set[str]:
    """Every edge set of some trees."""
    return {name for sets in source for name in sets.values() if name}
