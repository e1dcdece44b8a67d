"""What is said of a name that no item has."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.spelling import counted
from rgraph.view.absent import Absent, Looked

from .text import commit_line
from .words import one_line

_FEW = 5
"""How many items of HEAD are named."""


_WHERE = {
    Looked.ALL: "at any earlier commit",
    Looked.INDEXED: "in the part of the history that was searched (`rgraph index --history` adds the rest)",
    Looked.NEWEST: "in the newest part of the history; older commits were not searched",
    Looked.SHALLOW: "in what this shallow clone has of the history (`git fetch --unshallow` gets the rest)",
}


def absent_lines(found: Absent) -> Iterator[str]:
    """Where the name stands after all, one sentence a line; that nothing is known of it, where nothing is."""
    if found.past is not None:
        past = found.past
        yield one_line(
            f"{past.symbol} was in {past.path} until {commit_line(past.gone)}; ask at {past.gone.oid[:10]}~1"
        )
    for symbol in found.elsewhere[:_FEW]:
        yield one_line(f"{symbol} exists at HEAD")
    if found.unresolved:
        more = found.unresolved - len(found.places)
        places = ", ".join(found.places) + (f" and {more} more" if more > 0 else "")
        yield one_line(f"{counted(found.unresolved, 'reference')} of this name could not be resolved: {places}")
    if found.past is None and not found.elsewhere and found.looked is not Looked.NOT:
        yield f"no item of this name {_WHERE[found.looked]}"
