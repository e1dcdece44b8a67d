"""Where a repository cannot be written: a copy of its store in the user's cache directory answers, and grows there."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from rgraph.place import cache_directory, make_own, write_own

from .lock import write_lock

COPY_SECONDS = 60.0
"""How long a process waits for another that makes the copy."""


def is_read_only(directory: Path) -> bool:
    """Whether the store's folder, or where it would be made, cannot be written by us."""
    there = next((folder for folder in (directory, *directory.parents) if folder.exists()), directory)
    return not os.access(there, os.W_OK) or any(not os.access(file, os.W_OK) for file in _files(directory))


def copied(directory: Path) -> Path:
    """The folder of the copy, made anew where the repository's store has changed since.

    It is named by where the repository is, and readable by us alone. What was indexed into the copy stays as long as
    the repository's own store does not change. Raises OSError.
    """
    place = hashlib.blake2b(os.fsencode(directory.absolute()), digest_size=16).hexdigest()
    cache = cache_directory()
    cache.mkdir(parents=True, exist_ok=True)
    above = make_own(cache / "stores")
    above.chmod(0o700)
    copy = make_own(above / place)
    with write_lock(copy, COPY_SECONDS):
        state = _state(directory)
        said = copy / "copied"
        if not said.exists() or said.read_text(encoding="utf-8") != state:
            _copy(directory, copy)
            write_own(said, _state(directory))
    return copy


def _copy(directory: Path, copy: Path) -> None:
    """Copy the database and its log; again where somebody who may write did so meanwhile."""
    for _ in range(5):
        before = _state(directory)
        for old in _files(copy):
            old.unlink()
        for file in _files(directory):
            if not file.name.endswith("-shm"):
                shutil.copyfile(file, copy / file.name, follow_symlinks=False)
        if _state(directory) == before:
            return


def _files(directory: Path) -> list[Path]:
    return sorted(directory.glob("graph.db*"))


def _state(directory: Path) -> str:
    """What changes whenever the store does."""
    found = ((file.name, file.stat()) for file in _files(directory) if not file.name.endswith("-shm"))
    return "\n".join([str(directory), *(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in found)])
