"""The linker's names of a graph's tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rgraph.link.linker import Linker
    from rgraph.link.stock import Stock
    from rgraph.link.world import World
    from rgraph.model.cargo import Crate
    from rgraph.model.ids import RepoPath

    from .graph import CommitGraph


class Part(NamedTuple):
    """The names of some crates, by their ids."""

    crates: frozenset[str]
    world: World


def world_of(graph: CommitGraph, stock: Stock | None = None) -> World:
    """The crates, module tree, scopes and exports of this tree, built from its facts; nothing is linked."""
    world = linker_of(graph, stock).world
    world.stop_tracing()
    return world


def part_of(graph: CommitGraph, crates: Collection[str]) -> Part | None:
    """The names of some crates and of all that they depend on, which is all that a path from one of them leads through.

    None where two crates go by one name: which of them has it alone depends on who else is there.
    """
    known = {crate.id: crate for crate in graph.cargo.crates}
    if any("@" in each for each in known):
        return None
    kept = _with_needs(known, crates)
    return Part(kept, world_of(graph.limited(frozenset(_files(graph, kept)))))


def _with_needs(crates: Mapping[str, Crate], start: Collection[str]) -> frozenset[str]:
    found, waiting = set[str](), list(start)
    while waiting:
        each = waiting.pop()
        if each in crates and each not in found:
            found.add(each)
            waiting += [extern.crate for extern in crates[each].externs]
    return frozenset(found)


def _files(graph: CommitGraph, crates: Collection[str]) -> Iterator[RepoPath]:
    """The files of some crates, and those of no crate: manifests, and what a module may have in place of its file."""
    for path in graph.files:
        found = graph.declares(path)
        if found is None or any(definition.crate in crates for definition in found.defs):
            yield path


def linker_of(graph: CommitGraph, stock: Stock | None = None) -> Linker:
    """A linker that stands at this tree, without having linked it."""
    from rgraph.link.linker import Linker

    graph.load_facts()
    linker = Linker(graph.contents, stock=stock)
    linker.restore(graph.blobs, {})
    return linker
