"""The linker's names of a graph's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.link.linker import Linker
    from rgraph.link.world import World
    from rgraph.model.cargo import Manifest
    from rgraph.model.facts import BlobBodies, BlobFacts
    from rgraph.model.ids import BlobHash, RepoPath

    from .graph import CommitGraph


def world_of(graph: CommitGraph) -> World:
    """The crates, module tree, scopes and exports of this tree, built from its facts; nothing is linked."""
    return linker_of(graph).world


def linker_of(graph: CommitGraph) -> Linker:
    """A linker that stands at this tree, without having linked it."""
    from rgraph.link.linker import Linker

    linker = Linker(_Contents(graph))
    linker.restore({path: state.blob for path, state in graph.files.items()}, {})
    return linker


class _Contents:
    """A graph's contents by their blake3."""

    def __init__(self, graph: CommitGraph) -> None:
        graph.load_facts()
        self._graph = graph
        self._rust: dict[str, RepoPath] = {}
        self._manifests: dict[str, RepoPath] = {}
        for path, state in graph.files.items():
            if path.endswith(".rs"):
                self._rust[state.blob] = path
            elif path.rpartition("/")[2] == "Cargo.toml":
                self._manifests[state.blob] = path

    def facts(self, blob: BlobHash) -> BlobFacts:
        return self._graph.facts(self._rust[blob])

    def bodies(self, blob: BlobHash) -> BlobBodies:
        return self._graph.bodies(self._rust[blob])

    def manifest(self, blob: BlobHash) -> Manifest:
        return self._graph.manifests[self._manifests[blob]]
