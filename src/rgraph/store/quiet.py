"""Silence while the engine runs: what it prints on the process's stderr when it panics becomes an error anyway."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator


class _Silence:
    """File descriptor 2 turned away while any thread wants it so."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = 0
        self._kept = -1
        self._nowhere = -1

    def begin(self) -> None:
        with self._lock:
            self._wanted += 1
            if self._wanted > 1:
                return
            if sys.stderr is not None:
                sys.stderr.flush()
            try:
                self._kept = os.dup(2)
            except OSError:  # stderr is closed: nothing to silence
                self._kept = -1
                return
            if self._nowhere < 0:
                self._nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(self._nowhere, 2, inheritable=True)

    def end(self) -> None:
        with self._lock:
            self._wanted -= 1
            if not self._wanted and self._kept >= 0:
                os.dup2(self._kept, 2, inheritable=True)
                os.close(self._kept)


_silence = _Silence()


@contextlib.contextmanager
def silent_stderr() -> Iterator[None]:
    """Sends file descriptor 2 to nowhere for a while; several threads may ask for it at once."""
    _silence.begin()
    try:
        yield
    finally:
        _silence.end()
