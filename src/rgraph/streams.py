"""The standard streams: none of them closed, and diagnostics that nobody can read are no error."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys

from rgraph.errors import RgraphError


class OutputError(RgraphError):
    """The result cannot be written where it should go."""


class Diagnostics(io.TextIOWrapper):
    """stderr: what cannot be written there (closed, full, its reader gone) is dropped, and the work goes on."""

    def write(self, text: str, /) -> int:
        """Writes what can be written."""
        with contextlib.suppress(OSError, ValueError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Flushes what can be flushed."""
        with contextlib.suppress(OSError, ValueError):
            super().flush()


def open_standard_streams() -> None:
    """Open what the caller closed: else the store's file becomes descriptor 1 or 2, and gets what is printed there.

    A closed stdout refuses to be written (so that a lost answer is no success); a closed stderr swallows.
    """
    _occupy(0, os.O_RDONLY)
    _occupy(1, os.O_RDONLY)
    _occupy(2, os.O_WRONLY)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8")
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    raw = io.FileIO(2, "w", closefd=False)
    sys.stderr = Diagnostics(io.BufferedWriter(raw), encoding=encoding, errors="backslashreplace", line_buffering=True)


def write_stdout(text: str) -> None:
    """Write a result, as UTF-8 whatever the locale.

    Raises:
        OutputError: it could not be written whole.
        BrokenPipeError: its reader has gone.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _lost(error) from error


def lost_output(error: BaseException) -> OutputError | None:
    """What an error of the system is where stdout was written by another hand (help texts), and could not be."""
    if not isinstance(error, OSError) or isinstance(error, BrokenPipeError):
        return None
    try:
        sys.stdout.flush()
    except OSError as again:
        return _lost(again)
    return None


def _lost(error: OSError) -> OutputError:
    reason = "it is closed" if error.errno == errno.EBADF else (error.strerror or "it cannot be written")
    return OutputError(f"the result could not be written to standard output: {reason}")


def drop_stdout() -> None:
    """Let what is still buffered for stdout go nowhere: it cannot be written, and Python would try again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _occupy(descriptor: int, flags: int) -> None:
    try:
        os.fstat(descriptor)
    except OSError:
        os.open(os.devnull, flags)  # the lowest free number is this one
