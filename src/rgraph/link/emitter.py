"""Gathers one file's edges: symbols for definitions, one edge per pair and kind, sorted."""

from __future__ import annotations

from rgraph.model.gaps import INTERNAL_ERROR, Gap, gap_of
from rgraph.model.graph import Def as LinkedDef
from rgraph.model.graph import Edge, EdgeKind, LinkedFile, Tier, Unresolved
from rgraph.model.ids import Symbol

from . import cfg
from .defs import Def
from .world import World

_SUREST = {Tier.EXACT: 0, Tier.COMPILER: 1, Tier.INFERRED: 2, Tier.CANDIDATE: 3}

_Slot = tuple[Symbol, EdgeKind, Symbol]
_Found = tuple[Tier, int, int, bool]


class Emitter:
    """What linking one file found so far."""

    explaining = False
    """Whether notes are listened to."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._edges: dict[_Slot, _Found] = {}
        self._unresolved: dict[tuple[str, str], int] = {}
        self._symbols: dict[Def, Symbol] = {}
        self._journal: list[tuple[_Slot, _Found | None]] = []
        self._counted: list[tuple[tuple[str, str], int]] = []
        self.gaps: list[Gap] = []
        self.at: Def | None = None

    # ---- all or nothing ------------------------------------------------------------------------------

    def begin(self, at: Def) -> None:
        """What is emitted for an item from now on, until the next call, is taken back if it ends in an error."""
        self.at = at
        self._journal.clear()
        self._counted.clear()

    def take_back(self) -> None:
        """Forget what was emitted since `begin`."""
        for slot, before in reversed(self._journal):
            if before is None:
                del self._edges[slot]
            else:
                self._edges[slot] = before
        for reason, count in self._counted:
            self._unresolved[reason] -= count
            if not self._unresolved[reason]:
                del self._unresolved[reason]
        self._journal.clear()
        self._counted.clear()

    def fail(self, owner: Def, shape: str, error: Exception) -> None:
        """Count an internal error instead of what was emitted since `begin`. Raises what is no such error."""
        self.gaps.append(gap_of(f"{owner.place.path}: {shape} of {owner.local}", error))
        self.take_back()
        item = owner.item
        self.unresolved(INTERNAL_ERROR, shape, 1, owner.name, item.line if item is not None else 0)

    # ---- edges ---------------------------------------------------------------------------------------

    def edge(self, src: Def, kind: EdgeKind, dst: Def | str, tier: Tier, line: int, via_macro: bool = False) -> None:
        """Add a reference. `dst` is a definition or a path outside; `line` is relative to the line of `src`'s name."""
        target = Symbol(dst) if isinstance(dst, str) else self.symbol(dst)
        slot = (self.symbol(src), kind, target)
        known = self._edges.get(slot)
        self._journal.append((slot, known))
        if known is None:
            self._edges[slot] = (tier, 1, line, via_macro)
            return
        old_tier, count, first, macro = known
        surest = tier if _SUREST[tier] < _SUREST[old_tier] else old_tier
        self._edges[slot] = (surest, count + 1, min(first, line), macro and via_macro)

    def edges(
        self, src: Def, kind: EdgeKind, targets: tuple[Def, ...], tier: Tier, line: int, via_macro: bool = False
    ) -> None:
        """Add a reference to cfg-alternatives: those that do not hold where `src` does become candidates."""
        meant, others = cfg.split(targets, src, self._world.cfg)
        if kind is EdgeKind.EXPANDS:  # of `macro_rules!` the last one before the call shadows the others
            meant, others = meant[:1], (*meant[1:], *others)
        for target in meant:
            self.edge(src, kind, target, tier, line, via_macro)
        for target in others:
            self.edge(src, kind, target, Tier.CANDIDATE, line, via_macro)

    def note(self, step: str) -> None:
        """Say how the next edge was found; only `why` listens, so ask `explaining` before building a text."""

    def unresolved(self, reason: str, shape: str, count: int = 1, name: str = "", line: int = 0) -> None:
        """Count a name that was not resolved; `name` and its line in the file are for explanations."""
        slot = (reason, shape)
        self._counted.append((slot, count))
        self._unresolved[slot] = self._unresolved.get(slot, 0) + count

    def symbol(self, definition: Def) -> Symbol:
        """The symbol of a definition."""
        found = self._symbols.get(definition)
        if found is None:
            found = self._symbols[definition] = self._world.symbol(definition)
        return found

    def linked(self, defs: list[LinkedDef]) -> LinkedFile:
        """All of it, in a fixed order."""
        edges = [
            Edge(src, kind, dst, tier, count, line, macro)
            for (src, kind, dst), (tier, count, line, macro) in self._edges.items()
        ]
        edges.sort(key=lambda edge: (edge.src, edge.kind, edge.dst))
        unresolved = [Unresolved(reason, shape, count) for (reason, shape), count in sorted(self._unresolved.items())]
        return LinkedFile(sorted(defs, key=lambda each: (each.symbol, each.ord)), edges, unresolved)
