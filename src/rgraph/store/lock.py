"""One writer at a time, by a lock on a file, and who it is."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rgraph.errors import LockedError, StoreError
from rgraph.place import write_own

from .failures import file_error

if TYPE_CHECKING:
    from filelock import BaseFileLock

Waiting = Callable[[str], None]

MOMENT = 0.5
"""Seconds of waiting that nobody need hear of: hooks write for about as long."""


def holder(directory: Path) -> str:
    """Who holds the lock, in words; "another process" where it did not say."""
    try:
        said = json.loads((directory / "writer.json").read_text())
        return f"`{said['command']}` (process {said['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


@contextlib.contextmanager
def write_lock(directory: Path, wait: float, waiting: Waiting = lambda _: None) -> Iterator[None]:
    """Hold the store's one writer's lock, waiting up to `wait` seconds (-1: as long as it takes).

    `waiting` is told who holds it when that lasts longer than a moment.

    Raises:
        LockedError: somebody else is writing; the message says who.
        StoreError: the lock file cannot be made.
    """
    import filelock  # it brings asyncio and ssl: 40 ms that a reader need not pay

    lock = filelock.FileLock(directory / "writer.lock")
    try:
        _acquire(lock, directory, wait, waiting)
    except filelock.Timeout:
        raise LockedError(
            f"{holder(directory)} is writing the store", "Wait until it has finished, or stop it: nothing is lost."
        ) from None
    except OSError as error:
        raise file_error(error, directory / "writer.lock") from None
    except NotImplementedError:
        raise StoreError(
            f"the file system of {directory} has no file locks", "Keep the repository on a local file system."
        ) from None
    try:
        _say_holder(directory)
        yield
    finally:
        with contextlib.suppress(OSError):
            (directory / "writer.json").unlink()
        lock.release()


def _acquire(lock: BaseFileLock, directory: Path, wait: float, waiting: Waiting) -> None:
    from filelock import Timeout

    moment = MOMENT if wait < 0 else min(MOMENT, wait)
    try:
        lock.acquire(timeout=moment)
    except Timeout:
        waiting(holder(directory))
        lock.acquire(timeout=wait if wait < 0 else wait - moment)


def _say_holder(directory: Path) -> None:
    """Best effort: without it, others read "another process"."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200]
    with contextlib.suppress(OSError):
        write_own(directory / "writer.json", json.dumps({"pid": os.getpid(), "command": command}))
