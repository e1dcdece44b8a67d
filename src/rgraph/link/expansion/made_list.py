"""The made items of a file as a linked file lists them: those of all its places."""

from __future__ import annotations

from msgspec.structs import replace

from rgraph.link.table import FileTable
from rgraph.model.facts import Item
from rgraph.model.graph import MadeItem


class MadeList:
    """The made items of a file at all its places: places with the same table share them, others follow each other."""

    def __init__(self) -> None:
        self._shifts: dict[int, tuple[FileTable, int]] = {}
        self._replaced: dict[int, Item] = {}
        self._made: list[Item] = []

    def shift(self, table: FileTable) -> int:
        """Add the table of a place; returns what to add to the ords of its made items."""
        known = self._shifts.get(id(table))
        if known is not None:
            return known[1]
        shift = len(self._made)
        self._shifts[id(table)] = (table, shift)
        made = table.made
        if made.is_any:
            for ord_ in made.replaced:
                self._replaced.setdefault(ord_, table.items[ord_])
            self._made += [_shift_parent(item, made.first, shift) for item in table.items[made.first :]]
            self._first = made.first
        return shift

    @property
    def items(self) -> list[MadeItem]:
        """All of them, by ord."""
        replaced = [MadeItem(ord_, self._replaced[ord_]) for ord_ in sorted(self._replaced)]
        return replaced + [MadeItem(self._first + at, item) for at, item in enumerate(self._made)]


def _shift_parent(item: Item, first: int, shift: int) -> Item:
    return replace(item, parent=item.parent + shift) if shift and item.parent >= first else item
