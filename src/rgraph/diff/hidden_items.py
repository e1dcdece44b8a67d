"""Whether a file of a graph may declare items that nobody has read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.model.facts import BlobFacts, BlobStatus
from rgraph.parse.outline import unsound_at

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


@dataclass(frozen=True, slots=True)
class Hiding:
    """What hides items of a file: the line, and why."""

    line: int
    why: str

    def unjudged(self, where: object, moved: str = "") -> str:
        """What a report says of the file in that version; `moved` says where the other one has it."""
        return f"{self.why} ({where}), so what changed in the file{moved} is not judged"


def hiding(graph: CommitGraph, path: str) -> Hiding | None:
    """What may hide items of a Rust file; None where what it declares was read soundly."""
    return hidden_by(graph.facts(path), lambda: graph.source(path))


def hidden_by(facts: BlobFacts, source: Callable[[], bytes]) -> Hiding | None:
    """The same of any content."""
    if facts.status is BlobStatus.SKIPPED:
        return Hiding(1, f"the file was not read ({facts.reason})")
    line = unsound_at(source()) if facts.parse_errors else None
    return None if line is None else Hiding(line, f"line {line} has a syntax error that may hide items")
