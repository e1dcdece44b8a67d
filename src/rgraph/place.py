"""rgraph's own folders, under the git directory and in the user's cache: plain folders and files, whoever packed the
repository.

A `.git` that came in an archive may hold links there: what rgraph writes would go to the end of them.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from rgraph.errors import StoreError

_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


CACHE = "RGRAPH_CACHE"
"""The environment variable that names another cache directory."""


class PlaceError(StoreError):
    """Something in rgraph's own folder is none of rgraph's."""


def cache_directory() -> Path:
    """The user's own folder for what can be made again; it need not be there."""
    named = os.environ.get(CACHE)
    if named:
        return Path(named).absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("rgraph", appauthor=False))


def make_own(folder: Path) -> Path:
    """Make rgraph's folder, or one in it, and see that it is plain.

    Raises:
        PlaceError: a link, device or pipe lies there.
        OSError: it cannot be made.
    """
    check_own(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def check_own(folder: Path) -> None:
    """See that a folder, the one above it, and what is directly in it are plain.

    Raises:
        PlaceError: a link, device or pipe lies there.
    """
    for above in (folder.parent, folder):
        if above.is_symlink() or (above.exists() and not above.is_dir()):
            raise _foreign(above)
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return  # it is not there yet, or whoever opens it says why it cannot be read
    for entry in entries:
        if not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False):
            raise _foreign(Path(entry.path))


def write_own(path: Path, text: str) -> None:
    """Write a file of rgraph's own, whole, through no link. Raises OSError."""
    with os.fdopen(_opened(path, os.O_WRONLY | os.O_CREAT), "w", encoding="utf-8") as file:
        file.truncate()
        file.write(text)


def write_own_bytes(path: Path, data: bytes) -> None:
    """The same for bytes. Raises OSError."""
    with os.fdopen(_opened(path, os.O_WRONLY | os.O_CREAT), "wb") as file:
        file.truncate()
        file.write(data)


def append_own(path: Path) -> BinaryIO:
    """Open a file of rgraph's own to add to it, through no link and without a buffer. Raises OSError."""
    return os.fdopen(_opened(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "ab", buffering=0)


def read_own(path: Path) -> bytes:
    """The bytes of a file of rgraph's own, read through no link. Raises OSError."""
    with os.fdopen(_opened(path, os.O_RDONLY), "rb") as file:
        return file.read()


def _opened(path: Path, flags: int) -> int:
    """The descriptor of a plain file."""
    descriptor = os.open(path, flags | _PLAIN, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path} is not a regular file")
    return descriptor


def _foreign(path: Path) -> PlaceError:
    kind = "a link" if path.is_symlink() else "neither a regular file nor a folder"
    return PlaceError(f"{path} is {kind}, and rgraph does not write through it", "Look at what it is, and remove it.")
