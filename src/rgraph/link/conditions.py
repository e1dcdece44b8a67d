"""The cfg of an item: predicates on it, around it, and of the macros that it is an argument of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rgraph.model.facts import ItemKind, Param

from .alternatives import conditions_of
from .cfg import Conds, Configuration, conds, in_macro_bodies
from .declarations import Declarations
from .defs import Def
from .macro_names import MacroNames
from .names import Names
from .table import FILE, TRANSPARENT
from .trace import Trace


class Conditions:
    """Collects cfg predicates, and chooses between alternatives by them."""

    def __init__(
        self,
        trace: Trace,
        declarations: Declarations,
        names: Names,
        macro_names: MacroNames,
        configuration: Configuration,
    ) -> None:
        self._configuration = configuration
        self._trace = trace
        self._declarations = declarations
        self._names = names
        self._macro_names = macro_names
        self._known = trace.table("cfg")

    def cfg(self, definition: Def) -> Conds:
        """The cfg predicates on an item, around it, and of the macros that it is an argument of."""
        entry = self._known.get(definition)
        if entry is not None:
            self._trace.reading.add(entry)
            known: Conds = entry.value
            return known
        found: Conds = ()
        for each in self._from_known(definition):  # from outside in, so that no nesting needs the stack
            found = self._trace.memo("cfg", each, partial(self._cfg, each))
        return found

    def _from_known(self, definition: Def) -> list[Def]:
        """An item and those around it whose cfg is not known yet, outermost first."""
        pending: list[Def] = []
        current: Def | None = definition
        while current is not None and current not in self._known:
            pending.append(current)
            current = current.parent
        return pending[::-1]

    def _cfg(self, definition: Def) -> Conds:
        parent = definition.parent
        if definition.ord == FILE:
            inner = self._declarations.file_conditions(definition.place)
        else:
            inner = self._declarations.of_include(definition.place)
        own = conds(self.own(definition), definition.crate)
        return (*own, *inner, *(self.cfg(parent) if parent is not None else ()))

    def own(self, definition: Def) -> list[str]:
        """The predicates on an item itself, and of the macro calls that it stands in, without what is around them."""
        item = self._declarations.decl(definition)
        found = list(item.attrs.cfg) if item is not None else []
        for call in calls_around(definition):
            found += call.item.attrs.cfg if call.item is not None else ()
            found += self._cfg_of_macro(call)
        return found

    def holds(self, owner: Def, more: Conds) -> bool:
        """Whether these predicates hold where an item does."""
        around = self.cfg(owner)
        configuration = self._configuration
        return any(configuration.hold(more, flags, _home(around)) for flags in configuration.where(around))

    def params(self, function: Def) -> list[Param]:
        """The parameters that a function has where it is compiled."""
        item = self._declarations.decl(function)
        several = item.params if item is not None else []
        if not any(param.cfg for param in several):
            return several
        crate = function.crate
        return [param for param in several if self.holds(function, conds(param.cfg, crate))]

    def split(
        self, alternatives: tuple[Def, ...], owner: Def, more: Conds = ()
    ) -> tuple[tuple[Def, ...], tuple[Def, ...]]:
        """The alternatives that hold where `owner` and these predicates do, and the others.

        In code under a cfg that does not hold, the alternatives under that cfg are meant. If none holds there, those
        are that hold in the configuration, or else all.
        """
        if len(alternatives) < 2:
            return alternatives, ()
        configuration = self._configuration
        ways = zip(alternatives, conditions_of(alternatives), strict=True)
        each = [(one, (*self.cfg(one), *way)) for one, way in ways]
        around = (*more, *self.cfg(owner))
        for flags in configuration.where(around):
            chosen = [one for one, own in each if configuration.hold(own, flags, _home(around))]
            if chosen:
                break
        else:
            chosen = [one for one, own in each if configuration.active(own)] or list(alternatives)
        taken = set(chosen)
        return tuple(chosen), tuple([one for one in alternatives if one not in taken])

    def _cfg_of_macro(self, call: Def) -> list[str]:
        item = self._declarations.decl(call)
        if item is None or item.macro_path is None or call.ord in call.place.table.made.expanded:
            return []  # what is expanded has the attributes itself
        meaning = self._macro_names.macro(self._names.scope(call), item.macro_path)
        declared = self._declarations.decl(meaning.defs[0]) if meaning.defs and not meaning.defs[0].external else None
        return in_macro_bodies(declared.arms) if declared is not None else []


def _home(around: Conds) -> str:
    """The package whose features the nearest flags may change."""
    return around[0][1] if around else ""


def calls_around(definition: Def) -> Iterator[Def]:
    """The macro calls that an item is an argument of, innermost first."""
    place, ord_ = definition.place, definition.ord
    if ord_ == FILE:
        if place.decl is None:
            return
        place, ord_ = place.decl
    parent = place.table.items[ord_].parent
    while parent >= 0 and place.table.items[parent].kind in TRANSPARENT:
        if place.table.items[parent].kind is ItemKind.MACRO_CALL:
            yield place.defs(parent)
        parent = place.table.items[parent].parent
