"""Gathers one file's edges: symbols for definitions, one edge per pair and kind, sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rgraph.model.gaps import INTERNAL_ERROR, Gap, gap_of
from rgraph.model.graph import Def as LinkedDef
from rgraph.model.graph import Edge, EdgeKind, LinkedFile, MadeItem, Sites, Tier, Unresolved, Where
from rgraph.model.ids import Symbol

from .cfg import Conds
from .defs import Def
from .expansion.lines import is_template, plain
from .mounted import is_mounted
from .table import FILE
from .world import World

_SUREST = {Tier.EXACT: 0, Tier.COMPILER: 1, Tier.INFERRED: 2, Tier.CANDIDATE: 3}


class Presence(NamedTuple):
    """The predicates that a statement, arm or argument stands under, and whether they do not hold where its item does:
    then it is not compiled in the configuration that is linked, and what it refers to are candidates."""

    conditions: Conds
    is_absent: bool


ANYWHERE = Presence((), False)


def presence_under(world: World, outer: Presence, conditions: Conds, src: Def) -> Presence:
    """Where code of an item stands that is under more predicates than the code around it."""
    around = (*outer.conditions, *conditions)
    return Presence(around, not world.holds(src, around))


_Slot = tuple[Symbol, EdgeKind, Symbol]
_Found = tuple[Tier, int, int, bool, bool]

Missing = tuple[str, str, str, Def | None]
"""A reason, a shape, a name, and the item that holds it."""


class Emitter:
    """What linking one file found so far."""

    explaining = False
    """Whether notes are listened to."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._edges: dict[_Slot, _Found] = {}
        self._unresolved: dict[Missing, tuple[int, int]] = {}
        self._sites: dict[tuple[str, Where], int] = {}
        self._symbols: dict[Def, Symbol] = {}
        self._named: dict[Def, Symbol] = {}
        self._journal: list[tuple[_Slot, _Found | None]] = []
        self._missed: list[tuple[Missing, tuple[int, int] | None]] = []
        self._called: list[tuple[str, Where]] = []
        self.gaps: list[Gap] = []
        self.at: Def | None = None
        self.presence = ANYWHERE
        self._zero = 0

    # ---- all or nothing ------------------------------------------------------------------------------

    def begin(self, at: Def, zero: int | None = None) -> None:
        """What is emitted for an item from now on, until the next call, is taken back if it ends in an error.

        `zero` is the line that its lines count from, where that is not the one of its name.
        """
        self.at, self.presence = at, ANYWHERE
        self._zero = line_of(at) if zero is None else zero
        self._forget()

    def _forget(self) -> None:
        self._journal.clear()
        self._missed.clear()
        self._called.clear()

    def take_back(self) -> None:
        """Forget what was emitted since `begin`."""
        for slot, before in reversed(self._journal):
            if before is None:
                del self._edges[slot]
            else:
                self._edges[slot] = before
        for missing, known in reversed(self._missed):
            if known is None:
                del self._unresolved[missing]
            else:
                self._unresolved[missing] = known
        for site in self._called:
            self._sites[site] -= 1
        self._forget()

    def fail(self, owner: Def, shape: str, error: Exception) -> None:
        """Count an internal error instead of what was emitted since `begin`. Raises what is no such error."""
        self.gaps.append(gap_of(f"{owner.place.path}: {shape} of {owner.local}", error))
        self.take_back()
        self._symbols.setdefault(owner, Symbol(owner.local))  # all are known by now, but one that cannot be made
        self.missing(INTERNAL_ERROR, shape, 1, owner.name, owner, 0)

    # ---- what one body says --------------------------------------------------------------------------

    def ask_anew(self) -> None:
        """Ask for known symbols again, so that what is linked from now on depends on them, too."""
        self._named.update(self._symbols)
        self._symbols.clear()

    def said_of_alone(self, owner: Def) -> bool:
        """Whether all that was emitted since `begin` is of one item, and nothing was taken back."""
        symbol = self.symbol(owner)
        told = all(slot[0] == symbol for slot, _ in self._journal)
        return told and all(missing[3] is owner for missing, _ in self._missed)

    def calls(self) -> tuple[tuple[str, Where, int], ...]:
        """The calls that were counted since `begin`."""
        return tuple(sorted((shape, where, count) for (shape, where), count in Counter(self._called).items()))

    # ---- edges ---------------------------------------------------------------------------------------

    def edge(self, src: Def, kind: EdgeKind, dst: Def | str, tier: Tier, line: int, via_macro: bool = False) -> None:
        """Add a reference. `dst` is a definition or a path outside; `line` is relative to the line of `src`'s name.

        It tells, too, whether a macro's template alone wrote the reference (see `expansion/lines.py`).
        """
        of_template, line = is_template(line), plain(line)
        target = Symbol(dst) if isinstance(dst, str) else self.symbol(dst)
        slot = (self.symbol(src), kind, target)
        known = self._edges.get(slot)
        self._journal.append((slot, known))
        if known is None:
            self._edges[slot] = (tier, 1, line, via_macro, of_template)
            return
        old_tier, count, first, macro, template = known
        surest = tier if _SUREST[tier] < _SUREST[old_tier] else old_tier
        first = min(first, line)
        self._edges[slot] = (surest, count + 1, first, macro and via_macro, template and of_template)

    def edges(
        self, src: Def, kind: EdgeKind, targets: tuple[Def, ...], tier: Tier, line: int, via_macro: bool = False
    ) -> None:
        """Add a reference to cfg-alternatives: those that do not hold where `src` does become candidates."""
        meant, others = self._world.split(targets, src, self.presence.conditions)
        tier = self.sure(tier)
        if kind is EdgeKind.EXPANDS:  # of `macro_rules!` the last one before the call shadows the others
            meant, others = meant[:1], (*meant[1:], *others)
        for target in meant:
            self.edge(src, kind, target, tier, line, via_macro)
        for target in others:
            self.edge(src, kind, target, Tier.CANDIDATE, line, via_macro)

    def sure(self, tier: Tier) -> Tier:
        """A tier, or what is left of it where the code that is being linked is not compiled."""
        return Tier.CANDIDATE if self.presence.is_absent else tier

    def note(self, step: str) -> None:
        """Say how the next edge was found; only `why` listens, so ask `explaining` before building a text."""

    def unresolved(self, reason: str, shape: str, count: int = 1, name: str = "", line: int = 0) -> None:
        """Count a name that was not resolved, in the item that is being linked; `line` is the file's."""
        self.missing(reason, shape, count, name, self.at, line - self._zero if line else 0)

    def missing(self, reason: str, shape: str, count: int, name: str, owner: Def | None, line: int) -> None:
        """The same of any item; `line` is relative to the line of its name."""
        slot = (reason, shape, name, owner)
        known = self._unresolved.get(slot)
        self._missed.append((slot, known))
        self._unresolved[slot] = (count, line) if known is None else (known[0] + count, min(known[1], line))

    def site(self, shape: str, where: Where) -> None:
        """Count a call that has an edge."""
        self._called.append((shape, where))
        self._sites[shape, where] = self._sites.get((shape, where), 0) + 1

    def symbol(self, definition: Def) -> Symbol:
        """The symbol of a definition."""
        found = self._symbols.get(definition)
        if found is None:
            found = self._symbols[definition] = self._world.symbol(definition)
        return found

    def beside(self) -> dict[Symbol, Def]:
        """What it has named of mounted packages, by symbol."""
        return {
            symbol: each for each, symbol in {**self._named, **self._symbols}.items() if is_mounted(each.place.path)
        }

    def linked(self, defs: list[LinkedDef], made: Iterable[MadeItem] = ()) -> LinkedFile:
        """All of it, in a fixed order."""
        edges = [
            Edge(src, kind, dst, tier, count, line, macro, template)
            for (src, kind, dst), (tier, count, line, macro, template) in self._edges.items()
        ]
        edges.sort(key=lambda edge: (edge.src, edge.kind, edge.dst))
        unresolved = [
            Unresolved(reason, shape, count, name, self.symbol(owner) if owner is not None else Symbol(""), line)
            for (reason, shape, name, owner), (count, line) in self._unresolved.items()
        ]
        unresolved.sort(key=lambda one: (one.reason, one.shape, one.name, one.owner, one.line))
        sites = [Sites(shape, where, count) for (shape, where), count in sorted(self._sites.items()) if count]
        return LinkedFile(sorted(defs, key=lambda each: (each.symbol, each.ord)), edges, unresolved, sites, list(made))


def line_of(owner: Def | None) -> int:
    """The line that lines in an item count from: of its name; 0 for a file's own module."""
    item = owner.item if owner is not None and owner.ord != FILE else None
    return item.line if item is not None else 0
