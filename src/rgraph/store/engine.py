"""The one seam to CozoDB: which class is opened, how scripts run, and what its errors become."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import re
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from rgraph.errors import LockedError, QueryError, StoreError

from .quiet import silent_stderr

BINDING_VARIABLE = "RGRAPH_COZO"
"""Environment variable naming the module with the engine's class: `cozo_embedded` (default) or `mnestic`."""

RETRY_SECONDS = 10.0
"""How long a reader goes on trying while the file is locked."""

OPEN_SECONDS = 20.0
"""How long opening goes on trying: the engine opens for writing, so it waits for a writer's transaction."""

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_UNWRAPPED = re.compile(r'on an `Err` value: .*message: Some\("(.*?)"\)', re.DOTALL)
"""What SQLite said, in a panic of Cozo's."""

REBUILD = "Run `rgraph index --rebuild` to build it anew; nothing but the index is lost."

Row = list[Any]
Rows = list[Row]
T = TypeVar("T")


class _Cozo(Protocol):
    def run_script(self, script: str, params: Mapping[str, object], immutable: bool) -> dict[str, Any]: ...
    def import_relations(self, relations: Mapping[str, object]) -> None: ...
    def close(self) -> object: ...


class Engine:
    """An open database. Every script is a constant of this package or view/; values go in as parameters."""

    def __init__(self, database: _Cozo, path: Path | None) -> None:
        self._database = database
        self.path = path

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
            reply = self._database.run_script(prefix + script, params, True)
        except BaseException as error:
            if not _from_engine(error):
                raise
            raise query_error(error, len(prefix.encode())) from None
        return reply["headers"], reply["rows"]

    def close(self) -> None:
        """Close the file; the engine is of no use afterwards."""
        _close(self._database)

    def close_with_its_last_holder(self) -> None:
        """Close the file once nobody holds the engine, or the process ends: the last one to close tidies the log."""
        weakref.finalize(self, _close, self._database)


def _close(database: _Cozo) -> None:
    with contextlib.suppress(RuntimeError):  # a script that was left behind still uses it; it ends with the process
        database.close()


def _retried(call: Callable[[], T], path: Path | None, seconds: float = RETRY_SECONDS) -> T:
    """What a call gives, tried again while somebody else keeps the file locked. Raises StoreError."""
    deadline = time.monotonic() + seconds
    pause = 0.005
    while True:
        try:
            return call()
        except BaseException as error:
            if not _from_engine(error):
                raise
            if not _is_locked(error) or time.monotonic() > deadline:
                raise store_error(error, path) from None
        time.sleep(pause)
        pause = min(pause * 2, 0.2)


def open_engine(path: Path | None) -> Engine:
    """Open the database file, made new with WAL where there is none; None is a database in memory.

    Raises:
        StoreError: the file cannot be made or opened, or is not a database.
    """
    cozo = _cozo_class()
    if path is None:
        return Engine(cozo("mem", "", "{}"), None)
    try:
        if not path.exists():
            _create_with_wal(path)
        _check_usable(path)
    except OSError as error:
        raise file_error(error, path) from None
    with silent_stderr():  # opening panics while another process writes, and prints that
        return Engine(_retried(lambda: cozo("sqlite", os.fspath(path), "{}"), path, OPEN_SECONDS), path)


def _cozo_class() -> Any:
    name = os.environ.get(BINDING_VARIABLE, "cozo_embedded")
    if name not in ("cozo_embedded", "mnestic"):
        raise StoreError(f"{BINDING_VARIABLE} is {name!r}", "It may be cozo_embedded or mnestic.")
    return importlib.import_module(name).CozoDbPy


def _create_with_wal(path: Path) -> None:
    """Make the file in WAL mode, under another name first, so that no one meets it half-made."""
    import sqlite3

    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        connection = sqlite3.connect(draft)
        try:
            connection.execute("pragma journal_mode=wal")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise file_error(error, path) from None
    os.replace(draft, path)


