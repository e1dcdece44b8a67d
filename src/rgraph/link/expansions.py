"""The macro calls where items stand, expanded until nothing new comes out.

A call means what its path means in the world, and the world is what the calls make: so calls are answered in rounds.
Each answer is a traced memo, so the next commit asks again only those calls whose macro, or the way to it, has changed.
In the end every call is expanded as the world that came out says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Path

from .conditions import Conditions
from .declarations import Declarations
from .defs import Def, Place
from .expanded import Part, Rank, expanded
from .limits import MAX_EXPANSION_ROUNDS, MAX_EXPANSIONS_DEEP, MAX_MADE_ITEMS
from .macro_names import MacroNames
from .names import Names
from .parts import NOT_RUST, Call, PartReader, arms_of, passes_on
from .places import Places
from .table import TRANSPARENT, FileTable
from .trace import Trace

if TYPE_CHECKING:
    from rgraph.parse.arms import Arms

LIMIT = "limit"

_Answer = tuple[tuple[Rank, Part], ...]
"""What a call makes: its own part under the empty rank, and those of calls in it that mean the same anywhere in it."""


class Expansions:
    """Puts what macro calls make into the places where they stand."""

    def __init__(
        self,
        trace: Trace,
        places: Places,
        declarations: Declarations,
        names: Names,
        macro_names: MacroNames,
        conditions: Conditions,
    ) -> None:
        self._trace = trace
        self._places = places
        self._declarations = declarations
        self._names = names
        self._macro_names = macro_names
        self._conditions = conditions
        self._reader = PartReader()

    def settle(self) -> set[int]:
        """Expand until no place changes any more; the keys of the base facts that changed."""
        keys: set[int] = set()
        for _ in range(MAX_EXPANSION_ROUNDS):
            tables = self._round()
            if not tables:
                break
            found = self._places.expand(tables)
            self._trace.forget(found)
            keys |= found
        return keys

    def lean(self, place: Place) -> list[tuple[Def, Part]]:
        """Note what the expansions of a place lean on; the calls in it that could not be expanded."""
        failed = []
        for rank, part in self._answers(place):
            if part.failure:
                failed.append((place.defs(rank[0]), part))
        return failed

    def _round(self) -> dict[Place, FileTable]:
        tables: dict[Place, FileTable] = {}
        for place in self._places.with_calls():
            table, _ = self._trace.watched(partial(self._table, place))
            if table is not place.table:
                tables[place] = table
        return tables

    def _table(self, place: Place) -> FileTable:
        """A place's table as its calls are answered now; the same one where nothing changed."""
        parts = {rank: part for rank, part in self._answers(place) if not part.failure}
        if parts == place.parts:
            return place.table
        place.parts = parts
        return place.written.with_parts(parts, expanded)

    def _answers(self, place: Place) -> Iterator[tuple[Rank, Part]]:
        """What the calls of a place make, each once: a call in an expansion may be answered with the one around it."""
        known: set[Rank] = set()
        made = 0
        for definition in _calls(place):
            rank = place.table.rank(definition.ord)
            if rank in known:
                continue
            for inner, part in self._answer(definition):
                made += len(part.items)
                known.add((*rank, *inner))
                yield (*rank, *inner), part if made <= MAX_MADE_ITEMS else Part(part.macro, failure=LIMIT)

    # ---- one call ------------------------------------------------------------------------------------

    def _answer(self, call: Def) -> _Answer:
        item = call.item
        key = (call, Call.of(item, 0) if item is not None else None)
        return self._trace.memo("made", key, lambda: self._made(call), ())

    def _made(self, call: Def) -> _Answer:
        item = self._declarations.decl(call)
        if item is None or item.macro_path is None or item.in_block:
            return ()
        macro = self._macro(call, item.macro_path)
        if macro is None or (_has_items(call) and self._passes_on(macro)):
            return ()
        found: list[tuple[Rank, Part]] = []
        depth = len(call.place.table.rank(call.ord))
        pending: list[tuple[Rank, Def, Item]] = [((), macro, item)]
        made = 0
        while pending:
            rank, macro, item = pending.pop()
            is_cut = made > MAX_MADE_ITEMS or len(rank) + depth > MAX_EXPANSIONS_DEEP
            call_of = Call.of(item, len(rank) + depth)
            part = Part(macro.name, failure=LIMIT) if is_cut else self._part(macro, call_of)
            made += len(part.items) + 1
            found.append((rank, part))
            pending += [((*rank, index), *inner) for index, inner in self._inner(call, part)]
        return tuple(found)

    def _inner(self, call: Def, part: Part) -> Iterator[tuple[int, tuple[Def, Item]]]:
        """The calls in an expansion that mean what they would where the call stands."""
        if part.failure:
            return
        macros = {item.name for item in part.items if item.kind is ItemKind.MACRO}
        for index, item in enumerate(part.items):
            path = item.macro_path
            if path is None or (len(path.segments) == 1 and path.segments[0].name in macros):
                continue
            if _is_nested(part.items, item) and not self._is_textual(call, path):
                continue
            macro = self._macro(call, path)
            if macro is not None:
                yield index, (macro, item)

    def _is_textual(self, call: Def, path: Path) -> bool:
        return len(path.segments) == 1 and bool(self._macro_names.textual(self._names.scope(call), path))

    def _macro(self, call: Def, path: Path) -> Def | None:
        """The macro of the workspace that a path names where a call stands, if it can be expanded."""
        meaning = self._macro_names.macro(self._names.scope(call), path)
        if meaning.rest or meaning.outside or not meaning.defs:
            return None
        meant, _ = self._conditions.split(meaning.defs, call)
        found = meant[0] if meant else meaning.defs[0]
        return found if found.kind is ItemKind.MACRO and not found.external else None

    def _passes_on(self, macro: Def) -> bool:
        item = self._declarations.decl(macro)
        return item is not None and passes_on(item)

    def _part(self, macro: Def, call: Call) -> Part:
        item = self._declarations.decl(macro)
        if item is None:
            return Part(macro.name, failure=NOT_RUST)
        return self._reader.part(macro, self._arms(macro, item), call)

    def _arms(self, macro: Def, item: Item) -> Arms:
        def read() -> Arms:
            self._declarations.decl(macro)
            return arms_of(item.arms)

        return self._trace.memo("arms_by_word", macro, read)


def _calls(place: Place) -> Iterator[Def]:
    """The macro calls of a place that are there."""
    return (place.defs(ord_) for ord_ in place.table.calls)


def _has_items(call: Def) -> bool:
    """Whether the argument of a call was read as items."""
    items, uses = call.place.table.items, call.place.table.facts.uses
    following = items[call.ord + 1].parent if call.ord + 1 < len(items) else -1
    return following == call.ord or any(use.parent == call.ord for use in uses)


def _is_nested(items: Iterable[Item], item: Item) -> bool:
    """Whether an item of an expansion stands inside of another one."""
    known = list(items)
    parent = item.parent
    while parent >= 0 and known[parent].kind in TRANSPARENT:
        parent = known[parent].parent
    return parent >= 0
