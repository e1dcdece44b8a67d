"""How the members of traits change from one commit to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

from .table import FileTable

if TYPE_CHECKING:
    from .defs import Place

TraitMember = tuple[str, str]
"""A member's name, and the structural path of its trait in the file."""


class TraitMemberChanges:
    """The members that traits have gained since this was last cleared."""

    def __init__(self) -> None:
        self.gained: dict[tuple[Place, str], set[str]] = {}  # by place and path of the trait: the members' names
        self.net: Counter[str] = Counter()

    def note(self, place: Place, old: FileTable | None, new: FileTable | None) -> None:
        """Note how the declarations of a place have changed (None: there are none)."""
        before = set(trait_members(old)) if old is not None else set()
        after = set(trait_members(new)) if new is not None else set()
        for name, trait in after - before:
            self.gained.setdefault((place, trait), set()).add(name)
            self.net[name] += 1
        for name, _ in before - after:
            self.net[name] -= 1

    def clear(self) -> None:
        """Forget all changes."""
        self.gained.clear()
        self.net.clear()


def trait_members(table: FileTable) -> Iterator[TraitMember]:
    """The members of all traits of a file."""
    for ord_, item in table.present():
        if item.kind is ItemKind.TRAIT:
            for child in table.children.get(ord_, ()):
                yield table.items[child].name, table.local[ord_]
