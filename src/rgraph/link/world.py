"""One commit's names: what bodies, declarations and the public API ask."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol
from rgraph.model.syntax import Path

from .cfg import in_macro_bodies
from .defs import Def
from .impls import ADT_KINDS, Impls
from .resolution import NOTHING, Ns, Resolution, Scope
from .table import FILE, TRANSPARENT


class World(Impls):
    """All of one commit's declarations, and what their names mean; docs/linking.md describes the questions."""

    # ---- macros --------------------------------------------------------------------------------------

    def macro(self, scope: Scope, path: Path) -> Resolution:
        """The macro that a path names where `scope` is: textual scope first, then imports, exports, preludes."""
        names = [segment.name for segment in path.segments]
        if len(names) != 1 or path.root:
            return self.resolve_names(scope, names, Ns.MACRO, path.root)
        key = (scope.owner, names[0])
        found = self.memo("textual", key, lambda: self.textual(scope.owner, names[0]), NOTHING)
        if found:
            return found
        return self._in_layers(scope, names, Ns.MACRO) or self._macro_in(scope.module, names[0])

    def _macro_in(self, module: Def, name: str) -> Resolution:
        return self.memo("macro_in", (module, name), lambda: self._macro_of(module, name), NOTHING)

    def _macro_of(self, module: Def, name: str) -> Resolution:
        found = self.lookup(module, name, Ns.MACRO)
        return found or self._macro_use(module, name) or self.prelude(module.crate, name, Ns.MACRO)

    def _macro_use(self, module: Def, name: str) -> Resolution:
        """A macro of a crate that the root names in `#[macro_use] extern crate`."""
        top = self.root_of(module.crate)
        if top is None:
            return NOTHING
        self.read("o", top)
        for ord_ in top.place.table.children.get(FILE, ()):
            item = top.place.table.items[ord_]
            if item.kind is ItemKind.EXTERN_CRATE and item.attrs.macro_use:
                crate = self.extern_crate(top.crate, item.name)
                for definition in crate.defs:
                    found = self.lookup(definition, name, Ns.MACRO)
                    if found:
                        return found
        return NOTHING

    # ---- cfg -----------------------------------------------------------------------------------------

    def cfg(self, definition: Def) -> tuple[str, ...]:
        """The cfg predicates on an item, around it, and in the macro that it is an argument of."""
        return self.memo("cfg", definition, lambda: self._cfg(definition), ())

    def _cfg(self, definition: Def) -> tuple[str, ...]:
        item, parent = self.decl(definition), definition.parent
        found = list(item.attrs.cfg) if item is not None else []
        for call in _calls_around(definition):
            found += call.item.attrs.cfg if call.item is not None else ()
            found += self._cfg_of_macro(call)
        return (*found, *(self.cfg(parent) if parent is not None else ()))

    def _cfg_of_macro(self, call: Def) -> list[str]:
        item = self.decl(call)
        if item is None or item.macro_path is None:
            return []
        meaning = self.macro(self.scope(call), item.macro_path)
        declared = self.decl(meaning.defs[0]) if meaning.defs and not meaning.defs[0].external else None
        return in_macro_bodies(declared.arms) if declared is not None else []

    # ---- symbols -------------------------------------------------------------------------------------

    def symbol(self, definition: Def) -> Symbol:
        """The symbol of an item: what edges name (docs/symbols.md)."""
        return self.memo("symbol", definition, lambda: self._symbol(definition))

    def _symbol(self, definition: Def) -> Symbol:
        parent = definition.parent
        if parent is None:
            return Symbol(definition.crate.id)
        if parent.kind is ItemKind.MODULE or definition.ord == FILE:
            return Symbol(definition.local)
        if parent.kind is ItemKind.IMPL:
            inherent = self._inherent_symbol(definition, parent)
            if inherent is not None:
                return inherent
        tail = definition.local[len(parent.local) :]
        return Symbol(self.symbol(parent) + tail)

    def _inherent_symbol(self, member: Def, implementation: Def) -> Symbol | None:
        """`Type::member` for inherent impls of a type of the same crate; None else."""
        item = self.decl(implementation)
        if item is None or item.trait is not None or member.kind in TRANSPARENT:
            return None
        meaning = self.impl_header(implementation).type
        if not meaning.defs or meaning.rest or meaning.param or meaning.defs[0].kind not in ADT_KINDS:
            return None
        owner = meaning.defs[0]
        if owner.crate.id != member.crate.id:
            return None
        same = [each for each in self._called(owner, member.name) if _mark(each) == _mark(member)]
        number = same.index(member) + 1 if member in same else 1
        suffix = f"#{number}" if number > 1 else ""
        return Symbol(f"{self.symbol(owner)}::{member.name}{_mark(member)}{suffix}")

    def _called(self, owner: Def, name: str) -> tuple[Def, ...]:
        """All that would be `owner::name`: variants first, then members of inherent impls, by place."""
        return self.memo("called", (owner, name), lambda: self._all_called(owner, name), ())

    def _all_called(self, owner: Def, name: str) -> tuple[Def, ...]:
        variants = [each for each in self.named(owner, name) if each.kind is ItemKind.VARIANT]
        members: dict[Def, None] = {}
        for ns in (Ns.TYPE, Ns.VALUE):
            members.update(dict.fromkeys(self.inherent(owner, name, ns)))
        inherent = [each for each in sorted(members) if self._first_owner(each) is owner]
        return (*variants, *inherent)

    def _first_owner(self, member: Def) -> Def | None:
        implementation = member.parent
        if implementation is None or implementation.crate.id != member.crate.id:
            return None
        meaning = self.impl_header(implementation).type
        return meaning.defs[0] if meaning.defs else None


def _calls_around(definition: Def) -> Iterator[Def]:
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


def _mark(definition: Def) -> str:
    return "!" if definition.kind is ItemKind.MACRO else ""
