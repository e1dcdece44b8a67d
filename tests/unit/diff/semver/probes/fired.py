"""Which rules fire between two versions of a crate, and how they name the item."""

from __future__ import annotations

from functools import cache

from rgraph.diff.semver.findings import check
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import MemorySource, graph_of

SOURCE = MemorySource()


@cache
def _graph(source: str) -> CommitGraph:
    return graph_of({"src/lib.rs": source}, SOURCE)


def fired(old: str, new: str) -> set[str]:
    """The ids of the rules, each once."""
    return {finding.rule for finding in check(_graph(old), _graph(new)).findings}


def items(old: str, new: str) -> set[str]:
    """The items that findings name."""
    return {finding.item for finding in check(_graph(old), _graph(new)).findings}


def questions(old: str, new: str) -> int:
    """How much syntax alone does not tell."""
    return len(check(_graph(old), _graph(new)).undecided)
