"""Plain files within a limit: a pipe or device in a file's place keeps nobody waiting."""

from __future__ import annotations

import os
import stat

from .package_files import SourceError

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_plain(path: str, limit: int) -> bytes:
    """The bytes of a plain file. Raises OSError, and SourceError where it is none or larger than `limit`."""
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise SourceError(f"{os.path.basename(path)} is not a regular file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise SourceError(f"{os.path.basename(path)} is larger than {limit >> 20} MB")
    return data
