"""The one way to what is known of contents and edge sets: a protocol, one source laid over another, and a reader."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

import msgspec

from .cargo import Lockfile, Manifest
from .chosen_cfg import CfgTable
from .facts import BlobBodies, BlobFacts
from .graph import LinkedFile, unpack_linked
from .ids import BlobHash

K = TypeVar("K")
V = TypeVar("V")


class ContentSource(Protocol):
    """Contents by their hash and edge sets by their id (`FileState.edges`; "" is left out), many at once: one by one is
    dear in a store.

    A store and a tree in memory answer for all that is asked or raise; a source that is laid over another (`Overlay`)
    answers for what it has.
    """

    def facts(self, blobs: Iterable[BlobHash], /) -> dict[BlobHash, BlobFacts]:
        """The facts of Rust files."""

    def bodies(self, blobs: Iterable[BlobHash], /) -> dict[BlobHash, BlobBodies]:
        """The bodies of Rust files."""

    def manifests(self, blobs: Iterable[BlobHash], /) -> dict[BlobHash, Manifest]:
        """Contents read as `Cargo.toml`."""

    def lockfiles(self, blobs: Iterable[BlobHash], /) -> dict[BlobHash, Lockfile]:
        """Contents read as `Cargo.lock`."""

    def settings(self, blobs: Iterable[BlobHash], /) -> dict[BlobHash, CfgTable]:
        """The `[cfg]` tables of `rgraph.toml` files."""

    def made(self, blobs: Iterable[BlobHash], /) -> dict[BlobHash, bytes]:
        """What the macro calls of contents made (`LinkDelta.made`), of those of which it is kept."""

    def linked(self, sets: Iterable[str], /) -> dict[str, LinkedFile]:
        """Edge sets."""

    def packed_links(self, sets: Iterable[str], /) -> Iterator[tuple[str, bytes]]:
        """Edge sets as `pack_linked` made them, for who reads only a part of each."""


class Shelf(Protocol):
    """Keeps what was computed beside contents, to save time: no answer depends on what is there."""

    def get(self, blobs: Iterable[BlobHash], /) -> dict[BlobHash, bytes]:
        """What is kept beside these contents, of those of which something is."""

    def put(self, values: Mapping[BlobHash, bytes], /) -> None:
        """Keep these, in place of what is there; what cannot be kept is not."""


class NoContents:
    """A source that has nothing, to be inherited by one that has something of a few sorts."""

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return {}

    def bodies(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        return {}

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return {}

    def lockfiles(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Lockfile]:
        return {}

    def settings(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, CfgTable]:
        return {}

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return {}

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return {}

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return iter(())


class PassedOn:
    """A source that passes every question on to another, to be inherited by one that answers some of them itself."""

    def __init__(self, source: ContentSource) -> None:
        self._source = source

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return self._source.facts(blobs)

    def bodies(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        return self._source.bodies(blobs)

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return self._source.manifests(blobs)

    def lockfiles(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Lockfile]:
        return self._source.lockfiles(blobs)

    def settings(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, CfgTable]:
        return self._source.settings(blobs)

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return self._source.made(blobs)

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return self._source.linked(sets)

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return self._source.packed_links(sets)


class Overlay:
    """One source over another: what the upper one does not have is asked of the lower one."""

    def __init__(self, upper: ContentSource, lower: ContentSource) -> None:
        self._upper, self._lower = upper, lower

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return _over(blobs, self._upper.facts, self._lower.facts)

    def bodies(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        return _over(blobs, self._upper.bodies, self._lower.bodies)

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return _over(blobs, self._upper.manifests, self._lower.manifests)

    def lockfiles(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Lockfile]:
        return _over(blobs, self._upper.lockfiles, self._lower.lockfiles)

    def settings(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, CfgTable]:
        return _over(blobs, self._upper.settings, self._lower.settings)

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return _over(blobs, self._upper.made, self._lower.made)

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return _over(sets, self._upper.linked, self._lower.linked)

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted, found = list(dict.fromkeys(sets)), set[str]()
        for name, packed in self._upper.packed_links(wanted):
            found.add(name)
            yield name, packed
        yield from self._lower.packed_links(name for name in wanted if name not in found)


class Remembered(PassedOn):
    """A source whose facts, manifests and edge sets are kept once read: for trees that share most of theirs.

    Of each the last `_KEPT` are: a session that lives long, or goes through many commits, would hold them all.
    """

    def __init__(self, source: ContentSource) -> None:
        super().__init__(source)
        self._facts: dict[BlobHash, BlobFacts] = {}
        self._manifests: dict[BlobHash, Manifest] = {}
        self._linked: dict[str, LinkedFile] = {}
        self._packed: dict[str, bytes] = {}

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return _kept(blobs, self._facts, self._source.facts)

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return _kept(blobs, self._manifests, self._source.manifests)

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return _kept((edges for edges in sets if edges), self._linked, self._unpacked)

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted = dict.fromkeys(edges for edges in sets if edges)
        missing = [edges for edges in wanted if edges not in self._packed]
        new = dict(self._source.packed_links(missing)) if missing else {}
        found = [(edges, new.get(edges) or self._packed.get(edges)) for edges in wanted]
        self._packed.update(new)
        _trim(self._packed)
        return ((edges, packed) for edges, packed in found if packed is not None)

    def _unpacked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        """Edge sets, of those that were read packed from that."""
        found: dict[str, LinkedFile] = {}
        for edges in sets:
            with contextlib.suppress(KeyError, msgspec.MsgspecError, ValueError, RecursionError):
                found[edges] = unpack_linked(self._packed[edges])
        rest = [edges for edges in sets if edges not in found]
        return found | (self._source.linked(rest) if rest else {})  # the source says what is wrong with one


def _kept(keys: Iterable[K], known: dict[K, V], read: Callable[[Iterable[K]], dict[K, V]]) -> dict[K, V]:
    wanted = list(dict.fromkeys(keys))
    missing = [key for key in wanted if key not in known]
    new = read(missing) if missing else {}
    found = {key: new[key] if key in new else known[key] for key in wanted}
    known.update(new)
    _trim(known)
    return found


def _trim(known: dict[K, V]) -> None:
    for key in list(known)[: max(0, len(known) - _KEPT)]:
        del known[key]


def _over(
    keys: Iterable[K], upper: Callable[[Iterable[K]], dict[K, V]], lower: Callable[[Iterable[K]], dict[K, V]]
) -> dict[K, V]:
    wanted = list(keys)
    found = upper(wanted)
    missing = [key for key in wanted if key not in found]
    return {**found, **lower(missing)} if missing else found


_KEPT = 5_000
"""More than two trees of a big repository have between them."""


class Reader:
    """Contents one at a time, as a linker and a graph ask for them. Facts and manifests are kept: they are asked for
    again and again; bodies are ten times as big and mostly asked for once."""

    def __init__(self, source: ContentSource) -> None:
        self.source = source
        self._facts: dict[BlobHash, BlobFacts] = {}
        self._manifests: dict[BlobHash, Manifest] = {}

    def load_facts(self, blobs: Iterable[BlobHash]) -> None:
        """Reads the facts of many contents at once, before they are asked for one by one."""
        missing = set(blobs).difference(self._facts)
        if missing:
            self._facts.update(self.source.facts(sorted(missing)))

    def facts(self, blob: BlobHash) -> BlobFacts:
        """The facts of a Rust file."""
        found = self._facts.get(blob)
        if found is None:
            found = self._facts[blob] = self.source.facts([blob])[blob]
        return found

    def bodies(self, blob: BlobHash) -> BlobBodies:
        """The bodies of a Rust file."""
        return self.source.bodies([blob])[blob]

    def manifest(self, blob: BlobHash) -> Manifest:
        """A content read as `Cargo.toml`."""
        found = self._manifests.get(blob)
        if found is None:
            found = self._manifests[blob] = self.source.manifests([blob])[blob]
        return found

    def settings(self, blob: BlobHash) -> CfgTable:
        """The `[cfg]` table of an `rgraph.toml`."""
        return self.source.settings([blob])[blob]

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        """What the macro calls of contents made, where it is kept."""
        return self.source.made(blobs)
