"""Which commit of a clone has which version, kept until the clone changes: a history or many tags take seconds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from rgraph.errors import RgraphError
from rgraph.git.repository import Repository
from rgraph.model.ids import Oid
from rgraph.place import cache_directory, make_own, read_own, write_own

from .repositories import releases, tagged_versions


class _Kept(msgspec.Struct, frozen=True):
    """`state` is what the clone was like."""

    state: str
    versions: dict[str, str]


def kept_releases(repository: Repository, name: str) -> dict[str, Oid]:
    """The first commit of HEAD's history that has each version of a package."""
    head = repository.head()
    if head is None:
        return {}
    return _kept(repository, f"releases of {name}", head, lambda: releases(repository, head, name))


def kept_tags(repository: Repository, refs: Mapping[str, Oid], name: str) -> dict[str, Oid]:
    """The commits that tags name, by the versions of a package that these have."""
    state = hashlib.blake2b(repr(sorted(refs.items())).encode(), digest_size=16).hexdigest()
    return _kept(repository, f"tags of {name}", state, lambda: tagged_versions(repository, refs, name))


def _kept(repository: Repository, what: str, state: str, read: Callable[[], dict[str, Oid]]) -> dict[str, Oid]:
    named = hashlib.blake2b(os.fsencode(repository.git_dir) + b"\0" + what.encode(), digest_size=16).hexdigest()
    file = cache_directory() / "clones" / f"{named}.json"
    kept = _read(file)
    if kept is None or kept.state != state:
        kept = _Kept(state, dict(read()))
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
