"""From the bytes of a file to what is stored of them: a function of the bytes and of how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.facts import BlobBodies, BlobFacts, BlobStatus, pack
from rgraph.model.gaps import NOT_READ, Gap, gap_of
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.store.packing import content_hash, squeeze
from rgraph.store.stored_records import Part, StoredBlob

Object: TypeAlias = BlobFacts | BlobBodies | Manifest | Lockfile | CfgTable
"""What a part is, unpacked."""
Objects: TypeAlias = dict[Part, Object]

_encoder = msgspec.msgpack.Encoder()


class Analysis(msgspec.Struct, frozen=True):
    """One content read one way: its row, and its parts squeezed."""

    blob: StoredBlob
    reading: Part | None
    parts: Mapping[Part, bytes]
    gaps: tuple[Gap, ...] = ()
    """What an internal error cost."""


class Known(msgspec.Struct, frozen=True):
    """The same with the objects themselves, for who goes on to link them; `sizes` are bytes as msgpack."""

    analysis: Analysis
    objects: Mapping[Part, Object]
    sizes: Mapping[Part, int]


def reading(path: RepoPath) -> Part | None:
    """How a path is read: the part that is there once it has been; None: only its hash is wanted."""
    name = path.rpartition("/")[2]
    if name.endswith(".rs"):
        return Part.FACTS
    return {"Cargo.toml": Part.MANIFEST, "Cargo.lock": Part.LOCKFILE, "rgraph.toml": Part.SETTINGS}.get(name)


def analyse(oid: Oid, data: bytes, part: Part | None, without: Part | None = None) -> Known:
    """Read a content. An internal error costs this content alone and leaves a gap. `without`: a part not wanted.

    Raises MemoryError, and what rgraph itself raises: these end the run.
    """
    gaps: tuple[Gap, ...] = ()
    try:
        objects = _read(data, part)
        _leave_out(objects, without)
        packed = {name: _pack(value) for name, value in objects.items()}
    except Exception as error:
        gaps = (gap_of(f"blob {oid}: its {part}", error),)
        objects = _unread(data, part)
        _leave_out(objects, without)
        packed = {name: _pack(value) for name, value in objects.items()}
    status, reason, errors = _outcome(objects.get(Part.FACTS))
    blob = StoredBlob(
        BlobHash(content_hash(data)), oid, len(data), data.count(b"\n") + (data[-1:] not in (b"", b"\n")),
        status.value, reason, errors,
    )  # fmt: skip
    analysis = Analysis(blob, part, {name: squeeze(value) for name, value in packed.items()}, gaps)
    return Known(analysis, objects, {name: len(value) for name, value in packed.items()})


def _read(data: bytes, part: Part | None) -> Objects:
    """The parts of a content; each reader is imported by who needs it alone."""
    if part is Part.FACTS:
        from rgraph.parse.extract import extract

        facts, bodies = extract(data)
        return {Part.FACTS: facts, Part.BODIES: bodies}
    if part is Part.MANIFEST:
        from rgraph.cargo.manifest import parse_manifest

        return {part: parse_manifest(data)}
    if part is Part.LOCKFILE:
        from rgraph.cargo.lockfile import parse_lockfile

        return {part: parse_lockfile(data)}
    if part is Part.SETTINGS:
        from rgraph.cargo.cfg_table import parse_cfg_table

        return {part: parse_cfg_table(data)}
    return {}


def _leave_out(objects: Objects, part: Part | None) -> None:
    if part is not None:
        objects.pop(part, None)


def _unread(data: bytes, part: Part | None) -> Objects:
    """The parts of a content that an internal error left unread."""
    if part is Part.FACTS:
        from rgraph.parse.extract import unread

        facts, bodies = unread(data, NOT_READ)
        return {Part.FACTS: facts, Part.BODIES: bodies}
    if part is Part.MANIFEST:
        return {part: Manifest(error=NOT_READ)}
    if part is Part.SETTINGS:
        return {part: CfgTable(error=NOT_READ)}
    return {part: Lockfile(error=NOT_READ)} if part is Part.LOCKFILE else {}


def _outcome(facts: Object | None) -> tuple[BlobStatus, str, int]:
    """A row's status, reason and number of syntax errors: only Rust has them."""
    if isinstance(facts, BlobFacts):
        return facts.status, facts.reason, facts.parse_errors
    return BlobStatus.OK, "", 0


def _pack(value: Object) -> bytes:
    return pack(value) if isinstance(value, BlobFacts | BlobBodies) else _encoder.encode(value)
