"""The symbols of items: what edges name (docs/symbols.md)."""

from __future__ import annotations

import posixpath

from rgraph.model.facts import ItemKind
from rgraph.model.ids import Symbol

from .declarations import Declarations
from .defs import Def, in_order, parts_of
from .impls import ADT_KINDS, Impls
from .resolution import Ns
from .table import FILE, TRANSPARENT
from .trace import Trace


class Symbols:
    """Names every item of a commit."""

    def __init__(self, trace: Trace, declarations: Declarations, impls: Impls) -> None:
        self._trace = trace
        self._declarations = declarations
        self._impls = impls

    def symbol(self, definition: Def) -> Symbol:
        """The symbol of an item: what edges name (docs/symbols.md)."""
        return self._trace.memo("symbol", definition, lambda: self._symbol(definition))

    def _symbol(self, definition: Def) -> Symbol:
        parent = definition.parent
        if parent is None:
            return Symbol(definition.crate.id)
        is_within = definition.place.is_included and parent.place is definition.place and parent.ord != FILE
        if definition.ord == FILE or (parent.kind is ItemKind.MODULE and not is_within):
            return Symbol(definition.local + self._of_included(definition, parent))
        if parent.kind is ItemKind.IMPL:
            inherent = self._inherent_symbol(definition, parent)
            if inherent is not None:
                return inherent
        tail = definition.local[len(parent.local) :]
        return Symbol(self.symbol(parent) + tail)

    def _of_included(self, definition: Def, module: Def) -> str:
        """What tells an item of an included file from one of its name that is written in the module or came before."""
        place = definition.place
        if not place.is_included or definition.ord == FILE:
            return ""
        self._declarations.children(module)
        name = place.table.local[definition.ord]
        for other, container in parts_of(module):
            if other is place:
                break
            around = "" if container == FILE else other.table.local[container]
            if around + name in other.table.by_local:
                return f"#{posixpath.basename(place.path)}"
        return ""

    def _inherent_symbol(self, member: Def, implementation: Def) -> Symbol | None:
        """`Type::member` for inherent impls of a type of the same crate; None else."""
        item = self._declarations.decl(implementation)
        if item is None or item.trait is not None or member.kind in TRANSPARENT:
            return None
        meaning = self._impls.impl_header(implementation).type
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
        return self._trace.memo("called", (owner, name), lambda: self._all_called(owner, name), ())

    def _all_called(self, owner: Def, name: str) -> tuple[Def, ...]:
        variants = [each for each in self._declarations.named(owner, name) if each.kind is ItemKind.VARIANT]
        members: dict[Def, None] = {}
        for ns in (Ns.TYPE, Ns.VALUE):
            members.update(dict.fromkeys(self._impls.inherent(owner, name, ns)))
        inherent = [each for each in in_order(members) if self._first_owner(each) is owner]
        return (*variants, *inherent)

    def _first_owner(self, member: Def) -> Def | None:
        implementation = member.parent
        if implementation is None or implementation.crate.id != member.crate.id:
            return None
        meaning = self._impls.impl_header(implementation).type
        return meaning.defs[0] if meaning.defs else None


def _mark(definition: Def) -> str:
    return "!" if definition.kind is ItemKind.MACRO else ""
