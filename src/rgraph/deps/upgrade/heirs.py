"""What stands in the new version where an item is gone: the same name elsewhere, or the same code by another name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.deps.beside.public_names import public_name
from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Def
from rgraph.model.facts import Item, ItemKind
from rgraph.model.packages import PackageId

from .comparing import Difference
from .report import GONE, Effect

_NAMED = 3
"""How many items of the name are told of."""


class Heirs:
    """Looks through the new version of a package, once each."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self._items: dict[PackageId, list[tuple[Def, Item]]] = {}
        self._unseen: dict[PackageId | None, set[str]] = {}

    def gone(self, item: Def, package: PackageId | None) -> Difference:
        """That an item is there no more, and what may be written instead."""
        old = item.item
        if package is None or old is None:
            return Difference(Effect.BREAKS, "its package is gone")
        note = old.attrs.deprecated_note if old.attrs.deprecated else ""
        if note:
            return Difference(Effect.BREAKS, GONE, note)
        return Difference(Effect.BREAKS, GONE, self._moved(item, old, package))

    def may_be_made(self, item: Def, package: PackageId | None) -> bool:
        """Whether the new version may have an item that is not seen: one that a macro of another package makes."""
        old = item.item
        top = self._new.root(package) if package is not None else None
        if old is None or top is None:
            return False
        if package not in self._unseen:
            self._unseen[package] = set(self._outside_calls(top))
        return bool(old.made_by and self._unseen[package])

    @property
    def unseen(self) -> list[str]:
        """What is not seen of the new versions, a sentence each."""
        return [
            f"what {', '.join(f'`{macro}!`' for macro in sorted(macros))} makes in {package} is not known: "
            "its source is not available"
            for package, macros in self._unseen.items()
            if macros
        ]

    def _outside_calls(self, top: Def) -> Iterator[str]:
        """The macros of packages that are not at hand, or that could not be expanded, which may make items."""
        world = self._new.world
        for place in [place for place in world.places.values() if place.crate.id == top.crate.id]:
            for ord_ in place.table.calls:
                call = place.defs(ord_)
                item = call.item
                if item is not None and item.macro_path is not None and not item.in_block:
                    outside = world.macro(world.scope(call), item.macro_path).outside
                    if outside and not outside.startswith(("std::", "core::", "alloc::")):
                        yield item.macro_path.segments[-1].name

    def _moved(self, item: Def, old: Item, package: PackageId) -> str:
        every = [each for each in self._public(package) if each[1].kind is old.kind]
        same = [each for each, _ in every if each.name == item.name and _holder(each) == _holder(item)]
        same = same or [each for each, _ in every if each.name == item.name and not _is_member(item)]
        if same:
            return self.called(same)
        if old.kind is ItemKind.TRAIT:
            return self._of_members(item, package)
        known = bool(old.body_hash) and old.has_body and len(old.signature) > len(old.name)
        code = [each for each, now in every if known and now.body_hash == old.body_hash and _is_like(old, now)]
        return self.called(code) if len(code) == 1 else ""

    def _of_members(self, trait: Def, package: PackageId) -> str:
        """The trait that has the members of one that is gone, where there is one."""
        names = {each.name for each in self._old.world.children(trait)}
        alike = [
            each
            for each, now in self._public(package)
            if now.kind is ItemKind.TRAIT and names and {one.name for one in self._new.world.children(each)} >= names
        ]
        return self.called(alike) if len(alike) == 1 else ""

    def called(self, items: Iterable[Def]) -> str:
        """Items by the paths that users can write; those that they cannot name are left out."""
        names = sorted({name for each in items if (name := public_name(self._new.world, each))})
        return "`" + "`, `".join(names[:_NAMED]) + "`" if names else ""

    def named(self, package: PackageId, name: str) -> list[Def]:
        """The public items of a name that stand in a module of the new version."""
        return [each for each, _ in self._public(package) if each.name == name and not _is_member(each)]

    def _public(self, package: PackageId) -> list[tuple[Def, Item]]:
        found = self._items.get(package)
        if found is None:
            found = self._items[package] = list(self._declared(package))
        return found

    def _declared(self, package: PackageId) -> Iterator[tuple[Def, Item]]:
        top = self._new.root(package)
        crate = top.crate.id if top is not None else ""
        for place in self._new.world.places.values():
            if place.crate.id == crate:
                for definition in place.each():
                    item = definition.item
                    if item is not None and (item.vis == "pub" or _is_member(definition) or item.attrs.macro_export):
                        yield definition, item


def _is_member(definition: Def) -> bool:
    parent = definition.parent
    return parent is not None and parent.kind is not ItemKind.MODULE


def _holder(definition: Def) -> str:
    """The name of the type or trait that an item is a member of; "" for one of a module."""
    parent = definition.parent
    if parent is None or parent.kind is ItemKind.MODULE:
        return ""
    return parent.item.name if parent.item is not None else parent.name


def _is_like(old: Item, new: Item) -> bool:
    """Whether two functions are the same but for their names."""
    return old.signature.replace(f"fn {old.name}", "fn _", 1) == new.signature.replace(f"fn {new.name}", "fn _", 1)
