"""The result of linking one file, also as bytes for a store or another process."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from rgraph.model.gaps import Gap
from rgraph.model.graph import LinkedFile, Where, pack_linked, unpack_linked
from rgraph.model.ids import RepoPath

Calls = tuple[tuple[str, Where, int], ...]
"""Calls that have an edge: shape, where they lead, how many."""


class BodyFootprint(NamedTuple):
    """What the edges of a function depend on, and its calls."""

    keys: frozenset[int]
    calls: Calls


@dataclass(frozen=True, slots=True)
class Footprint:
    """The keys of the base facts that a file's edges depend on, and which of them each function depends on.

    `bodies` has the functions by a fingerprint of their path, declaration and body (`spared.fingerprint`).
    """

    keys: frozenset[int] = frozenset()
    bodies: Mapping[int, BodyFootprint] = field(default_factory=dict)


class Linked(NamedTuple):
    """What linking one file gave: its edges, what they depend on, and what internal errors cost."""

    file: LinkedFile
    footprint: Footprint
    gaps: list[Gap]


def packed(one: Linked) -> tuple[bytes, bytes, list[Gap]]:
    """A linked file as bytes."""
    return pack_linked(one.file), pack_footprint(one.footprint), one.gaps


def unpacked(data: tuple[bytes, bytes, list[Gap]]) -> Linked:
    """The inverse of `packed`."""
    return Linked(unpack_linked(data[0]), unpack_footprint(data[1]), data[2])


FEW = 16
"""Up to so many keys are looked for in a packed footprint as bytes, which is faster than unpacking it."""


class Footprints:
    """The footprints of the files of one tree. Those from a store stay packed until asked for; most never are."""

    def __init__(self, packed: Mapping[RepoPath, bytes] = MappingProxyType({})) -> None:
        self._packed = dict(packed)
        self._keys: dict[RepoPath, frozenset[int]] = {}

    def __contains__(self, path: RepoPath) -> bool:
        return path in self._packed

    def __getitem__(self, path: RepoPath) -> Footprint:
        return unpack_footprint(self._packed[path])

    def packed(self, path: RepoPath) -> bytes:
        """A file's footprint as a store keeps it."""
        return self._packed[path]

    def __setitem__(self, path: RepoPath, footprint: Footprint) -> None:
        self._packed[path] = pack_footprint(footprint)
        self._keys[path] = footprint.keys

    def drop(self, path: RepoPath) -> None:
        """Forget a file."""
        self._packed.pop(path, None)
        self._keys.pop(path, None)

    def meet(self, path: RepoPath, keys: Set[int]) -> bool:
        """Whether a file depends on any of some base facts."""
        data = self._packed.get(path)
        if data is None:
            return False
        known = self._keys.get(path)
        if known is None:
            if len(keys) <= FEW and not any(_words((key,)) in data for key in keys):
                return False
            known = self._keys[path] = frozenset(_numbers("q", _keys_alone.decode(data).keys))
        return not known.isdisjoint(keys)


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """`keys` are sorted. `groups` are what functions depend on, as indices into `keys`, those that depend on the
    same being a group; `bodies` are triples of fingerprint, group and calls.
    """

    keys: bytes
    groups: list[bytes]
    bodies: list[tuple[int, int, Calls]]


class _Keys(msgspec.Struct, frozen=True, array_like=True):
    """`_Packed` if only the keys are wanted: its first field."""

    keys: bytes


_packed = msgspec.msgpack.Decoder(_Packed)
_keys_alone = msgspec.msgpack.Decoder(_Keys)


def pack_footprint(footprint: Footprint) -> bytes:
    """A footprint as bytes, its keys in order."""
    keys = sorted(footprint.keys)
    place = {key: number for number, key in enumerate(keys)}
    groups: dict[frozenset[int], int] = {}
    bodies = []
    for fingerprint, body in sorted(footprint.bodies.items()):
        bodies.append((fingerprint, groups.setdefault(body.keys, len(groups)), body.calls))
    places = [array("I", sorted(place[key] for key in group)).tobytes() for group in groups]
    return msgspec.msgpack.encode(_Packed(_words(keys), places, bodies))


def unpack_footprint(data: bytes) -> Footprint:
    """The inverse of `pack_footprint`."""
    one = _packed.decode(data)
    keys = _numbers("q", one.keys)
    groups = [frozenset(keys[place] for place in _numbers("I", each)) for each in one.groups]
    bodies = {fingerprint: BodyFootprint(groups[group], calls) for fingerprint, group, calls in one.bodies}
    return Footprint(frozenset(keys), bodies)


def _words(keys: list[int] | tuple[int, ...]) -> bytes:
    return array("q", keys).tobytes()


def _numbers(kind: str, data: bytes) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(data)
    return numbers
