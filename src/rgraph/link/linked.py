"""What linking gives for one file, and as bytes for a store or another process."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from rgraph.model.gaps import Gap
from rgraph.model.graph import LinkedFile, pack_linked, unpack_linked


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


def pack_footprint(keys: frozenset[int]) -> bytes:
    """Base facts' keys as bytes, in order: equal for equal footprints."""
    packed = array("q", sorted(keys))
    return packed.tobytes()


def unpack_footprint(data: bytes) -> frozenset[int]:
    """The inverse of `pack_footprint`."""
    keys = array("q")
    keys.frombytes(data)
    return frozenset(keys)
