"""The one seam to CozoDB: which class is opened, how scripts run, and what its errors become."""

from __future__ import annotations

import contextlib
import errno
import os
import time
import weakref
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from rgraph.errors import StoreError

from .binding import Database, open_database
from .engines import ROCKSDB, SQLITE, engine_of, not_compiled_in
from .failures import REBUILD, DamagedError, file_error, from_engine, is_locked, query_error, store_error
from .quiet import silent_stderr

RETRY_SECONDS = 10.0
"""How long a reader goes on trying while the file is locked."""

OPEN_SECONDS = 20.0
"""How long opening goes on trying: the engine opens for writing, so it waits for a writer's transaction."""

ALONE_SECONDS = 2.0
"""How long opening goes on trying where another process has a database that only one can have: it may never end."""

Identity = tuple[int, int]
"""Device and inode of a file."""

_held: Counter[Identity] = Counter()
"""Files that this process has open. Closing any other handle on one would drop the locks that SQLite holds on it."""

_alone: dict[Identity, Database] = {}
"""Databases of rocksdb that this process has open: each can be opened once, and is shared by who asks for it again."""

Row = list[Any]
Rows = list[Row]
T = TypeVar("T")


class Engine:
    """An open database. Every script is a constant of this package or view/; values go in as parameters."""

    def __init__(self, database: Database, path: Path | None, identity: Identity | None = None) -> None:
        self._database = database
        self.path = path
        self._identity = identity
        # at the end of the process too: the last one to close tidies the log
        self._finalizer = weakref.finalize(self, _close, database, identity)

    @property
    def is_exclusive(self) -> bool:
        """Whether no other process can open the database while this one has it."""
        return self.path is not None and engine_of(self.path) == ROCKSDB

    def check_in_place(self) -> None:
        """See that the file is still the one that was opened; for a writer, once it has the lock.

        Raises:
            StoreError: another process has rebuilt the store: what is written here would be lost.
        """
        if self.path is None:
            return
        try:
            same = file_identity(self.path) == self._identity
        except OSError:
            same = False
        if not same:
            raise StoreError(f"the store {self.path.parent} was rebuilt in the meantime", "Run the command again.")

    def run(self, script: str, params: Mapping[str, object] | None = None, *, write: bool = False) -> Rows:
        """The rows a script of rgraph's own gives.

        Raises:
            StoreError: the store cannot be read or written.
            LockedError: another process kept the file locked for longer than `RETRY_SECONDS`.
        """
        rows: Rows = _retried(lambda: self._database.run_script(script, params or {}, not write), self.path)["rows"]
        return rows

    def put(self, relations: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
        """Write rows into several relations in one transaction: all or nothing. `-name` removes rows.

        Raises:
            StoreError: nothing was written, and why.
        """
        rows = {name: {"headers": list(headers), "rows": rows} for name, (headers, rows) in relations.items() if rows}
        if rows:
            _retried(lambda: self._database.import_relations(rows), self.path)

    def run_foreign(self, script: str, params: Mapping[str, object], prefix: str) -> tuple[list[str], Rows]:
        """Headers and rows of a user's script after a prefix of ours, run immutable. The caller has checked it.

        Raises:
            QueryError: what is wrong with it, and where.
        """
        try:
            with silent_stderr():
                reply = self._database.run_script(prefix + script, params, True)
        except BaseException as error:
            if not from_engine(error):
                raise
            raise query_error(error, len(prefix.encode())) from None
        return reply["headers"], reply["rows"]

    def close(self) -> None:
        """Close the file; the engine is of no use afterwards."""
        self._finalizer()


def _close(database: Database, identity: Identity | None) -> None:
    if identity is not None:
        _held[identity] -= 1
        if _held[identity] and identity in _alone:
            return
        if not _held[identity]:
            del _held[identity]
            _alone.pop(identity, None)
    with contextlib.suppress(RuntimeError):  # a script that was left behind still uses it; it ends with the process
        database.close()


def _retried(call: Callable[[], T], path: Path | None, seconds: float = RETRY_SECONDS) -> T:
    """What a call gives, tried again while somebody else keeps the file locked. Raises StoreError.

    The engine panics on a damaged file, and on opening while another process writes, and prints that: in silence.
    """
    deadline = time.monotonic() + seconds
    pause = 0.005
    while True:
        try:
            with silent_stderr():
                return call()
        except BaseException as error:
            if not from_engine(error):
                raise
            if not is_locked(error) or time.monotonic() > deadline:
                raise store_error(error, path) from None
        time.sleep(pause)
        pause = min(pause * 2, 0.2)


def open_engine(path: Path | None, client: bool = False) -> Engine:
    """Open the database file, which already exists (`birth.ensure_born`); None is a database in memory.

    `client`: through pycozo's client.

    Raises:
        StoreError: the file cannot be opened, or is not a database.
    """
    if path is None:
        return Engine(open_database("mem", "", client), None)
    try:
        identity = file_identity(path)
        if identity not in _held:
            _check_usable(path)
    except OSError as error:
        raise file_error(error, path) from None
    engine = engine_of(path)
    database = _alone.get(identity) or _opened(path, engine, client)
    if engine == ROCKSDB:
        _alone[identity] = database
    _held[identity] += 1
    return Engine(database, path, identity)


def _opened(path: Path, engine: str, client: bool) -> Database:
    seconds = OPEN_SECONDS if engine == SQLITE else ALONE_SECONDS
    try:
        return _retried(lambda: open_database(engine, os.fspath(path), client), path, seconds)
    except StoreError as error:
        if "not supported" in error.message:
            raise not_compiled_in(engine) from None
        raise


def file_identity(path: Path) -> Identity:
    """What tells a file from another one that was put in its place. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _check_usable(path: Path) -> None:
    """Cozo panics on a file it cannot write and on one that is no database: find out before it does."""
    if path.is_dir():
        magic = b""
    else:
        with path.open("rb") as file:
            magic = file.read(16)
    if magic and magic != b"SQLite format 3\x00":
        raise DamagedError(f"the store {path} is damaged: it is not a database", REBUILD)
    if not is_writable(path):
        raise OSError(errno.EROFS, "not writable")


def is_writable(path: Path) -> bool:
    """Whether a database file and its folder can be written; the engine opens no other."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
