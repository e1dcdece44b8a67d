"""What an item of one version of a package is in another version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rgraph.deps.beside.public_names import space_of
from rgraph.link.defs import Def
from rgraph.link.resolution import Resolution
from rgraph.link.table import FILE
from rgraph.link.world import World
from rgraph.model.facts import ItemKind

Root = Callable[[Def], Def | None]
"""The root module of the other version of the package that an item is of; None where it is not there."""


class Counterparts:
    """Finds items again by the path that code writes, by where they are declared, or by whose members they are."""

    def __init__(self, old: World, new: World, root: Root, written: Mapping[Def, Iterable[tuple[str, ...]]]) -> None:
        self._old, self._new = old, new
        self._root = root
        self._written = written
        self._known: dict[Def, Def | None] = {}

    def of(self, item: Def) -> Def | None:
        """The item in the other version; None where there is none."""
        if item not in self._known:
            self._known[item] = None  # for an item that is asked for on the way to itself
            self._known[item] = self._of_std(item) if item.external else self._found(item)
        return self._known[item]

    def _of_std(self, item: Def) -> Def | None:
        parent = item.parent
        if parent is not None and parent.kind is ItemKind.TRAIT:
            trait = self._new.std(self._old.symbol(parent))
            return next(iter(self._new.named(trait, item.name)), None) if trait is not None else None
        return self._new.std(self._old.symbol(item))

    def _found(self, item: Def) -> Def | None:
        parent = item.parent
        if parent is None:
            return self._root(item)
        if parent.kind is ItemKind.IMPL:
            return self._member(item, parent)
        if parent.kind is ItemKind.MODULE or item.ord == FILE:
            return self._by_path(item) or self._declared(item, parent)
        return self._declared(item, parent)

    def declared(self, item: Def) -> tuple[Def | None, Def | None] | None:
        """The member of a trait that a member of an impl stands for, in both versions; None for others."""
        parent = item.parent
        if parent is None or parent.kind is not ItemKind.IMPL:
            return None
        header = self._old.impl_header(parent)
        if header.trait is None:
            return None
        trait = header.trait.defs[0] if header.trait.defs else None
        member = next(iter(self._old.named(trait, item.name)), None) if trait is not None else None
        return member, self.of(member) if member is not None else None

    def at_paths(self, item: Def) -> bool:
        """Whether one of the paths as code writes them still leads to something; True where none is known."""
        return not self._written.get(item) or self._root(item) is None or self._by_path(item) is not None

    def _by_path(self, item: Def) -> Def | None:
        """By a path as code writes it, from the root of the package."""
        root = self._root(item)
        if root is None:
            return None
        space = space_of(item)
        for names in self._written.get(item, ()):
            found = self._new.walk(Resolution(defs=(root,)), names, 0, space)
            if found.defs and not found.rest:
                return found.defs[0]
        return None

    def _declared(self, item: Def, parent: Def) -> Def | None:
        above = self.of(parent)
        if above is None:
            return None
        if item.kind is ItemKind.FIELD:
            return self._new.field(above, item.name)
        space = space_of(item)
        named = [each for each in self._new.named(above, item.name) if space_of(each) is space]
        same = [each for each in named if each.kind is item.kind] or named
        if same or above.kind is not ItemKind.MODULE:
            return same[0] if same else None
        found = self._new.walk(Resolution(defs=(above,)), [item.name], 0, space)
        return found.defs[0] if found.defs and not found.rest else None

    def _member(self, item: Def, implementation: Def) -> Def | None:
        """A member of an impl: of the same type, or of the trait that the impl is of."""
        header = self._old.impl_header(implementation)
        traits = self.declared(item)
        if traits is not None and header.trait is not None and header.trait.defs:
            return traits[1]
        owner = header.type.defs[0] if header.type.defs and not header.type.rest else None
        other = self.of(owner) if owner is not None else None
        if other is None:
            return None
        space = space_of(item)
        found = self._new.inherent(other, item.name, space)
        return found[0] if found else None
