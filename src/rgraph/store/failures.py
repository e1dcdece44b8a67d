"""What the engine's errors and panics mean, in words that a user can act on."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

from rgraph.errors import LockedError, QueryError, StoreError

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_UNWRAPPED = re.compile(r'on an `Err` value: .*message: Some\("(.*?)"\)', re.DOTALL)
"""What SQLite said, in a panic of Cozo's."""

_FOLD = re.compile(r"\s*\n[\s│]*")
"""Where the engine has folded its message, with a line in the margin."""

REBUILD = "Run `rgraph index --rebuild` to build it anew; nothing but the index is lost."


class DamagedError(StoreError):
    """What is stored contradicts itself or cannot be read."""


def damaged(what: str) -> StoreError:
    """That what is stored contradicts itself or cannot be read."""
    return DamagedError(f"the store is damaged: {what}", REBUILD)


def from_engine(error: BaseException) -> bool:
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


def is_locked(error: BaseException) -> bool:
    """Whether an engine's error says that another process has the file."""
    text = _text(error)
    return "database is locked" in text or "code 5)" in text or "database table is locked" in text or _is_taken(text)


def _is_taken(text: str) -> bool:
    """Whether RocksDB says that another process has the database."""
    return "While lock file" in text or "lock hold by current process" in text


def store_error(error: BaseException, path: Path | None) -> StoreError:
    """What an engine's error means for the store."""
    text = _FOLD.sub(" ", _text(error))
    lowered = text.lower()
    where = f" {path.parent}" if path else ""
    if _is_taken(_text(error)):
        return LockedError(
            f"the store{where} is open in another process, and its engine, rocksdb, serves one process only",
            'Wait until that ends; with engine = "sqlite" under [store], and `rgraph index --rebuild`, many can read.',
        )
    if is_locked(error):
        return LockedError(f"the store{where} is locked by another process", "Try again when it has finished.")
    if "full" in lowered:
        return StoreError(f"no room to write the store{where}: the disk is full", "Free some space; nothing is lost.")
    if "i/o error" in lowered:
        return StoreError(f"the store{where} cannot be read or written: {text}", "Check the disk and its free space.")
    if "readonly" in lowered or "read-only" in lowered:
        return StoreError(f"the store{where} cannot be written: it is read-only", "Make it writable.")
    if any(word in lowered for word in ("malformed", "not a database", "corrupt", "un-versioned")):
        return DamagedError(f"the store{where} is damaged: {text}", REBUILD)
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
