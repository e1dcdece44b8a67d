"""When Python looks for cycles while commits are linked: seldom, since facts have none and the world is long-lived."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

COLLECT_EVERY = 200
"""Commits after which a collection pays: one costs as much as linking several commits."""


_FREEZES = 4
"""Times that something was left uncollected after which what it left is looked through. A command indexes one commit or
two; who asks about many, one after the other, would keep what linked each of them."""

_frozen = count(1)


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection inside, and none of what is there when it ends: that waits for the next time.

    Switching the collector on makes it look at everything at once, which for a command that is about to end is a
    tenth of its time.
    """
    collecting = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    if next(_frozen) % _FREEZES == 0:
        gc.collect()
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
