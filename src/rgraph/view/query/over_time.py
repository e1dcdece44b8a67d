"""The rows of `life` and `edge_life`: what each commit brought and took away."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from rgraph.model.contents import ContentSource
from rgraph.model.facts import BlobFacts
from rgraph.model.graph import FileState, LinkedFile, unpack_linked
from rgraph.model.ids import BlobHash

from ..commits_before import Step
from ..item_versions import Version, changes
from ..limits import KEPT_VERSIONS
from .mentions import Mention
from .tables import Row

ADDED, REMOVED = "added", "removed"
_BATCH = 64
"""Commits whose contents are read at once."""


EdgeKey = tuple[str, str, str]
K = TypeVar("K")
T = TypeVar("T")


def over_time(contents: ContentSource, steps: Iterable[Step], mention: Mention) -> list[Row]:
    """The rows of a rule over time that a script can use, in the order of the commits.

    A merge brings only what none of its parents has, and takes away only what all of them have.
    """
    make = _life if mention.name == "life" else _edge_life
    names = mention.constants(0)
    reader = _Reader(contents, None if names is None else [str(name) for name in names])
    found: list[Row] = []
    for batch in _batches(step for step in steps if step.rooted):
        reader.load(batch, with_facts=mention.name == "life")
        for step in batch:
            found += [row for row in make(reader, step) if mention.wants(row)]
    return found


def _batches(steps: Iterator[Step]) -> Iterator[list[Step]]:
    while batch := list(islice(steps, _BATCH)):
        yield batch


class _Reader:
    """Edge sets and facts, read in batches. With `names`, edge sets that hold none of them count as empty."""

    def __init__(self, contents: ContentSource, names: Collection[str] | None) -> None:
        self._contents = contents
        self._needles = None if names is None else [name.encode() for name in names]
        self._links: OrderedDict[str, LinkedFile | None] = OrderedDict()
        self._facts: OrderedDict[BlobHash, BlobFacts] = OrderedDict()

    def load(self, steps: list[Step], with_facts: bool) -> None:
        """Reads what these steps need and is not kept, and forgets what was used longest ago."""
        states = [state for step in steps for state in _states(step) if state.edges]
        wanted = {state.edges for state in states}
        for edges, data in self._contents.packed_links(wanted - self._links.keys()):
            found = self._needles is None or any(needle in data for needle in self._needles)
            self._links[edges] = unpack_linked(data) if found else None
        _keep(self._links, wanted)
        if with_facts:
            blobs = {state.blob for state in states if self._links.get(state.edges) is not None}
            self._facts.update(self._contents.facts(blobs - self._facts.keys()))
            _keep(self._facts, blobs)

    def linked(self, state: FileState | None) -> LinkedFile | None:
        return self._links.get(state.edges) if state is not None and state.edges else None

    def items(self, states: Iterable[FileState | None]) -> dict[str, Version]:
        """The items of some files by symbol."""
        found: dict[str, Version] = {}
        for state in states:
            linked = self.linked(state)
            if linked is None or state is None:
                continue
            items = linked.items(self._facts[state.blob].items)
            for definition in linked.defs:
                item = items[definition.ord] if definition.ord >= 0 else None
                found.setdefault(definition.symbol, Version(state.path, state.blob, item, item is None))
        return found

    def edges(self, states: Iterable[FileState | None]) -> set[EdgeKey]:
        """The edges of some files, without tier, count and line."""
        linked = (self.linked(state) for state in states)
        return {(edge.src, str(edge.kind), edge.dst) for one in linked if one is not None for edge in one.edges}


def _keep(kept: OrderedDict[K, T], used: set[K]) -> None:
    """Forgets what was used longest ago, but nothing of what is in use."""
    for name in used:
        if name in kept:
            kept.move_to_end(name)
    while len(kept) > max(KEPT_VERSIONS, len(used)):
        kept.popitem(last=False)


def _states(step: Step) -> Iterator[FileState]:
    for pair in step.changed.values():
        yield from (state for state in pair if state is not None)
    for other in step.others:
        yield from (state for state in other.values() if state is not None)


def _life(reader: _Reader, step: Step) -> Iterator[Row]:
    before = reader.items(old for old, _ in step.changed.values())
    after = reader.items(new for _, new in step.changed.values())
    others = [reader.items(other.values()) for other in step.others]
    for symbol in sorted(before.keys() | after.keys()):
        for change in _changes(before.get(symbol), after.get(symbol), [other.get(symbol) for other in others]):
            yield [symbol, step.oid, change]


def _changes(before: Version | None, after: Version | None, others: list[Version | None]) -> list[str]:
    """What a commit did to an item; nothing where one of a merge's other parents has it just so."""
    if any(_same(other, after) for other in others):
        return []
    if before is None or after is None:
        return [ADDED] if before is None else [REMOVED]
    return changes(before, after)


def _same(one: Version | None, other: Version | None) -> bool:
    if one is None or other is None:
        return one is other
    return not changes(one, other)


def _edge_life(reader: _Reader, step: Step) -> Iterator[Row]:
    before = reader.edges(old for old, _ in step.changed.values())
    after = reader.edges(new for _, new in step.changed.values())
    brought, gone = after - before, before - after
    for other in step.others:
        there = reader.edges(other.values())
        brought -= there
        gone &= there
    for change, edges in ((ADDED, brought), (REMOVED, gone)):
        for src, kind, dst in sorted(edges):
            yield [src, kind, dst, step.oid, change]
