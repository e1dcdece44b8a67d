"""Items by where they stand: `src/lib.rs`, or `src/lib.rs:120`."""

from __future__ import annotations

import re

from .graph import CommitGraph
from .places import ItemAt

_SPOT = re.compile(r"(?P<path>[^:]+\.rs)(?::(?P<line>\d{1,9})(?::\d{1,9})?)?")


def at_spot(graph: CommitGraph, text: str) -> ItemAt | None:
    """The item at `path:line`, the innermost one there, or the module that a file is; None for any other text."""
    found = _SPOT.fullmatch(text.strip().removeprefix("./"))
    if found is None or found["path"] not in graph.files:
        return None
    items = list(graph.items_of(found["path"]))
    line = int(found["line"]) if found["line"] else 0
    inside = [item for item in items if item.ord >= 0 and item.item and _holds(item, line)]
    whole = [item for item in items if item.ord < 0]
    return min(inside, key=_size, default=whole[0] if whole else None)


def _holds(item: ItemAt, line: int) -> bool:
    return item.item is not None and item.item.start_line <= line <= item.item.end_line


def _size(item: ItemAt) -> tuple[int, int, str]:
    """Small first; of items on the same lines (what a macro call makes) the one written last, then by symbol."""
    assert item.item is not None
    return item.item.end - item.item.start, -item.ord, item.symbol
