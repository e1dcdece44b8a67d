"""What the store knows of contents and edge sets, unpacked: many at once, since one by one is dear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

import msgspec

from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.facts import BlobBodies, BlobFacts, unpack_bodies, unpack_facts
from rgraph.model.graph import LinkedFile, unpack_linked
from rgraph.model.ids import BlobHash, Oid

from .engine import Engine
from .failures import damaged
from .packing import expand
from .stored_records import Part, StoredBlob

_BLOBS = """
asked[hash] <- $hashes
?[hash, git_oid, bytes, lines, status, reason, parse_errors] :=
    asked[hash], *blob{hash, git_oid, bytes, lines, status, reason, parse_errors}
"""
_BLOB_OF = "asked[git_oid] <- $oids ?[git_oid, hash] := asked[git_oid], *blob_of{git_oid, hash}"
_KNOWN = """
asked[git_oid, part] <- $asked
?[git_oid, part, hash] := asked[git_oid, part], *blob_of{git_oid, hash}, *packed{hash, part}
"""
_PACKED = "asked[hash] <- $hashes ?[hash, value] := asked[hash], *packed{hash, part: $part, value}"
_HAS = "asked[hash] <- $hashes ?[hash] := asked[hash], *packed{hash, part: $part}"
_SETS = "asked[id] <- $ids ?[id, packed] := asked[id], *edge_set{id, packed}"
_SET_HASHES = "asked[id] <- $ids ?[id, hash] := asked[id], *edge_set{id, hash}"
_SET_IDS = "asked[hash] <- $hashes ?[hash, id] := asked[hash], *set_of{hash, id}"
_TOUCHED = "asked[oid] <- $commits ?[oid, value] := asked[oid], *touched{oid, value}"
_ANY_TOUCHED = "?[oid] := *touched{oid} :limit 1"

_BATCH = 500
"""How many values are read at once, so that a big tree does not lie in memory packed and unpacked."""

_manifest = msgspec.msgpack.Decoder(Manifest)
_lockfile = msgspec.msgpack.Decoder(Lockfile)
_settings = msgspec.msgpack.Decoder(CfgTable)

T = TypeVar("T")


class Contents:
    """Reads facts, bodies, manifests and edge sets."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def hashes(self, oids: Iterable[Oid]) -> dict[Oid, BlobHash]:
        """The content hashes of git blobs, of those that are stored."""
        rows = self._engine.run(_BLOB_OF, {"oids": [[oid] for oid in oids]})
        return {Oid(oid): BlobHash(blob) for oid, blob in rows}

    def known(self, wanted: Iterable[tuple[Oid, Part | None]]) -> dict[tuple[Oid, Part | None], BlobHash]:
        """The content hashes of git blobs that were read as asked (None: only hashed), of those that were."""
        asked = list(wanted)
        rows = self._engine.run(_KNOWN, {"asked": [[oid, part.value] for oid, part in asked if part is not None]})
        found: dict[tuple[Oid, Part | None], BlobHash] = {(Oid(oid), Part(part)): BlobHash(h) for oid, part, h in rows}
        hashed = self.hashes(oid for oid, part in asked if part is None)
        return found | {(oid, None): blob for oid, blob in hashed.items()}

    def blobs(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, StoredBlob]:
        """Size, git oid and state of some contents. Raises StoreError where one is not stored."""
        wanted = set(hashes)
        found = self.blobs_there(wanted)
        if len(found) < len(wanted):
            raise damaged(f"files of an indexed commit are missing ({len(wanted) - len(found)})")
        return found

    def blobs_there(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, StoredBlob]:
        """The same of those contents that are stored."""
        rows = self._engine.run(_BLOBS, {"hashes": [[blob] for blob in set(hashes)]})
        return {BlobHash(row[0]): StoredBlob(*row) for row in rows}

    def git_oid(self, blob: BlobHash) -> Oid:
        """The git blob that has a content. Raises StoreError where it is not stored."""
        return self.blobs([blob])[blob].git_oid

    def having(self, hashes: Iterable[BlobHash], part: Part) -> set[BlobHash]:
        """Those of some contents of which a part is stored."""
        rows = self._engine.run(_HAS, {"hashes": [[blob] for blob in hashes], "part": part.value})
        return {BlobHash(row[0]) for row in rows}

    def packed(self, hashes: Iterable[BlobHash], part: Part) -> Iterator[tuple[BlobHash, bytes]]:
        """A part of each of some contents as msgpack bytes; contents without it are left out."""
        for blob, value in self.all_squeezed(hashes, part):
            yield blob, expand(value)

    def all_squeezed(self, hashes: Iterable[BlobHash], part: Part) -> Iterator[tuple[BlobHash, bytes]]:
        """A part of each of some contents as it is stored (`packing.squeeze`); contents without it are left out."""
        for batch in _batches(hashes):
            for blob, value in self._engine.run(_PACKED, {"hashes": [[b] for b in batch], "part": part.value}):
                yield BlobHash(blob), value

    def squeezed(self, blob: BlobHash, part: Part) -> bytes | None:
        """One part of a content as it is stored; None where it is not."""
        return next((value for _, value in self.all_squeezed([blob], part)), None)

    def facts(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        """The facts of some contents. Raises StoreError where one is missing or cannot be read."""
        return self._all(hashes, Part.FACTS, unpack_facts)

    def bodies(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        """The bodies of some contents. Raises StoreError where one is missing or cannot be read."""
        return self._all(hashes, Part.BODIES, unpack_bodies)

    def manifests(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        """Some contents read as `Cargo.toml`. Raises StoreError where one is missing or cannot be read."""
        return self._all(hashes, Part.MANIFEST, _manifest.decode)

    def lockfiles(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, Lockfile]:
        """Some contents read as `Cargo.lock`. Raises StoreError where one is missing or cannot be read."""
        return self._all(hashes, Part.LOCKFILE, _lockfile.decode)

    def settings(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, CfgTable]:
        """The `[cfg]` tables of `rgraph.toml` files. Raises StoreError where one is missing or cannot be read."""
        return self._all(hashes, Part.SETTINGS, _settings.decode)

    def made(self, hashes: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        """What the macro calls of contents made (`LinkDelta.made`), of those of which it is kept."""
        return dict(self.packed(hashes, Part.MADE))

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Edge sets (`FileState.edges`, "" left out) as `pack_linked` made them."""
        for batch in _batches(edges for edges in sets if edges):
            for number, value in self._engine.run(_SETS, {"ids": [[int(edges)] for edges in batch]}):
                yield str(number), expand(value)

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        """Edge sets by their id (`FileState.edges`; "" left out). Raises StoreError where one is missing."""
        wanted = {edges for edges in sets if edges}
        try:
            found = {edges: unpack_linked(data) for edges, data in self.packed_links(wanted)}
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise damaged(f"an edge set cannot be read ({error})") from None
        if len(found) < len(wanted):
            raise damaged(f"{len(wanted) - len(found)} edge sets are missing")
        return found

    def set_ids(self, hashes: Iterable[str]) -> dict[str, int]:
        """The local ids of edge sets by their hash, of those that are stored."""
        rows = self._engine.run(_SET_IDS, {"hashes": [[value] for value in hashes]})
        return {value: int(number) for value, number in rows}

    def set_hashes(self, sets: Iterable[str]) -> dict[str, str]:
        """The hashes of edge sets by their id (`FileState.edges`, "" left out)."""
        rows = self._engine.run(_SET_HASHES, {"ids": [[int(edges)] for edges in sets if edges]})
        return {str(number): value for number, value in rows}

    def touched(self, commits: Iterable[Oid]) -> dict[Oid, bytes]:
        """Which items commits changed, packed, of those of which it is kept."""
        rows = self._engine.run(_TOUCHED, {"commits": [[oid] for oid in commits]})
        return {Oid(oid): expand(value) for oid, value in rows}

    def has_touched(self) -> bool:
        """Whether it is kept of any commit what it changed."""
        return bool(self._engine.run(_ANY_TOUCHED))

    def _all(self, hashes: Iterable[BlobHash], part: Part, unpack: Callable[[bytes], T]) -> dict[BlobHash, T]:
        wanted = set(hashes)
        try:
            found = {blob: unpack(data) for blob, data in self.packed(wanted, part)}
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise damaged(f"the {part} of a file cannot be read ({error})") from None
        if len(found) < len(wanted):
            raise damaged(f"the {part} of {len(wanted) - len(found)} files are missing")
        return found


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(values)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
