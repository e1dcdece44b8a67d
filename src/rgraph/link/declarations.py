"""Reads of declarations: items, what they contain, and under which names. All are traced."""

from __future__ import annotations

from functools import partial

from rgraph.model.cargo import Crate
from rgraph.model.facts import Item, ItemKind, Use

from .cfg import Cond, Conds, Configuration, conds
from .defs import Def, Place, parts_of
from .places import Places
from .resolution import TYPE_KINDS, VALUE_KINDS, Ns
from .table import FILE
from .trace import Trace

_NAMELESS = frozenset(
    ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd", "Serialize", "Deserialize"]
)
"""Derives that make impls but no items."""


class Declarations:
    """Answers what is declared where. Each answer is noted in the trace with its base facts."""

    def __init__(self, trace: Trace, places: Places, configuration: Configuration) -> None:
        self._configuration = configuration
        self._trace = trace
        self._places = places

    def read(self, kind: str, definition: Def, name: str = "") -> None:
        """Note that a base fact of a definition was read. Nothing is noted for the stub of std, which never changes."""
        if self._trace.records and not definition.place.external:
            self._trace.touch(kind, definition.local, name)

    def decl(self, definition: Def) -> Item | None:
        """The declaration of an item, traced; None for a crate root."""
        place, ord_ = definition.place, definition.ord
        if place.external:
            return definition.item
        if ord_ == FILE:
            at, ord_ = place.decl if place.decl is not None else (place, FILE)
            self._trace.touch("d", at.spath(ord_))
            return definition.item
        if not self._trace.records:
            return place.table.items[ord_]
        entry = definition.declared
        if entry is None:
            entry = definition.declared = self._trace.base(("d", definition.local, ""))
        self._trace.reading.add(entry)
        return place.table.items[ord_]

    def conditions(self, place: Place, ord_: int) -> Conds:
        """The cfg predicates on an item itself; for a module with a file of its own, also those inside the file."""
        own = (*conds(place.table.items[ord_].attrs.cfg, place.crate), *self.of_include(place))
        sub = place.submodules.get(ord_)
        return own if sub is None else (*own, *self.file_conditions(sub))

    def on_use(self, place: Place, use: Use) -> Conds:
        """The cfg predicates on an import."""
        return (*conds(use.attrs.cfg, place.crate), *self.of_include(place))

    def of_include(self, place: Place) -> Conds:
        """The cfg predicates on the `include!` that includes a file, and on those around it."""
        found: list[Cond] = []
        while place.is_included and place.decl is not None:
            place, call = place.decl
            self._trace.touch("d", place.spath(call))
            found += conds(place.table.items[call].attrs.cfg, place.crate)
        return tuple(found)

    def file_conditions(self, place: Place) -> Conds:
        """The `#![cfg(...)]` of a file, traced."""
        self.read("f", place.defs(FILE))
        return conds(place.table.facts.attrs.cfg, place.crate)

    def conditions_around(self, definition: Def) -> Conds:
        """The cfg predicates on an item and around it, without those that macros add (`Conditions.cfg`)."""
        found: list[Cond] = []
        current: Def | None = definition
        while current is not None:
            item = self.decl(current)
            found += conds(item.attrs.cfg, current.crate) if item is not None else ()
            found += self.of_include(current.place) if current.ord != FILE else ()
            found += self.file_conditions(current.place) if current.ord == FILE else ()
            current = current.parent
        return tuple(found)

    def edition(self, crate: Crate) -> str:
        """The edition of a crate, traced."""
        self._trace.touch("e", crate.id)
        current = self._places.crates.get(crate.id)
        return current.edition if current is not None else crate.edition

    def children(self, definition: Def) -> tuple[Def, ...]:
        """All items directly in a definition, in order (of macro calls and extern blocks: their items), traced."""
        self.read("c", definition)
        parts = parts_of(definition)
        return tuple([place.defs(each) for place, ord_ in parts for each in place.table.children.get(ord_, ())])

    def is_whole(self, module: Def) -> bool:
        """Whether everything that makes names in a module is seen: no macro call, `include!` or derive is left
        unexpanded.
        """
        for child in self.children(module):
            item, place = self.decl(child), child.place
            if child.kind is ItemKind.MACRO_CALL:
                if child.ord not in place.table.made.expanded and child.ord not in place.included:
                    return False
            elif item is not None and any(path.segments[-1].name not in _NAMELESS for path in item.attrs.derives):
                return False
        return True

    def named(self, definition: Def, name: str, ns: Ns | None = None) -> tuple[Def, ...]:
        """The items with a name directly in a definition, without imports."""
        self.read("n", definition, name)
        found: list[Def] = []
        for place, container in parts_of(definition):
            ords = place.table.names.get(container, {}).get(name, ())
            if len(ords) > 1:  # alternatives: those that are there come first
                ords = sorted(ords, key=partial(self._is_absent, place))
            found += [place.defs(ord_) for ord_ in ords]
        return tuple(found if ns is None else [each for each in found if in_namespace(each, ns)])

    def _is_absent(self, place: Place, ord_: int) -> bool:
        return not self._configuration.active(self.conditions(place, ord_))

    def fields(self, definition: Def) -> tuple[Def, ...]:
        """Fields of a struct, union or variant, in order."""
        return tuple([child for child in self.children(definition) if child.kind is ItemKind.FIELD])

    def field(self, definition: Def, name: str) -> Def | None:
        """A field by name ("0", "1"... for tuple fields)."""
        return next((each for each in self.named(definition, name) if each.kind is ItemKind.FIELD), None)

    def variants(self, enum: Def) -> tuple[Def, ...]:
        """Variants of an enum, in order."""
        return tuple([child for child in self.children(enum) if child.kind is ItemKind.VARIANT])

    def variant(self, enum: Def, name: str) -> Def | None:
        """A variant by name."""
        return next((each for each in self.named(enum, name) if each.kind is ItemKind.VARIANT), None)

    def members(self, container: Def) -> tuple[Def, ...]:
        """Associated items of a trait or an impl block, in order."""
        return self.children(container)

    def member(self, container: Def, name: str, ns: Ns | None = None) -> tuple[Def, ...]:
        """The associated items with a name in a trait or an impl block. If there are several, they are
        cfg-alternatives.
        """
        return self.named(container, name, ns)


def in_namespace(definition: Def, ns: Ns) -> bool:
    """Whether a definition binds its name in a namespace. `macro_rules!` binds it in none, as its scope is textual."""
    kind = definition.kind
    if ns is Ns.TYPE:
        return kind in TYPE_KINDS
    if ns is Ns.VALUE:
        if kind in VALUE_KINDS:
            return True
        item = definition.item
        return kind is ItemKind.STRUCT and item is not None and item.form in {"tuple", "unit"}
    return kind is ItemKind.MACRO and not is_macro_rules(definition)


def is_macro_rules(definition: Def) -> bool:
    """Whether a macro is scoped textually."""
    item = definition.item
    return definition.kind is ItemKind.MACRO and item is not None and not item.signature.startswith(("macro ", "pub"))
