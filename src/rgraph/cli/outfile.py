"""A file that an option names for the result: looked at before the work, written after it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from rgraph.errors import ConfigError


def check_writable(path: Path) -> None:
    """See, without touching it, that a file can be written. Raises ConfigError.

    It is not opened: that would leave an empty file where the work fails, and wait where it is a pipe.
    """
    try:
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not path.exists():
            os.stat(f"{path.parent}{os.sep}")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _unwritable(path, error) from error


def write_file(path: Path, text: str, *, new: bool = False) -> None:
    """Write a result as UTF-8, ending in one newline; `new`: only where nothing is.

    Raises:
        FileExistsError: `new`, and something is there.
        ConfigError: it cannot be written.
    """
    ended = text if text.endswith("\n") else text + "\n"
    try:
        with path.open("xb" if new else "wb") as file:
            file.write(ended.encode("utf-8", "surrogateescape"))
    except FileExistsError:
        raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"cannot write {path}: {error.strerror or error}", "give a file in a folder that you can write to"
    )
