"""Who feels a change: callers, the tests that reach it, and the public items it flows into."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Edge, Tier
from rgraph.view.places import is_test_function

from .report import Affected, Caller, ChangeKind, ItemChange, Place, ReachingTest
from .snapshot import Node, Snapshot

_MOST_VISITED = 4000
_MOST_CALLERS = 40
_MOST_TESTS = 25
_MOST_PUBLIC = 25
_SHAPE = frozenset({ChangeKind.SIGNATURE, ChangeKind.RENAMED, ChangeKind.REMOVED, ChangeKind.MOVED})
_STRENGTH = {tier: strength for strength, tier in enumerate(Tier)}

Arrow = tuple[str, Tier, str, Edge]
"""Who holds a reference, how sure it is, the file it stands in, and the edge."""

Reverse = Mapping[str, list[Arrow]]


def _surest(arrow: Arrow) -> tuple[int, str]:
    return _STRENGTH[arrow[1]], arrow[0]


class Reach:
    """Answers who reaches an item of one snapshot; `public` are the symbols of importable items."""

    def __init__(self, snapshot: Snapshot, edited: Collection[str], public: Collection[str]) -> None:
        self._snapshot, self._edited, self._public = snapshot, edited, public
        self._reverse = _reverse(snapshot)

    def affected(self, symbol: str, shape_changed: bool) -> Affected:
        """Everyone who reaches `symbol` or what it holds, nearest first; breadth first, a bounded number of steps."""
        seeds = self._with_contents(symbol)
        depth: dict[str, Caller] = {}
        layer: list[tuple[str, Tier]] = [(seed, Tier.EXACT) for seed in sorted(seeds)]
        level = 0
        while layer and len(depth) < _MOST_VISITED:
            level += 1
            layer = self._step(layer, level, seeds, depth)
        callers = sorted(depth.values(), key=lambda c: (c.depth, _STRENGTH[Tier(c.tier)], c.symbol))
        tests = [c for c in callers if self._is_test(c.symbol)]
        stale = [c.symbol for c in callers if shape_changed and c.depth == 1 and not c.changed]
        return Affected(
            callers=tuple(callers[:_MOST_CALLERS]),
            tests=tuple(self._test(c) for c in tests[:_MOST_TESTS]),
            public=tuple([c.symbol for c in callers if c.public][:_MOST_PUBLIC]),
            stale=tuple(stale[:_MOST_CALLERS]),
            more_callers=max(0, len(callers) - _MOST_CALLERS),
        )

    def _step(
        self, layer: list[tuple[str, Tier]], level: int, seeds: set[str], found: dict[str, Caller]
    ) -> list[tuple[str, Tier]]:
        reached: dict[str, Tier] = {}
        for symbol, tier in layer:
            for source, edge_tier, path, edge in sorted(self._reverse.get(symbol, ()), key=_surest):
                if source in seeds or source in found:
                    continue
                weakest = max(tier, edge_tier, key=_STRENGTH.__getitem__)
                public, changed = source in self._public, source in self._edited
                line = self._snapshot.graph.edge_line(path, edge)
                found[source] = Caller(source, level, Place(path, line, line), weakest.value, changed, public)
                reached[source] = weakest
        return sorted(reached.items())

    def _with_contents(self, symbol: str) -> set[str]:
        node = self._snapshot.nodes.get(symbol)
        seen = {symbol}
        queue = [node] if node is not None and node.kind is not ItemKind.MODULE else []
        while queue:
            for child in queue.pop().children:
                seen.add(child.symbol)
                queue.append(child)
        return seen

    def _is_test(self, symbol: str) -> bool:
        node = self._snapshot.nodes.get(symbol)
        return node is not None and is_test_function(node.item)

    def _test(self, caller: Caller) -> ReachingTest:
        from rgraph.view.testruns import test_runs

        node: Node = self._snapshot.nodes[caller.symbol]
        runs = test_runs(self._snapshot.graph, [caller.symbol])
        return ReachingTest(caller.symbol, runs[0].command if runs else "", node.place)


def _reverse(snapshot: Snapshot) -> Reverse:
    reverse: dict[str, list[Arrow]] = {}
    modules = {symbol for symbol, node in snapshot.nodes.items() if node.kind is ItemKind.MODULE}
    for path in snapshot.graph.files:
        linked = snapshot.graph.linked(path)
        for edge in linked.edges if linked is not None else ():
            if edge.kind.carries_impact and edge.src not in modules:
                reverse.setdefault(edge.dst, []).append((edge.src, edge.tier, path, edge))
    return reverse


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
