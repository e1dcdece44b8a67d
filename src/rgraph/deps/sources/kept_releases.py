"""Which commit of a clone first had which version, kept until its HEAD moves: a history takes a second to read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from rgraph.errors import RgraphError
from rgraph.git.repository import Repository
from rgraph.model.ids import Oid
from rgraph.place import cache_directory, make_own, read_own, write_own

from .repositories import releases


class _Kept(msgspec.Struct, frozen=True):
    head: str
    versions: dict[str, str]


def kept_releases(repository: Repository, name: str) -> dict[str, Oid]:
    """The first commit of HEAD's history that has each version of a package."""
    head = repository.head()
    if head is None:
        return {}
    named = hashlib.blake2b(os.fsencode(repository.git_dir) + b"\0" + name.encode(), digest_size=16).hexdigest()
    file = cache_directory() / "clones" / f"{named}.json"
    kept = _read(file)
    if kept is None or kept.head != head:
        kept = _Kept(head, dict(releases(repository, head, name)))
        _write(file, kept)
    return {version: Oid(commit) for version, commit in kept.versions.items()}


def _read(file: Path) -> _Kept | None:
    try:
        return msgspec.json.decode(read_own(file), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(file: Path, kept: _Kept) -> None:
    """What cannot be kept is read again the next time."""
    try:
        file.parent.parent.mkdir(parents=True, exist_ok=True)
        make_own(file.parent)
        write_own(file, msgspec.json.encode(kept).decode())
    except (OSError, RgraphError):
        return
