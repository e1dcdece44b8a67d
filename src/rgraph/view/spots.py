"""Items by where they stand: `src/lib.rs`, or `src/lib.rs:120`."""

from __future__ import annotations

import re

from rgraph.errors import ItemError

from .graph import CommitGraph
from .places import ItemAt

_SPOT = re.compile(r"(?P<path>[^:]+\.rs)(?::(?P<line>\d{1,9})(?::\d{1,9})?)?")


def at_spot(graph: CommitGraph, text: str) -> ItemAt | None:
    """The item at `path:line`, the innermost one there, or the module that a file is; None for any other text.

    Raises ItemError for a line that the file does not have.
    """
    found = _SPOT.fullmatch(text.strip().removeprefix("./"))
    if found is None or found["path"] not in graph.files:
        return None
    items = list(graph.items_of(found["path"]))
    line = _line(graph, found["path"], found["line"]) if found["line"] else 0
    inside = [item for item in items if item.ord >= 0 and item.item and _holds(item, line)]
    whole = [item for item in items if item.ord < 0]
    return min(inside, key=lambda item: _nearness(item, line), default=whole[0] if whole else None)


def _line(graph: CommitGraph, path: str, written: str) -> int:
    line, last = int(written), max(1, graph.facts(path).lines)
    if not 1 <= line <= last:
        raise ItemError(f"no line {line} in {path}", f"it has {last} line{'s' if last > 1 else ''}")
    return line


def _holds(item: ItemAt, line: int) -> bool:
    return item.item is not None and item.item.start_line <= line <= item.item.end_line


def _nearness(item: ItemAt, line: int) -> tuple[int, bool, int, int, str]:
    """Small first. All that a macro call makes stands on the lines of the call: of these, what is named at the line or
    last before it; then the one written last, and by symbol.
    """
    assert item.item is not None
    return item.item.end - item.item.start, item.line > line, abs(line - item.line), -item.ord, item.symbol
