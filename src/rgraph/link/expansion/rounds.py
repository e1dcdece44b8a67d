"""Macro calls in the position of items, expanded until nothing new comes out.

A call means what its path means in the world, and what the calls make is part of the world. So calls are answered in
rounds, as rustc does, until a round changes nothing; then every call is expanded as the final world says. Each answer
is a traced memo, so at the next commit only those calls are asked again whose macro, or the way to it, has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from functools import partial

from rgraph.link.conditions import Conditions
from rgraph.link.declarations import Declarations
from rgraph.link.defs import Def, Place
from rgraph.link.limits import MAX_EXPANSION_ROUNDS, MAX_EXPANSIONS_DEEP, MAX_MADE_ITEMS
from rgraph.link.macro_names import MacroNames
from rgraph.link.names import Names
from rgraph.link.places import Places
from rgraph.link.standard import STD_NAMES
from rgraph.link.table import TRANSPARENT, FileTable
from rgraph.link.trace import Trace
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Path

from .parts import Call, PartReader, passes_on
from .splice import Part, Rank, expanded
from .templates import Template, Templates

LIMIT = "limit"
OUTSIDE = "outside"
"""Why a call is not expanded whose macro is not of the workspace, or procedural."""

_Answer = tuple[tuple[Rank, Part], ...]
"""What a call makes: its own part under the empty rank, and below it the parts of calls that come out of it, as far as
they cannot mean anything else later. So a macro that calls itself a hundred times takes one round, not a hundred."""


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
        templates: Templates,
        parts: MutableMapping[bytes, Part] | None = None,
    ) -> None:
        self._trace = trace
        self._places = places
        self._declarations = declarations
        self._names = names
        self._macro_names = macro_names
        self._conditions = conditions
        self._templates = templates
        self._reader = PartReader(parts)

    def offer(self, bundles: Iterable[bytes]) -> None:
        """Take parts that a store has kept of the contents of the next tree."""
        self._reader.offer(bundles)

    def settle(self, is_first: bool) -> set[int]:
        """Expand until no place changes any more; returns the keys of the base facts that changed.

        `is_first`: in the first tree. After its first round, which makes nearly everything, to ask again for all macros
        costs less than to find out which of the answers still hold, and nothing else has been asked for.
        """
        keys: set[int] = set()
        for number in range(MAX_EXPANSION_ROUNDS):
            tables = self._round()
            if not tables:
                break
            anew = is_first and number == 0
            found = self._places.expand(tables, anew)
            if anew:
                self._trace.forget_everything()
            else:
                self._trace.forget(found)
            keys |= found
        self._reader.offer(())
        return keys

    def unexpanded(self, place: Place) -> list[tuple[Def, Part]]:
        """The calls of a place that could not be expanded. What its expansions depend on is noted as read."""
        failed = []
        statements = _in_blocks(place)
        for rank, part in self._answers(place):
            if rank in statements:  # a call that makes no items is a statement: the walk over the body counts it
                continue
            if part.failure or rank not in place.parts:  # the rounds may have run out before they came to it
                failed.append((place.defs(rank[0]), part))
        outside = [call for call in _calls(place) if self._is_outside(call)]
        return failed + [(call, Part(_name(call), failure=OUTSIDE)) for call in outside]

    def _is_outside(self, call: Def) -> bool:
        """Whether a call may make items that are not seen, because its macro is procedural or of another crate.

        Not counted are calls whose argument was read as items (macros that are known by name, `parse/items.py`), macros
        of std, which make no items, and unknown macros, which are counted where they are named (`references.py`).
        """
        item = call.item
        if item is None or item.macro_path is None or item.in_block or _has_items(call):
            return False
        meaning = self._macro_names.macro(self._names.scope(call), item.macro_path)
        if meaning.defs and not meaning.rest:
            meant = self._conditions.split(meaning.defs, call)[0][0]
            return not meant.external and self._templates.of(meant) is None
        return bool(meaning.outside) and meaning.outside.partition("::")[0] not in STD_NAMES

    def _round(self) -> dict[Place, FileTable]:
        tables: dict[Place, FileTable] = {}
        for place in self._places.with_calls():
            table, _ = self._trace.watched(partial(self._table, place))
            if table is not place.table:
                tables[place] = table
        return tables

    def _table(self, place: Place) -> FileTable:
        """The table of a place with what its calls make now; the same object if nothing has changed."""
        answers = list(self._answers(place))
        parts = {rank: part for rank, part in answers if not part.failure}
        place.failed = tuple([part for _, part in answers if part.failure and part.key])
        if parts == place.parts:
            return place.table
        place.parts = parts
        return place.written.with_parts(parts, expanded)

    def _answers(self, place: Place) -> Iterator[tuple[Rank, Part]]:
        """What the calls of a place make, each once.

        A call that came out of an expansion in the last round has a definition of its own by now, but is often part of
        the answer of the call around it.
        """
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
        if item is None or item.macro_path is None:
            return ()
        template = self._template(call, item.macro_path)
        if template is None or (_has_items(call) and self._passes_on(template)):
            return ()
        found: list[tuple[Rank, Part]] = []
        above = len(call.place.table.rank(call.ord))
        pending: list[tuple[Rank, Template, Item]] = [((), template, item)]
        made = 0
        while pending:
            rank, template, item = pending.pop()
            depth = len(rank) + above
            is_cut = made > MAX_MADE_ITEMS or depth > MAX_EXPANSIONS_DEEP
            part = Part(template.name, failure=LIMIT) if is_cut else self._reader.part(template, Call.of(item, depth))
            made += len(part.items) + 1
            found.append((rank, part))
            pending += [((*rank, index), *inner) for index, inner in self._inner(call, part)]
        return tuple(found)

    def _inner(self, call: Def, part: Part) -> Iterator[tuple[int, tuple[Template, Item]]]:
        """The calls in an expansion that mean the same as if they stood where the call does: they need no own round.

        Not a call of a macro that the expansion itself declares. And inside an item that the expansion makes (a module,
        an impl) only textual scope is sure to extend there; a path could mean something else in the new module.
        """
        if part.failure:
            return
        macros = {item.name for item in part.items if item.kind is ItemKind.MACRO}
        for index, item in enumerate(part.items):
            path = item.macro_path
            if path is None or (len(path.segments) == 1 and path.segments[0].name in macros):
                continue
            if _is_nested(part.items, item) and not self._is_textual(call, path):
                continue
            template = self._template(call, path)
            if template is not None:
                yield index, (template, item)

    def _is_textual(self, call: Def, path: Path) -> bool:
        return len(path.segments) == 1 and bool(self._macro_names.textual(self._names.scope(call), path))

    def _template(self, call: Def, path: Path) -> Template | None:
        """The macro of the workspace that a path names where a call stands, if it can be expanded."""
        meaning = self._macro_names.macro(self._names.scope(call), path)
        if meaning.rest or meaning.outside or not meaning.defs:
            return None
        meant, _ = self._conditions.split(meaning.defs, call)
        return None if meant[0].external else self._templates.of(meant[0])

    def _passes_on(self, template: Template) -> bool:
        item = self._declarations.decl(template.definition) if template.definition is not None else None
        return item is not None and passes_on(item)


def _calls(place: Place) -> Iterator[Def]:
    """The macro calls among the items of a place."""
    return (place.defs(ord_) for ord_ in place.table.calls)


def _in_blocks(place: Place) -> set[Rank]:
    """The calls that stand in blocks."""
    table = place.table
    return {table.rank(ord_) for ord_ in table.calls if table.items[ord_].in_block}


def _name(call: Def) -> str:
    """The last segment of the macro's path in a call."""
    path = call.item.macro_path if call.item is not None else None
    return path.segments[-1].name if path is not None and path.segments else ""


def _has_items(call: Def) -> bool:
    """Whether the argument of a call was read as items."""
    items, uses = call.place.table.items, call.place.table.facts.uses
    following = items[call.ord + 1].parent if call.ord + 1 < len(items) else -1
    return following == call.ord or any(use.parent == call.ord for use in uses)


def _is_nested(items: Sequence[Item], item: Item) -> bool:
    """Whether an item of an expansion stands inside of another one."""
    parent = item.parent
    while parent >= 0 and items[parent].kind in TRANSPARENT:
        parent = items[parent].parent
    return parent >= 0
