"""How users may use a public item: build it, match it exhaustively, implement it, make it an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.link.resolution import Ns
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import TPath, TPtr, TRef, TSlice, Type

from .covered import is_covered
from .export_names import export_name
from .model import PublicItem
from .objects import asks_sized, dyn_compatible
from .stability import is_left_out
from .stubs import stands_for

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .surface import Surfaces


class Usage:
    """Fills the facts of the public items of one crate."""

    def __init__(self, surfaces: Surfaces, crate: str, items: list[PublicItem]) -> None:
        self._surfaces, self._world, self._crate, self._items = surfaces, surfaces.world, crate, items
        self._public = {item.definition for item in items if item.definition is not None and not item.hidden}
        self._sealed: dict[Def, bool] = {}

    def _never(self, item: Item) -> bool:
        return is_left_out(self._world, item)

    def fill(self) -> None:
        """Sets `facts` on every item and member."""
        for item in self._items:
            for each in item.walk():
                each.facts = self._facts(each)

    def _facts(self, item: PublicItem) -> dict[str, str]:
        facts = {"hidden": _yes(item.hidden), "gated": _yes(item.gate), "gate": item.gate}
        definition, declared = item.definition, item.item
        if definition is None or declared is None:
            return facts
        if item.kind in {"struct", "union", "variant"}:
            facts |= self._aggregate(item, definition, declared)
        elif item.kind == "enum":
            facts |= {"exhaustive": _yes(not declared.attrs.non_exhaustive and not self._spare_variant(definition))}
        elif item.kind == "trait":
            sealed, kept = self.sealed(definition), self._asks_for_hidden(definition)
            objects, unseen = dyn_compatible(self._world, definition)
            covered = not (sealed or kept) and is_covered(definition, self._surfaces.impls, self._world)
            facts |= {"sealed": _yes(sealed or kept or covered), "kept": _yes(kept), "covered": _yes(covered)}
            facts |= {"dyn": _yes(objects), "dyn_unseen": unseen}
        elif item.kind in {"function", "method", "trait_method"}:
            facts |= {
                "unsafe": _yes("unsafe" in declared.quals),
                "default": _yes(declared.has_body),
                "exported": _yes(export_name(declared)),
                "asks_sized": _yes(asks_sized(declared)),
            }
        elif item.kind in {"trait_const", "trait_type"}:
            facts |= {
                "default": _yes(declared.has_body or declared.value),
                "asks_sized": _yes(asks_sized(declared)),
            }
        return facts

    def _aggregate(self, item: PublicItem, definition: Def, declared: Item) -> dict[str, str]:
        fields = [f.item for f in self._world.fields(definition) if f.item is not None and not self._never(f.item)]
        public = [f for f in fields if item.kind == "variant" or f.vis == "pub"]
        whole = len(public) == len(fields) and not _is_flag_set(definition, declared)
        open_ = whole and not declared.attrs.non_exhaustive
        return {
            "form": declared.form,
            "constructible": _yes(open_ and not any(f.attrs.doc_hidden for f in public)),
            "all_public": _yes(whole),
            "has_public": _yes(public),
            "has_fields": _yes(fields),
            "non_exhaustive": _yes(declared.attrs.non_exhaustive),
        }

    def _spare_variant(self, enum: Def) -> bool:
        """A hidden variant was how enums said that more may come, before `#[non_exhaustive]`."""
        return any(v.item is not None and v.item.attrs.doc_hidden for v in self._world.variants(enum))

    # ---- sealed traits -----------------------------------------------------------------------------------

    def sealed(self, trait: Def) -> bool:
        """Whether no other crate can implement the trait: it asks for something that they cannot name or implement."""
        if trait not in self._sealed:
            self._decide(trait)
        return self._sealed[trait]

    def _decide(self, trait: Def) -> None:
        """Of a trait and those above it. Without recursion: chains of traits are as long as a repository likes."""
        below: dict[Def, list[Def]] = {trait: []}
        closed: list[Def] = []
        queue = [trait]
        while queue:
            one = queue.pop()
            above = self._above(one)
            if self._is_closed(one, above):
                closed.append(one)
                continue
            for other in above:
                if other not in self._sealed:
                    if other not in below:
                        below[other] = []
                        queue.append(other)
                    below[other].append(one)
        self._sealed.update(dict.fromkeys(below, False))
        while closed:
            one = closed.pop()
            if not self._sealed[one]:
                self._sealed[one] = True
                closed += below[one]

    def _is_closed(self, trait: Def, above: list[Def]) -> bool:
        if any(not self._is_named(other) or self._sealed.get(other, False) for other in above):
            return True
        return any(self._unnameable(member) for member in self._world.members(trait))

    def _above(self, trait: Def) -> list[Def]:
        """The supertraits of the workspace that are not implemented for all types."""
        item = trait.item
        if item is None:
            return []
        bounds = [*item.bounds, *(b for p in item.generics.where if _is_self(p.ty) for b in p.bounds)]
        resolved = (self._world.resolve(self._world.scope(trait), bound.path, Ns.TYPE) for bound in bounds)
        traits = [found.defs[0] for found in resolved if found.defs and not found.rest]
        own = [each for each in traits if not each.external and each.kind is ItemKind.TRAIT]
        return [each for each in own if not self._surfaces.impls.blanket.get(str(self._world.symbol(each)))]

    def _is_named(self, definition: Def) -> bool:
        home = definition.crate.id
        return definition in self._public or (home != self._crate and self._surfaces.is_named(definition, home))

    def _asks_for_hidden(self, trait: Def) -> bool:
        """Whether a trait requires a hidden member: no more than a macro of its project implements it by the rules."""
        members = (member.item for member in self._world.members(trait))
        return any(m is not None and m.attrs.doc_hidden and not m.has_body and not m.value for m in members)

    def _unnameable(self, member: Def) -> bool:
        """A required item in which users would have to write a type that they cannot name."""
        item = member.item
        if item is None or item.has_body or item.value:
            return False
        if item.kind is ItemKind.FUNCTION:
            return any(self._private_type(member, ty) for ty in (item.ret, *(param.ty for param in item.params)))
        return item.kind is ItemKind.CONST and self._private_type(member, item.ty)

    def _private_type(self, member: Def, ty: Type | None) -> bool:
        while isinstance(ty, TRef | TPtr | TSlice):
            ty = ty.ty
        if not isinstance(ty, TPath):
            return False
        found = self._world.resolve(self._world.scope(member), ty.path, Ns.TYPE)
        if any(self._private_type(member, each) for each in ty.path.segments[-1].args):
            return True
        if found.rest or found.param or found.is_self or not found.defs or found.defs[0].external:
            return False
        if found.defs[0].kind not in {ItemKind.STRUCT, ItemKind.ENUM} or self._is_named(found.defs[0]):
            return False
        return not stands_for(self._world, found.defs[0])


def _is_self(ty: Type) -> bool:
    return isinstance(ty, TPath) and [s.name for s in ty.path.segments] == ["Self"] and ty.path.qself is None


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _is_flag_set(definition: Def, declared: Item) -> bool:
    """Whether `bitflags!` makes a struct, with a field that nobody sees."""
    items = definition.place.table.items
    call = items[declared.parent] if declared.in_macro and 0 <= declared.parent < len(items) else None
    return call is not None and call.kind is ItemKind.MACRO_CALL and call.name == "bitflags"
