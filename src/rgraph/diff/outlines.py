"""Whether what a file of a graph declares was read soundly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.model.facts import BlobStatus
from rgraph.parse.outline import unsound_at

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


def unsound_line(graph: CommitGraph, path: str) -> int | None:
    """The line of the first error that may hide items of a Rust file; None where its items were read soundly."""
    facts = graph.facts(path)
    if facts.status is BlobStatus.SKIPPED:
        return 1
    return unsound_at(graph.source(path)) if facts.parse_errors else None
