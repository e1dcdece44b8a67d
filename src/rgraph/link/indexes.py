"""World-wide indexes by name: impls by head and trait, members, traits by member, aliases, exported macros."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.model.facts import ItemKind

from .defs import Def, Place
from .fingerprints import alias_pairs
from .table import FileTable

Postings = dict[Place, list[int]]
"""Ords by place."""


class Indexes:
    """Indexes that are updated file by file. All are by names as written, so readers must check what these mean."""

    def __init__(self) -> None:
        self.members: dict[tuple[str, str], Postings] = {}
        self.impls: dict[tuple[str, str], Postings] = {}
        self.by_head: dict[str, dict[str, int]] = {}  # how many impls of each trait a head has
        self.by_trait: dict[str, Postings] = {}
        self.made: dict[str, int] = {}  # in how many macro bodies a trait is implemented
        self.traits_with: dict[str, Postings] = {}
        self.exported: dict[tuple[str, str], Postings] = {}
        self.macro_names: dict[tuple[str, str], Postings] = {}
        self.aliases: dict[str, dict[Place, list[str]]] = {}

    def add(self, place: Place, table: FileTable) -> None:
        """Take in a file's declarations."""
        for index, slot, ord_ in self._postings(place, table):
            index.setdefault(slot, {}).setdefault(place, []).append(ord_)
        for name, alias in alias_pairs(table):
            self.aliases.setdefault(name, {}).setdefault(place, []).append(alias)
        for head, trait in table.heads.values():
            traits = self.by_head.setdefault(head, {})
            traits[trait] = traits.get(trait, 0) + 1
        for name, count in table.made_traits.items():
            self.made[name] = self.made.get(name, 0) + count

    def remove(self, place: Place, table: FileTable) -> None:
        """Take out what `add` took in."""
        for index, slot, _ in self._postings(place, table):
            postings = index.get(slot)
            if postings is not None:
                postings.pop(place, None)
                if not postings:
                    del index[slot]
        for name, _ in alias_pairs(table):
            self.aliases.get(name, {}).pop(place, None)
        for head, trait in table.heads.values():
            traits = self.by_head[head]
            traits[trait] -= 1
            if not traits[trait]:
                del traits[trait]
        for name, count in table.made_traits.items():
            self.made[name] -= count
            if not self.made[name]:
                del self.made[name]

    def _postings(self, place: Place, table: FileTable) -> Iterator[tuple[dict, object, int]]:  # type: ignore[type-arg]
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


def definitions(postings: Postings | None) -> list[Def]:
    """Postings as definitions, in the order of places."""
    if not postings:
        return []
    places = sorted(postings, key=lambda place: place.key) if len(postings) > 1 else postings
    return [place.defs(ord_) for place in places for ord_ in postings[place]]
