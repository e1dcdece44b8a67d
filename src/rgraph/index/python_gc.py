"""When Python looks for cycles while commits are linked: seldom, since facts have none and the world is long-lived."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

COLLECT_EVERY = 200
"""Commits after which a collection pays: one costs as much as linking several commits."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection inside, and none of what is there when it ends: that waits for the next time.

    Switching the collector on makes it look at everything at once, which for a command that is about to end is a
    tenth of its time.
    """
    collecting = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


class Collector:
    """Collects after every `COLLECT_EVERY` commits."""

    def __init__(self) -> None:
        self._since = 0

    def linked(self) -> None:
        """One more commit was linked."""
        self._since += 1
        if self._since >= COLLECT_EVERY:
            self._since = 0
            gc.collect()
