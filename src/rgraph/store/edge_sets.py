"""The edge sets that are written: each content of one has one number, under which files have it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from .chains import NO_SET
from .contents import Contents
from .pending import NEXT_SET, Pending


class PackedSet(msgspec.Struct, frozen=True):
    """A linked file as the store keeps it: its hash (`packing.set_hash`) and its squeezed bytes."""

    hash: str
    value: bytes


class EdgeSets:
    """The numbers of edge sets: of those that are stored, and of those that are pending."""

    def __init__(self, contents: Contents, pending: Pending) -> None:
        self._contents = contents
        self._pending = pending
        self._numbers: dict[str, int] = {"": NO_SET}

    def add(self, sets: Iterable[PackedSet]) -> None:
        """Edge sets; those that are there already are left as they are."""
        new = {edges.hash: edges for edges in sets if edges.hash not in self._numbers}
        if not new:
            return
        known = self._contents.set_ids(new)
        self._numbers.update(known)
        for hash_, edges in new.items():
            if hash_ not in known:
                number = self._numbers[hash_] = self._pending.new_number(NEXT_SET)
                self._pending.add("edge_set", number, hash_, edges.value, weight=len(edges.value))
                self._pending.add("set_of", hash_, number)

    def number(self, hash_: str) -> int:
        """The number of a set that was added, by its hash; `NO_SET` for ""."""
        if hash_ not in self._numbers:
            self._numbers.update(self._contents.set_ids([hash_]))
        return self._numbers[hash_]
