"""Room on Python's stack for what is nested as deep as the limits allow."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

FRAMES: Final = 20_000
"""Python frames: far above what the limits on nesting need, whatever the caller's own depth."""


@contextmanager
def room_to_recurse() -> Iterator[None]:
    """Let Python recurse as deep as the limits allow, and set the process's own limit again at the end."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
