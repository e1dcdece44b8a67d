"""World-wide indexes by name: impls by head and trait, members, traits by member, aliases, exported macros."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Generic, TypeVar

from rgraph.model.facts import ItemKind

from .defs import Def, Place, PlaceKey
from .fingerprints import alias_pairs
from .table import FileTable

Slot = TypeVar("Slot")

Ords = dict[Place, list[int]]
"""Ords by place."""


class Postings(Generic[Slot]):
    """Where the items of each slot are declared: in the tree, and, as `below` has it, in std."""

    def __init__(self, below: Postings[Slot] | None, std: Mapping[PlaceKey, Place]) -> None:
        self._own: dict[Slot, Ords] = {}
        self._below: dict[Slot, Ords] = below._own if below is not None else {}
        self._std = std

    def add(self, slot: Slot, place: Place, ord_: int) -> None:
        """Take in an item."""
        self._own.setdefault(slot, {}).setdefault(place, []).append(ord_)

    def remove(self, slot: Slot, place: Place) -> None:
        """Take out the items of a place."""
        postings = self._own.get(slot)
        if postings is not None:
            postings.pop(place, None)
            if not postings:
                del self._own[slot]

    def __contains__(self, slot: Slot) -> bool:
        return slot in self._own or slot in self._below

    def definitions(self, slot: Slot) -> list[Def]:
        """The items of a slot, in the order of places."""
        own, below = self._own.get(slot), self._below.get(slot)
        postings = [*own.items()] if own else []
        if below:
            postings += [(self._std[place.key], ords) for place, ords in below.items()]
        if len(postings) > 1:
            postings.sort(key=lambda posting: posting[0].key)
        return [place.defs(ord_) for place, ords in postings for ord_ in ords]


class Indexes:
    """Indexes that are updated file by file. All are by names as written, so readers must check what these mean.

    `below` are those of std, which all worlds of a process share and nobody changes: they tell of places by their keys,
    and `std` has the places that stand for these keys here.
    """

    def __init__(self, below: Indexes | None = None, std: Mapping[PlaceKey, Place] | None = None) -> None:
        places = std or {}
        self._below = below
        self.members: Postings[tuple[str, str]] = Postings(below.members if below is not None else None, places)
        self.impls: Postings[tuple[str, str]] = Postings(below.impls if below is not None else None, places)
        self.by_trait: Postings[str] = Postings(below.by_trait if below is not None else None, places)
        self.traits_with: Postings[str] = Postings(below.traits_with if below is not None else None, places)
        self.exported: Postings[tuple[str, str]] = Postings(below.exported if below is not None else None, places)
        self.macro_names: Postings[tuple[str, str]] = Postings(below.macro_names if below is not None else None, places)
        self._by_head: dict[str, dict[str, int]] = {}  # how many impls of each trait a head has
        self._made: dict[str, int] = {}  # in how many macro bodies a trait is implemented
        self._aliases: dict[str, dict[Place, list[str]]] = {}
        self._spellings: dict[str, tuple[str, ...]] = {}

    def add(self, place: Place, table: FileTable) -> None:
        """Take in a file's declarations."""
        for index, slot, ord_ in self._postings(place, table):
            index.add(slot, place, ord_)
        for name, alias in alias_pairs(table):
            self._aliases.setdefault(name, {}).setdefault(place, []).append(alias)
        for head, trait in table.heads.values():
            traits = self._by_head.setdefault(head, {})
            traits[trait] = traits.get(trait, 0) + 1
        for name, count in table.made_traits.items():
            self._made[name] = self._made.get(name, 0) + count

    def remove(self, place: Place, table: FileTable) -> None:
        """Take out what `add` took in."""
        for index, slot, _ in self._postings(place, table):
            index.remove(slot, place)
        for name, _ in alias_pairs(table):
            self._aliases.get(name, {}).pop(place, None)
        for head, trait in table.heads.values():
            traits = self._by_head[head]
            traits[trait] -= 1
            if not traits[trait]:
                del traits[trait]
        for name, count in table.made_traits.items():
            self._made[name] -= count
            if not self._made[name]:
                del self._made[name]

    def is_made(self, trait: str) -> bool:
        """Whether a macro body implements a trait of this name."""
        return trait in self._made or (self._below is not None and self._below.is_made(trait))

    def implemented(self, head: str) -> Collection[str]:
        """The names of the traits that types written so have impls of; "" stands for inherent ones."""
        own = self._by_head.get(head, {}).keys()
        return own if self._below is None else own | set(self._below.implemented(head))

    def aliases(self, name: str) -> set[str]:
        """The other names that imports and type aliases give a name."""
        own = {each for names in self._aliases.get(name, {}).values() for each in names}
        return own if self._below is None else own | self._below.aliases(name)

    def closure(self, name: str) -> tuple[str, ...]:
        """A name and all others that imports and type aliases give it."""
        found = {name: None}
        pending = [name]
        while pending:
            for alias in sorted(self.aliases(pending.pop()) - found.keys()):
                found[alias] = None
                pending.append(alias)
        return tuple(found)

    def spellings(self, name: str) -> tuple[str, ...]:
        """A name, and of its other names those by which the header of an impl has a type or a trait."""
        found = self.closure(name)
        return found if len(found) == 1 else (name, *(each for each in found[1:] if self._is_in_header(each)))

    def respelled(self) -> set[str]:
        """The names whose `spellings` have changed since this was last asked."""
        before = self._spellings
        names = self._aliases.keys() if self._below is None else self._aliases.keys() | self._below._aliases.keys()
        now = {name: found for name in names if len(found := self.spellings(name)) > 1}
        self._spellings = now
        return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}

    def _is_in_header(self, name: str) -> bool:
        return name in self.by_trait or bool(self.implemented(name))

    def _postings(self, place: Place, table: FileTable) -> Iterator[tuple[Postings[Any], Any, int]]:
        items, children = table.items, table.children
        for ord_, (head, trait) in table.heads.items():
            yield self.impls, (head, trait), ord_
            if trait:
                yield self.by_trait, trait, ord_
            for child in children.get(ord_, ()):
                yield self.members, (head, items[child].name), child
        for ord_, item in table.present():
            if item.kind is ItemKind.TRAIT:
                for child in children.get(ord_, ()):
                    yield self.traits_with, items[child].name, ord_
        crate = place.crate.id
        for name, ords in table.macros.items():
            for ord_ in ords:
                yield self.macro_names, (crate, name), ord_
                if items[ord_].attrs.macro_export:
                    yield self.exported, (crate, name), ord_
        for name, ords in table.proc_macros.items():
            for ord_ in ords:
                yield self.exported, (crate, name), ord_
