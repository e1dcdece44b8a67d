"""How a store comes into being: whole, under the writer's lock, by one process, whoever else begins at once."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from . import engines, schema
from .engine import open_engine
from .failures import file_error
from .lock import write_lock

BIRTH_SECONDS = 60.0
"""How long a process waits for another that makes the store, or writes one that was made before."""


def ensure_born(path: Path, relations: schema.Relations = schema.RELATIONS) -> None:
    """Make the database file with all its relations (`schema.RELATIONS` or `PACKAGES`), if it is not there.

    It is made under another name and renamed when it is whole, so nobody meets it half-made; and under the lock, since
    a file that replaces one which another process has open loses what that one writes.

    Raises:
        StoreError: it cannot be made.
        LockedError: another process kept the lock for longer than `BIRTH_SECONDS`.
    """
    if is_born(path):
        return
    with write_lock(path.parent, wait=BIRTH_SECONDS):
        if not is_born(path):
            _bear(path, relations)


def is_born(path: Path) -> bool:
    """Whether the file, or folder, is there; an empty file is what a full disk left."""
    try:
        return path.is_dir() or path.stat().st_size > 0
    except OSError:
        return False


def _bear(path: Path, relations: schema.Relations) -> None:
    draft = path.with_name(f"{path.name}.new")
    try:
        for leftover in path.parent.glob(f"{path.name}*"):
            engines.remove(leftover)  # a log without its file would be replayed into the new one
        _make_whole(draft, relations)
        os.rename(draft, path)
    except OSError as error:
        raise file_error(error, path) from None
    finally:
        for leftover in path.parent.glob(f"{draft.name}*"):
            with contextlib.suppress(OSError):
                engines.remove(leftover)


def _make_whole(draft: Path, relations: schema.Relations) -> None:
    """A database with every relation, nothing of it left in the log."""
    is_sqlite = engines.engine_of(draft) == engines.SQLITE
    if is_sqlite:
        _in_sqlite(draft, "pragma journal_mode=wal")  # it stays so; the engine itself would leave readers locked out
    else:
        draft.mkdir()
    engine = open_engine(draft)
    try:
        schema.create(engine, relations)
    finally:
        engine.close()
    if is_sqlite:
        _in_sqlite(draft, "pragma wal_checkpoint(truncate)")


def _in_sqlite(path: Path, statement: str) -> None:
    """Run a statement in this process, which does not have the file open."""
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute(statement).fetchall()
    except sqlite3.Error as error:
        raise file_error(error, path) from None
