"""The linker's names of a graph's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.link.linker import Linker
    from rgraph.link.world import World

    from .graph import CommitGraph


def world_of(graph: CommitGraph) -> World:
    """The crates, module tree, scopes and exports of this tree, built from its facts; nothing is linked."""
    return linker_of(graph).world


def linker_of(graph: CommitGraph) -> Linker:
    """A linker that stands at this tree, without having linked it."""
    from rgraph.link.linker import Linker

    graph.load_facts()
    linker = Linker(graph.contents)
    linker.restore(graph.blobs, {})
    return linker
