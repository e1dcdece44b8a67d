"""Signatures of the standard library, written for the linker, as facts."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
from blake3 import blake3

from rgraph.model.facts import EXTRACTOR, BlobFacts, pack, unpack_facts
from rgraph.model.ids import RepoPath
from rgraph.place import cache_directory


@cache
def stub_facts() -> dict[RepoPath, BlobFacts]:
    """Facts of every stub file by its path (`std/lib.rs`); kept packed in the user's cache, keyed by content."""
    sources = _sources()
    digest = blake3(b"\0".join(path.encode() + b"\0" + text for path, text in sources.items()))
    kept = cache_directory() / f"std-{EXTRACTOR}-{digest.hexdigest(16)}.msgpack"
    found = _read(kept)
    if found is None:
        packed = {path: _extract(text) for path, text in sources.items()}
        _write(kept, packed)
        found = _unpacked(packed)
    return found


def _sources() -> dict[str, bytes]:
    root = Path(str(files(__package__)))
    return {f"std/{path.relative_to(root).as_posix()}": path.read_bytes() for path in sorted(root.rglob("*.rs"))}


def _extract(source: bytes) -> bytes:
    from rgraph.parse.extract import extract

    return pack(extract(source)[0])


def _unpacked(packed: dict[str, bytes]) -> dict[RepoPath, BlobFacts]:
    return {RepoPath(path): unpack_facts(data) for path, data in packed.items()}


def _read(kept: Path) -> dict[RepoPath, BlobFacts] | None:
    """The kept facts; None where there are none that can be read: no file, a damaged one, or facts of another shape."""
    try:
        return _unpacked(msgspec.msgpack.decode(kept.read_bytes(), type=dict[str, bytes]))
    except (OSError, msgspec.DecodeError):
        return None


def _write(kept: Path, packed: dict[str, bytes]) -> None:
    """Keep the facts; a cache that cannot be written (a read-only home) only costs time."""
    partial = kept.with_suffix(f".{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(msgspec.msgpack.encode(packed))
        partial.replace(kept)
    except OSError:
        partial.unlink(missing_ok=True)
