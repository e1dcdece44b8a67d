"""`cycles`: groups of modules that depend on each other in a cycle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.model.graph import Tier
from rgraph.trend.measure import OfTrees
from rgraph.view.cycles import components

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


def _subjects(graph: CommitGraph) -> Iterator[str]:
    """The first module of each group."""
    following: dict[str, set[str]] = {}
    modules = graph.module_graph
    inside = set(modules.modules)
    for source, target in modules.between((Tier.EXACT, Tier.COMPILER), tests=False):
        if target in inside and not _family(source, target):
            following.setdefault(source, set()).add(target)
    for component in components(following):
        yield min(component)


def _family(one: str, other: str) -> bool:
    """Whether one contains the other: that these depend on each other is usual in Rust. The rule `acyclic` agrees."""
    return one.startswith(f"{other}::") or other.startswith(f"{one}::")


MEASURE = OfTrees("groups of modules that depend on each other in a cycle", _subjects)
