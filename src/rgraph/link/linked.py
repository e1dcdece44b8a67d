"""What linking gives for one file, and as bytes for a store or another process."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Set
from types import MappingProxyType
from typing import NamedTuple

from rgraph.model.gaps import Gap
from rgraph.model.graph import LinkedFile, pack_linked, unpack_linked
from rgraph.model.ids import RepoPath


class Linked(NamedTuple):
    """What linking one file gave: its edges, what they lean on, and what internal errors cost."""

    file: LinkedFile
    footprint: frozenset[int]
    gaps: list[Gap]


def packed(one: Linked) -> tuple[bytes, bytes, list[Gap]]:
    """A linked file as bytes."""
    return pack_linked(one.file), pack_footprint(one.footprint), one.gaps


def unpacked(data: tuple[bytes, bytes, list[Gap]]) -> Linked:
    """The inverse of `packed`."""
    return Linked(unpack_linked(data[0]), unpack_footprint(data[1]), data[2])


FEW = 16
"""Base facts that are looked for in a packed footprint."""


class Footprints:
    """What the files of one tree lean on. What a store has kept is unpacked where it is asked for: mostly it is not."""

    def __init__(self, packed: Mapping[RepoPath, bytes] = MappingProxyType({})) -> None:
        self._packed = dict(packed)
        self._known: dict[RepoPath, frozenset[int]] = {}

    def __contains__(self, path: RepoPath) -> bool:
        return path in self._known or path in self._packed

    def __getitem__(self, path: RepoPath) -> frozenset[int]:
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = unpack_footprint(self._packed.pop(path))
        return known

    def __setitem__(self, path: RepoPath, keys: frozenset[int]) -> None:
        self._packed.pop(path, None)
        self._known[path] = keys

    def drop(self, path: RepoPath) -> None:
        """Forget a file."""
        self._packed.pop(path, None)
        self._known.pop(path, None)

    def meet(self, path: RepoPath, keys: Set[int]) -> bool:
        """Whether a file leans on any of some base facts."""
        data = self._packed.get(path)
        if data is not None and len(keys) <= FEW and not any(_word(key) in data for key in keys):
            return False  # and is not even unpacked
        return path in self and not self[path].isdisjoint(keys)


def _word(key: int) -> bytes:
    return array("q", (key,)).tobytes()


def pack_footprint(keys: frozenset[int]) -> bytes:
    """Base facts' keys as bytes, in order: equal for equal footprints."""
    packed = array("q", sorted(keys))
    return packed.tobytes()


def unpack_footprint(data: bytes) -> frozenset[int]:
    """The inverse of `pack_footprint`."""
    keys = array("q")
    keys.frombytes(data)
    return frozenset(keys)
