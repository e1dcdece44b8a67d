"""From the bytes of a file to what is stored of them: a function of the bytes and of how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.facts import BlobBodies, BlobFacts, BlobStatus, pack
from rgraph.model.gaps import NOT_READ, Gap, gap_of
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.store.packing import content_hash, squeeze
from rgraph.store.records import Part, StoredBlob

_encoder = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class Analysis:
    """One content read one way: its row, and its parts squeezed."""

    blob: StoredBlob
    reading: Part | None
    parts: Mapping[Part, bytes]
    gaps: tuple[Gap, ...] = ()
    """What an internal error cost."""


@dataclass(frozen=True, slots=True)
class Known:
    """The same with the objects themselves, for who goes on to link them; `sizes` are bytes as msgpack."""

    analysis: Analysis
    objects: Mapping[Part, BlobFacts | BlobBodies | Manifest | Lockfile]
    sizes: Mapping[Part, int]


def reading(path: RepoPath) -> Part | None:
    """How a path is read: the part that is there once it has been; None: only its hash is wanted."""
    name = path.rpartition("/")[2]
    if name.endswith(".rs"):
        return Part.FACTS
    return {"Cargo.toml": Part.MANIFEST, "Cargo.lock": Part.LOCKFILE}.get(name)


def analyse(oid: Oid, data: bytes, part: Part | None) -> Known:
    """Read a content; never raises for any bytes: an internal error costs this content alone."""
    gaps: tuple[Gap, ...] = ()
    objects: dict[Part, BlobFacts | BlobBodies | Manifest | Lockfile] = {}
    status, reason, errors = BlobStatus.OK, "", 0
    if part is Part.FACTS:
        from rgraph.parse.extract import extract, unread

        try:
            facts, bodies = extract(data)
        except Exception as error:
            gaps = (gap_of(f"blob {oid}: its facts", error),)
            facts, bodies = unread(data, NOT_READ)
        objects = {Part.FACTS: facts, Part.BODIES: bodies}
        status, reason, errors = facts.status, facts.reason, facts.parse_errors
    elif part is Part.MANIFEST:
        from rgraph.cargo.manifest import parse_manifest

        objects = {part: parse_manifest(data)}
    elif part is Part.LOCKFILE:
        from rgraph.cargo.lockfile import parse_lockfile

        objects = {part: parse_lockfile(data)}
    packed = {name: _pack(value) for name, value in objects.items()}
    blob = StoredBlob(
        BlobHash(content_hash(data)), oid, len(data), data.count(b"\n") + (data[-1:] not in (b"", b"\n")),
        status.value, reason, errors,
    )  # fmt: skip
    analysis = Analysis(blob, part, {name: squeeze(value) for name, value in packed.items()}, gaps)
    return Known(analysis, objects, {name: len(value) for name, value in packed.items()})


def _pack(value: BlobFacts | BlobBodies | Manifest | Lockfile) -> bytes:
    return pack(value) if isinstance(value, BlobFacts | BlobBodies) else _encoder.encode(value)
