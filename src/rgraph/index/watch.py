"""Names the file or item that the linker has been busy with for more than a few seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .progress import SILENCE, Progress

SLOW_SECONDS = 5.0
"""How long one file or item may take before it is named. Nothing but what is shown depends on it."""


@contextmanager
def watched(working_on: Callable[[], str], progress: Progress, slow: float = SLOW_SECONDS) -> Iterator[None]:
    """While the block runs, tell `progress` what has been worked on for some seconds, each thing once."""
    if progress is SILENCE:
        yield
        return
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(working_on, progress, slow, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _watch(working_on: Callable[[], str], progress: Progress, slow: float, ended: threading.Event) -> None:
    current, since, told = "", time.monotonic(), ""
    while not ended.wait(slow / 5):
        now = working_on()
        if now != current:
            current, since = now, time.monotonic()
        elif current != told and time.monotonic() - since >= slow:
            told = current
            progress.slow(current)
