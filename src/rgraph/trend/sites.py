"""Where a measure of contents counts in one tree: for rules that gate on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.model.ids import RepoPath

from .measure import Content
from .registry import of_contents

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


def sites(graph: CommitGraph, name: str) -> Iterator[tuple[RepoPath, list[int]]]:
    """The bytes of the places that a measure counts, file by file of those that are in crates; tests included."""
    measure = of_contents()[name]
    for path in graph.files:
        if path.endswith(".rs") and graph.linked(path) is not None:
            content = Content(graph.source(path), graph.facts(path))
            yield path, sorted(measure.sites(content))


def gates() -> dict[str, str]:
    """The measures that a rule can gate on, and what each counts."""
    return {name: measure.title for name, measure in of_contents().items()}
