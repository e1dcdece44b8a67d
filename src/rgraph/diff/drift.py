"""How the architecture moved: dependences between modules and crates gained and lost, and new cycles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Tier
from rgraph.view.cycles import cyclic_links, followers, shortest_cycle
from rgraph.view.folding import Folding
from rgraph.view.testcode import built_for_tests

from .extent import Extent
from .report import Dependence, Drift, Place
from .snapshot import Node, Snapshot

_SURE = tuple(tier for tier in Tier if tier is not Tier.CANDIDATE)

Pairs = Mapping[tuple[str, str], Dependence]


def drift(old: Snapshot, new: Snapshot, pairs: Mapping[str, str]) -> Drift:
    """What the new commit's modules and crates depend on beyond, or no longer like, the old one's.

    `pairs` maps old symbols to new ones, so that a renamed module is no change. Test code does not count, nor
    do edges that are only candidates.
    """
    before, after = _renamed(dependences(old), pairs), dependences(new)
    crates_before, crates_after = _by_crate(before, old, new), _by_crate(after, new, new)
    come, gone = _cycles(after, before), _cycles(before, after)
    return Drift(
        modules_gained=_difference(after, before),
        modules_lost=_difference(before, after),
        crates_gained=_difference(crates_after, crates_before),
        crates_lost=_difference(crates_before, crates_after),
        cycles_gained=come,
        cycles_lost=gone,
    )


def stands_still(extent: Extent, old: Snapshot, new: Snapshot) -> bool:
    """Whether the files that differ depend on the same modules on both sides, so that `drift` would find nothing.

    The snapshots hold those files at least. It says no where modules came, went, or became test code: what the other
    files depend on is the same, but not what it is folded into.
    """
    if _folds(old) != _folds(new):
        return False
    before, after = (Folding(side.graph).links(extent.linked, _SURE) for side in (old, new))
    return before == after


def _folds(snapshot: Snapshot) -> tuple[dict[str, bool], set[tuple[str, str]]]:
    """The modules and whether each is built for tests alone, and what kind of target each crate is."""
    modules = {str(at.symbol): built_for_tests(at) for at in snapshot.items() if at.kind is ItemKind.MODULE}
    return modules, {(crate.id, crate.kind.value) for crate in snapshot.graph.cargo.crates}


def dependences(snapshot: Snapshot) -> dict[tuple[str, str], Dependence]:
    """Which modules depend on which others of the workspace, with the first reference that shows it."""
    graph = snapshot.graph
    items = graph.module_graph.items
    found: dict[tuple[str, str], Dependence] = {}
    for (source, target), references in graph.module_graph.between(_SURE, tests=False).items():
        if source in items and target in items:
            path, edge = references[0]
            line = graph.edge_line(path, edge)
            example = f"{edge.src} {edge.kind.value} {edge.dst}"
            found[source, target] = Dependence(source, target, example, Place(path, line, line))
    return found


def _renamed(found: Pairs, pairs: Mapping[str, str]) -> dict[tuple[str, str], Dependence]:
    renamed: dict[tuple[str, str], Dependence] = {}
    for (source, target), dependence in found.items():
        key = pairs.get(source, source), pairs.get(target, target)
        renamed[key] = Dependence(*key, dependence.example, dependence.place)
    return renamed


def _by_crate(found: Pairs, snapshot: Snapshot, names: Snapshot) -> dict[tuple[str, str], Dependence]:
    crates: dict[tuple[str, str], Dependence] = {}
    for (source, target), dependence in found.items():
        a, b = (_crate_of(names.nodes.get(end) or snapshot.nodes.get(end)) for end in (source, target))
        if a and b and a != b:
            crates.setdefault((a, b), Dependence(a, b, dependence.example, dependence.place))
    return crates


def _crate_of(node: Node | None) -> str:
    return node.crate if node is not None else ""


def _difference(more: Pairs, less: Pairs) -> tuple[Dependence, ...]:
    return tuple(more[key] for key in sorted(more) if key not in less)


def _cycles(now: Iterable[tuple[str, str]], before: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """For each dependence that closes a cycle between modules which were in none together: a shortest cycle."""
    known = set(before)
    groups = enumerate(cyclic_links(_graph(known)))
    together = {symbol: number for number, (group, _) in groups for symbol in group}
    found: list[tuple[str, ...]] = []
    for _, links in cyclic_links(_graph(now)):
        ways = followers(links)
        for source, target in links:
            if (source, target) in known or together.get(source, -1) == together.get(target, -2):
                continue
            cycle = tuple(shortest_cycle((source, target), ways)[:-1])
            if not _one_inside_the_other(cycle):
                first = cycle.index(min(cycle))
                found.append(cycle[first:] + cycle[:first])
    return _telling(found)


def _telling(cycles: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Shortest first, each with a module that no cycle before it has: the rest says nothing new."""
    covered: set[str] = set()
    kept: list[tuple[str, ...]] = []
    for cycle in sorted(set(cycles), key=lambda c: (len(c), c)):
        if not covered.issuperset(cycle):
            covered.update(cycle)
            kept.append(cycle)
    return tuple(sorted(kept))


def _one_inside_the_other(cycle: tuple[str, ...]) -> bool:
    """A module and one inside it depend on each other as a matter of course (`use super::Thing`)."""
    outer = min(cycle, key=len)
    return len(cycle) == 2 and max(cycle, key=len).startswith(f"{outer}::")


def _graph(links: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for source, target in links:
        graph.setdefault(source, set()).add(target)
    return graph
