"""Who feels a change: callers, the tests that reach it, and the public items it flows into."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, Tier
from rgraph.view.places import is_test_function

from .arrows import Arrow, Arrows
from .limits import MAX_CALLERS, MAX_FOLLOWED, MAX_PUBLIC, MAX_TESTS, MAX_VISITED
from .lines import Place
from .neighbourhood import Affected, Caller, ReachingTest
from .report import ChangeKind, ItemChange
from .snapshot import Snapshot

_SHAPE = frozenset({ChangeKind.SIGNATURE, ChangeKind.RENAMED, ChangeKind.REMOVED, ChangeKind.MOVED})
_TIERS = tuple(Tier)


@dataclass(frozen=True, slots=True)
class _Reached:
    """Who was found at which depth, by which reference; the least sure reference on the way there counts."""

    depth: int
    unsure: int
    symbol: str
    path: str
    edge: Edge


class Reach:
    """Answers who reaches an item of one snapshot; `public` are the symbols of importable items."""

    def __init__(self, snapshot: Snapshot, edited: Collection[str], public: Collection[str]) -> None:
        self._snapshot, self._edited, self._public = snapshot, edited, public
        self._references = Arrows(snapshot)
        self._told: dict[str, ReachingTest] = {}
        self._followed = 0

    @property
    def followed(self) -> int:
        """How many references were followed so far, over all items."""
        return self._followed

    def affected(self, symbol: str, shape_changed: bool) -> Affected:
        """Everyone who reaches `symbol` or what it holds, nearest first; breadth first, a bounded number of steps.

        Who refers to it directly is always looked for, however much was followed before.
        """
        found, cut = self._found(self._with_contents(symbol))
        tests = [one.symbol for one in found if self._is_test(one.symbol)]
        public = [one.symbol for one in found if one.symbol in self._public]
        near = takewhile(lambda one: one.depth == 1, found if shape_changed else ())
        stale = [one.symbol for one in near if one.symbol not in self._edited]
        return Affected(
            callers=tuple(self._caller(one) for one in found[:MAX_CALLERS]),
            tests=tuple(self._test(symbol) for symbol in tests[:MAX_TESTS]),
            public=tuple(public[:MAX_PUBLIC]),
            stale=tuple(stale[:MAX_CALLERS]),
            more_callers=max(0, len(found) - MAX_CALLERS),
            cut=cut,
        )

    def _found(self, seeds: set[str]) -> tuple[list[_Reached], bool]:
        """Who reaches the seeds, and whether some further away were not looked for."""
        found: dict[str, _Reached] = {}
        layer = [(seed, 0) for seed in sorted(seeds)]
        depth = 0
        while layer and len(found) < MAX_VISITED and (not depth or self._followed < MAX_FOLLOWED):
            depth += 1
            reached: list[tuple[str, int]] = []
            self._references.expect(symbol for symbol, _ in layer)
            for symbol, before in layer:
                arrows = self._arrows(symbol, seeds)
                self._followed += len(arrows)
                for unsure, source, path, edge in arrows:
                    if source not in found and source not in seeds:
                        weakest = max(before, unsure)
                        found[source] = _Reached(depth, weakest, source, path, edge)
                        reached.append((source, weakest))
            layer = sorted(reached)
        self._references.expect(symbol for symbol, _ in layer)
        cut = any(self._references.of(symbol) for symbol, _ in layer)
        return sorted(found.values(), key=lambda one: (one.depth, one.unsure, one.symbol)), cut

    def _arrows(self, symbol: str, seeds: set[str]) -> Sequence[Arrow]:
        """Who refers to a symbol. What a macro's template names reaches the macro alone: callers have their own."""
        arrows = self._references.of(symbol)
        node = self._snapshot.node(symbol)
        if symbol in seeds or node is None or node.kind is not ItemKind.MACRO:
            return arrows
        return [arrow for arrow in arrows if arrow[3].tier is Tier.CANDIDATE]

    def _caller(self, one: _Reached) -> Caller:
        line = self._snapshot.graph.edge_line(one.path, one.edge)
        changed, public = one.symbol in self._edited, one.symbol in self._public
        return Caller(one.symbol, one.depth, Place(one.path, line, line), _TIERS[one.unsure].value, changed, public)

    def _is_test(self, symbol: str) -> bool:
        node = self._snapshot.node(symbol)
        return node is not None and is_test_function(node.item)

    def _with_contents(self, symbol: str) -> set[str]:
        node = self._snapshot.nodes.get(symbol)
        seen = {symbol}
        queue = [node] if node is not None and node.kind is not ItemKind.MODULE else []
        while queue:
            for child in queue.pop().children:
                seen.add(child.symbol)
                queue.append(child)
        return seen

    def _test(self, symbol: str) -> ReachingTest:
        from rgraph.view.testruns import test_runs

        told = self._told.get(symbol)
        if told is None:
            runs = test_runs(self._snapshot.graph, [symbol])
            node = self._snapshot.node(symbol)
            place = node.place if node is not None else Place("", 1, 1)
            told = self._told[symbol] = ReachingTest(symbol, runs[0].command if runs else "", place)
        return told


def with_affected(
    changes: list[ItemChange], old: Snapshot, new: Snapshot, public: tuple[Collection[str], Collection[str]]
) -> list[ItemChange]:
    """The changes with who feels them: of a removed item its users before, of any other its users now."""
    edited_old = {change.old.symbol for change in changes if change.old is not None and change.code}
    edited_new = {change.new.symbol for change in changes if change.new is not None and change.code}
    before: Reach | None = None
    after = Reach(new, edited_new, public[1])
    found: list[ItemChange] = []
    for change in changes:
        shape = bool(_SHAPE & set(change.kinds))
        if change.new is not None:
            told = after.affected(change.new.symbol, shape) if change.old is not None and change.code else Affected()
        else:
            before = before or Reach(old, edited_old, public[0])
            told = before.affected(change.ref.symbol, shape)
        found.append(replace(change, affected=told) if told != Affected() else change)
    return found
