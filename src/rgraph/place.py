"""rgraph's own folder under the git directory: plain folders and files, whoever packed the repository.

A `.git` that came in an archive may hold links there: what rgraph writes would go to the end of them.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from rgraph.errors import StoreError

_PLAIN = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class PlaceError(StoreError):
    """Something in rgraph's own folder is none of rgraph's."""


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
    descriptor = os.open(path, os.O_WRONLY | _PLAIN, 0o666)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} is no plain file")
        file.truncate()
        file.write(text)


def _foreign(path: Path) -> PlaceError:
    kind = "a link" if path.is_symlink() else "no plain file or folder"
    return PlaceError(f"{path} is {kind}, and rgraph writes through none", "Look at what it is, and remove it.")
