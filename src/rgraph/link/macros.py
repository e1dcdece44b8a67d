"""Scopes of macros: `macro_rules!` are in scope textually; exported macros and `macro` items go by path."""

from __future__ import annotations

from rgraph.model.cargo import Crate
from rgraph.model.facts import ItemKind

from .declarations import is_macro_rules
from .defs import Def, Place
from .indexes import Indexes
from .limits import MAX_MACRO_MODULES
from .resolution import CUT, NOTHING, Resolution
from .table import FILE
from .trace import Trace


class MacroScopes:
    """Finds `macro_rules!` in textual scope, and the macros that a crate exports."""

    def __init__(self, trace: Trace, indexes: Indexes) -> None:
        self._trace = trace
        self._indexes = indexes
        self._cuts = 0

    def exported(self, crate: Crate, name: str) -> tuple[Def, ...]:
        """The macros at the root of a crate: those with `#[macro_export]`, wherever they are defined, and procedural
        ones.
        """
        if crate.id != "std":
            self._trace.touch("x", crate.id, name)
        return tuple(self._indexes.exported.definitions((crate.id, name)))

    def textual(self, at: Def, name: str) -> Resolution:
        """The `macro_rules!` macro that is in textual scope at an item (for a module: at its end).

        `CUT` if none was found and some modules were not searched.
        """
        if not self._declared_in_crate(at.crate, name):
            return NOTHING
        cuts = self._cuts
        found = self._in_scope(at, name)
        return CUT if not found and self._cuts > cuts else found

    def _in_scope(self, at: Def, name: str) -> Resolution:
        place = at.place
        if at.kind is ItemKind.MODULE:
            return self._upwards(place, at.ord, len(place.table.items), name, [])
        inside: list[Def] = []
        if at.ord in place.table.children and self._find_in(place, at.ord, len(place.table.items), name, inside, 0):
            return Resolution(defs=tuple(inside))
        return self._upwards(place, place.table.container[at.ord], at.ord, name, inside)

    def textual_anywhere(self, container: Def, name: str) -> Resolution:
        """`textual` for `use name;`, which may stand anywhere in the container or around it."""
        found = self.textual(container, name)
        return found if found and is_macro_rules(found.defs[0]) else NOTHING

    def _declared_in_crate(self, crate: Crate, name: str) -> bool:
        if crate.id != "std":
            self._trace.touch("y", crate.id, name)
        return (crate.id, name) in self._indexes.macro_names

    def _upwards(self, place: Place, container: int, before: int, name: str, found: list[Def]) -> Resolution:
        """The last macro before a place, going outwards. Those before one under a cfg are its alternatives."""
        while not self._find_in(place, container, before, name, found, 0):
            if container == FILE:
                if place.decl is None:
                    break
                place, before = place.decl
            else:
                before = container
            container = place.table.container[before]
        return Resolution(defs=tuple(found)) if found else NOTHING

    def _find_in(self, place: Place, container: int, before: int, name: str, found: list[Def], depth: int) -> bool:
        """Add the last macros of this name before an item of a container, also from `#[macro_use]` modules.

        True if one of them is under no cfg, so that it shadows everything before it.
        """
        if not place.external:
            items = place.table.items
            self._trace.touch("o", place.spath(container), place.table.local[before] if before < len(items) else "")
        table, items = place.table, place.table.items
        limit = table.rank(before)
        for ord_ in reversed(table.textual.get(container, ())):
            if table.rank(ord_) >= limit:
                continue
            item = items[ord_]
            if item.kind is ItemKind.MACRO and item.name == name:
                found.append(place.defs(ord_))
                if not item.attrs.cfg:
                    return True
            elif item.kind is ItemKind.MODULE and item.attrs.macro_use:
                if depth >= MAX_MACRO_MODULES:
                    self._cuts += 1
                    continue
                sub = place.submodules.get(ord_)
                inside, inner = (sub, FILE) if sub is not None else (place, ord_)
                ended = self._find_in(inside, inner, len(inside.table.items), name, found, depth + 1)
                if ended and not item.attrs.cfg:
                    return True
            elif ord_ in place.included:
                ended = self._in_included(place.included[ord_], name, found, depth)
                if ended and not item.attrs.cfg:
                    return True
        return False

    def _in_included(self, place: Place, name: str, found: list[Def], depth: int) -> bool:
        if depth >= MAX_MACRO_MODULES:
            self._cuts += 1
            return False
        return self._find_in(place, FILE, len(place.table.items), name, found, depth + 1)
