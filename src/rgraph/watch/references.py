"""References that led to an item of the tree and lead nowhere any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rgraph.model.graph import LinkedFile, Unresolved
from rgraph.model.ids import RepoPath, Symbol
from rgraph.view.graph import CommitGraph
from rgraph.view.names import suffix_of

from .round import Broken

_LOST = frozenset({"unknown_name", "no_such_member", "ambiguous", "unknown_receiver"})


def relinked(before: CommitGraph, after: CommitGraph) -> list[RepoPath]:
    """The files whose edges are other ones, and those that came or went."""
    paths = {*before.files, *after.files}
    return sorted(path for path in paths if _edges(before, path) != _edges(after, path))


def broken_by(before: CommitGraph, after: CommitGraph, paths: Collection[RepoPath]) -> Iterator[Broken]:
    """What named an item of the tree before, and is not resolved after, while its owner is still there."""
    for path in paths:
        old, new = _linked(before, path), _linked(after, path)
        if old is None or new is None:
            continue
        known = {(one.owner, _name(one), one.shape): one.count for one in old.unresolved}
        targets = _targets(before, old)
        for one in new.unresolved:
            target = targets.get((one.owner, _name(one)))
            more = one.count > known.get((one.owner, _name(one), one.shape), 0)
            if target is not None and more and one.reason in _LOST:
                line = after.line_in(path, one.owner, one.line)
                yield Broken(one.owner, _name(one), target, path, line)


def is_still_broken(after: CommitGraph, broken: Broken) -> bool:
    """Whether the name is not resolved in its owner even now."""
    linked = _linked(after, RepoPath(broken.path))
    return linked is not None and any(
        one.owner == broken.owner and _name(one) == broken.name for one in linked.unresolved
    )


def _targets(before: CommitGraph, old: LinkedFile) -> dict[tuple[Symbol, str], Symbol]:
    """What each owner's edges lead to in the tree, by the name that the source says."""
    return {
        (edge.src, suffix_of(edge.dst)): edge.dst
        for edge in old.edges
        if edge.kind.is_reference and before.defining(edge.dst)
    }


def _name(one: Unresolved) -> str:
    return one.name.rpartition("::")[2]


def _edges(graph: CommitGraph, path: RepoPath) -> str:
    state = graph.files.get(path)
    return state.edges if state is not None else ""


def _linked(graph: CommitGraph, path: RepoPath) -> LinkedFile | None:
    return graph.linked(path) if path in graph.files else None
