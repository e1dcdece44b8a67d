"""What linking leaves in cycles goes some time, though no collector runs while commits are linked."""

from __future__ import annotations

import gc
import weakref

from rgraph.index.python_gc import uncollected


class Linked:
    """Something in a cycle."""

    def __init__(self) -> None:
        self.itself = self


def test_what_linked_one_commit_goes_when_a_few_more_were_linked() -> None:
    left: list[weakref.ref[Linked]] = []
    was_on = gc.isenabled()
    gc.disable()  # as commands do
    try:
        for _ in range(12):
            with uncollected():
                left.append(weakref.ref(Linked()))
        assert sum(one() is not None for one in left) <= 4
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
