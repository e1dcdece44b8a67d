"""The write-ahead log of sqlite beside the store's file: Cozo leaves its housekeeping to whoever closes last."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from rgraph.children import ELSEWHERE, bare_command, deaf

from .engines import FILES, SQLITE

_RUN = """
import sqlite3, sys
try:
    sqlite3.connect(sys.argv[1], timeout=2, isolation_level=None).execute(sys.argv[2]).fetchall()
except sqlite3.OperationalError:
    sys.exit(1)
"""

SMALL_LOG = 4_000_000
"""Bytes of write-ahead log that may be left after writing: every process that opens the store reads it first."""

LARGE_LOG = 64_000_000
"""Bytes of write-ahead log that may be there in the middle of a long run."""


_FILE = FILES[SQLITE]


class WriteAheadLog:
    """The log of the store in a directory; None for a store that has none: in memory, or of another engine."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory

    def checkpoint(self, limit: int = LARGE_LOG) -> None:
        """Move the log into the file if it has more than `limit` bytes."""
        if self._directory is not None and file_size(self._directory / f"{_FILE}-wal") > limit:
            self._run(self._directory, "pragma wal_checkpoint(truncate)")

    def compact(self) -> None:
        """Give unused space of the file back to the file system."""
        if self._directory is not None:
            self._run(self._directory, "vacuum")
            self.checkpoint(0)

    def _run(self, directory: Path, statement: str) -> None:
        """Run a statement on the file in a child process: a handle closed in this one would drop Cozo's locks.

        It is housekeeping: where it fails because others read, the next time does it.
        """
        command = bare_command(_RUN, os.fspath((directory / _FILE).absolute()), statement)
        with deaf():
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, cwd=ELSEWHERE)


def file_size(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
