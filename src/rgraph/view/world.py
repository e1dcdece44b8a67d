"""The linker's names of a graph's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.link.world import World

    from .graph import CommitGraph


def world_of(graph: CommitGraph) -> World:
    """The module tree, scopes and exports of this tree, built from its facts."""
    from rgraph.link.world import World

    return World(graph.cargo, {path: graph.facts(path) for path in graph.files if path.endswith(".rs")})