def _check_usable(path: Path) -> None:
    """Cozo panics on a file it cannot write and on one that is no database: find out before it does."""
    with path.open("rb") as file:
        magic = file.read(16)
    if magic and magic != b"SQLite format 3\x00":
        raise StoreError(f"the store {path} is damaged: it is not a database", REBUILD)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise OSError(errno.EROFS, "not writable")


def _from_engine(error: BaseException) -> bool:
    """Cozo raises plain `Exception` with a dict, and its panics are `BaseException`s of pyo3."""
    return type(error).__name__ == "PanicException" or type(error) is Exception


def _parts(error: BaseException) -> dict[str, Any]:
    first = error.args[0] if error.args else ""
    return first if isinstance(first, dict) else {"message": str(first)}


def _text(error: BaseException) -> str:
    parts = _parts(error)
    causes = [str(cause) for cause in parts.get("causes") or []]
    text = _ANSI.sub("", ": ".join([str(parts.get("message") or parts.get("display") or ""), *causes])).strip(" \n×")
    in_panic = _UNWRAPPED.search(text)
    return in_panic[1] if in_panic else text


def _is_locked(error: BaseException) -> bool:
    text = _text(error)
    return "database is locked" in text or "code 5)" in text or "database table is locked" in text


def store_error(error: BaseException, path: Path | None) -> StoreError:
    """What an engine's error means for the store."""
    text = _text(error)
    lowered = text.lower()
    where = f" {path.parent}" if path else ""
    if _is_locked(error):
        return LockedError(f"the store{where} is locked by another process", "Try again when it has finished.")
    if "full" in lowered:
        return StoreError(f"no room to write the store{where}: the disk is full", "Free some space; nothing is lost.")
    if "i/o error" in lowered:
        return StoreError(f"the store{where} cannot be read or written: {text}", "Check the disk and its free space.")
    if "readonly" in lowered or "read-only" in lowered:
        return StoreError(f"the store{where} cannot be written: it is read-only", "Make it writable.")
    if "malformed" in lowered or "not a database" in lowered or "corrupt" in lowered:
        return StoreError(f"the store{where} is damaged: {text}", REBUILD)
    return StoreError(f"the store{where} failed: {text or type(error).__name__}", REBUILD)


def file_error(error: Exception, path: Path | None) -> StoreError:
    """What an error of the file system means for the store."""
    code = getattr(error, "errno", None)
    where = path.parent if path else "in memory"
    if code == errno.ENOSPC or "full" in str(error):
        return StoreError(f"no room to write the store {where}: the disk is full", "Free some space; nothing is lost.")
    if code in (errno.EROFS, errno.EACCES, errno.EPERM) or "readonly" in str(error) or "unable to open" in str(error):
        return StoreError(
            f"the store {where} cannot be written: the file system is read-only or not yours",
            "Make it writable, or work on a clone of the repository.",
        )
    return StoreError(f"the store {where} cannot be opened: {error}", REBUILD)


def query_error(error: BaseException, start: int = 0) -> QueryError:
    """A user's script's error: message, code and place, without colours. The script starts at byte `start`."""
    parts = _parts(error)
    code = str(parts.get("code") or "")
    message = _text(error) or "the query failed"
    if "`Option::unwrap()`" in message:
        message = "the engine gave up on this query without saying why, as it does on a rule without a body"
    if code in ("eval::killed", "eval::timeout") or "killed" in message.lower():
        return QueryError("the query took longer than its time limit", "Narrow it, or allow more with --timeout.")
    spans = [label.get("span") or label for label in parts.get("labels") or []]
    offset = next((int(span["offset"]) - start for span in spans if "offset" in span), None)
    failure = QueryError(f"{message} ({code})" if code else message, "docs/query.md lists the rules and the syntax.")
    failure.offset = offset if offset is not None and offset >= 0 else None
    return failure
