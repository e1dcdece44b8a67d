"""What the declarations of one version of a file say, to be held against those of the other version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from rgraph.link.expansion.parts import passes_on
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind

from .interfaces import bare, line_free
from .units import PARTS

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath
    from rgraph.view.graph import CommitGraph

    from .units import Unit

_OF_USES = frozenset({EdgeKind.CONTAINS, EdgeKind.IMPORTS, EdgeKind.RE_EXPORTS, EdgeKind.DEPENDS_ON})


class Telling:
    """What the units of one version of a file say, to be held against those of the other version.

    `leaning`: names in signatures that stayed may mean something else.
    """

    def __init__(self, graph: CommitGraph, path: RepoPath, leaning: bool) -> None:
        linked = graph.linked(path)
        assert linked is not None
        self._graph, self._facts, self._leaning = graph, graph.facts(path), leaning
        self._leads: dict[str, set[tuple[str, str]]] = {}
        self._macros: dict[str, set[str]] = {}
        for edge in linked.edges:
            if edge.kind is EdgeKind.EXPANDS:
                self._macros.setdefault(edge.src, set()).add(edge.dst)
            if edge.kind not in _OF_USES:
                self._leads.setdefault(edge.src, set()).add((edge.kind, edge.dst))

    def leads(self, unit: Unit) -> set[str]:
        """The symbols that an item leads to."""
        return {symbol for _, symbol in self._leads.get(unit.symbol, ())}

    def of(self, units: Iterable[Unit]) -> dict[object, tuple[Unit, object]]:
        """Each unit with what it says, by what tells it apart."""
        return {self._key(unit): (unit, self._said(unit)) for unit in units}

    def _key(self, unit: Unit) -> object:
        if unit.use is not None and unit.owner is not None:
            return unit.crate, unit.owner.symbol, msgspec.msgpack.encode(line_free(unit.use))
        return unit.crate, unit.symbol, unit.item is None

    def _said(self, unit: Unit) -> object:
        """An item as others see it; the order of fields and variants means something."""
        item, owner = unit.item, unit.owner
        if item is None or owner is None:
            return (self._facts.attrs, self._facts.reason) if unit.use is None else None
        if item.kind is ItemKind.MACRO_CALL:
            only = bool(unit.inner) and self._only_passes_on(unit)
            return item.macro_path, item.attrs, "" if only else (item.tokens, item.body_hash)
        at = unit.at if item.kind in PARTS else 0
        around = owner.item.signature if owner.item is not None else ""
        leads = self._leads.get(unit.symbol) if self._leaning or item.kind is not ItemKind.FUNCTION else None
        return bare(item, at), around, leads

    def _only_passes_on(self, call: Unit) -> bool:
        """Whether all that a call's macro makes is what it is given."""
        around = call.owner
        while around is not None and around.kind is ItemKind.MACRO_CALL:
            around = around.owner
        named = self._macros.get(around.symbol, ()) if around is not None else ()
        meant = [self._graph.item(symbol) for symbol in named if symbol.rpartition("::")[2] == f"{call.name}!"]
        return bool(meant) and all(at is not None and at.item is not None and passes_on(at.item) for at in meant)
