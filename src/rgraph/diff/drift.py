"""How the architecture moved: dependences between modules and crates gained and lost, and new cycles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Tier
from rgraph.view.cycles import cyclic_links, followers, shortest_cycle
from rgraph.view.folding import Folding
from rgraph.view.testcode import built_for_tests

from .extent import Extent
from .lines import Place
from .neighbourhood import Dependence, Drift
from .snapshot import Node, Snapshot

_SURE = tuple(tier for tier in Tier if tier is not Tier.CANDIDATE)

Pairs = Mapping[tuple[str, str], Dependence]


def drift(old: Snapshot, new: Snapshot, pairs: Mapping[str, str]) -> Drift:
    """What the new commit's modules and crates depend on beyond, or no longer like, the old one's.

    `pairs` maps old symbols to new ones, so that a renamed module is no change; what is gone has its old names. A
    module that moved into another crate is no reason to call the crates the same: crates are paired by their roots.
    Test code does not count, nor do edges that are only candidates.
    """
    was, now = dependences(old), dependences(new)
    before = _renamed(was, pairs)
    crates_was, crates_now = _by_crate(was, old), _by_crate(now, new)
    crates_before = _renamed(crates_was, _between_roots(pairs, old, new))
    return Drift(
        modules_gained=_beyond(now, before),
        modules_lost=_beyond(before, now),
        crates_gained=_beyond(crates_now, crates_before),
        crates_lost=_beyond(crates_before, crates_now),
        cycles_gained=_cycles(now, before),
        cycles_lost=_cycles(before, now, _old_names(before)),
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
    """Dependences by the new names of their ends; each keeps its old ones."""
    return {(pairs.get(source, source), pairs.get(target, target)): found[source, target] for source, target in found}


def _between_roots(pairs: Mapping[str, str], old: Snapshot, new: Snapshot) -> dict[str, str]:
    """The pairs that are root modules on both sides: renamed crates."""
    roots = {node.symbol for node in new.roots()}
    return {node.symbol: pairs[node.symbol] for node in old.roots() if pairs.get(node.symbol) in roots}


def _by_crate(found: Pairs, snapshot: Snapshot) -> dict[tuple[str, str], Dependence]:
    """What crates depend on, by the symbols of their root modules."""
    crates: dict[tuple[str, str], Dependence] = {}
    for (source, target), dependence in found.items():
        a, b = (_crate_of(snapshot.nodes.get(end)) for end in (source, target))
        if a and b and a != b:
            crates.setdefault((a, b), Dependence(a, b, dependence.example, dependence.place))
    return crates


def _crate_of(node: Node | None) -> str:
    return node.crate if node is not None else ""


def _beyond(more: Pairs, less: Pairs) -> tuple[Dependence, ...]:
    return tuple(more[key] for key in sorted(more) if key not in less)


def _old_names(before: Pairs) -> dict[str, str]:
    """What renamed modules were called."""
    ends = ((key, (found.source, found.target)) for key, found in before.items())
    return {new: old for key, was in ends for new, old in zip(key, was, strict=True)}


def _cycles(
    now: Iterable[tuple[str, str]], before: Iterable[tuple[str, str]], names: Mapping[str, str] | None = None
) -> tuple[tuple[str, ...], ...]:
    """For each dependence that closes a cycle between modules which were in none together: a shortest cycle.

    `names` maps modules to what they are called in it.
    """
    known = set(before)
    groups = enumerate(cyclic_links(_graph(known)))
    together = {symbol: number for number, (group, _) in groups for symbol in group}
    found: list[tuple[str, ...]] = []
    for _, links in cyclic_links(_graph(now)):
        ways = followers(links)
        for source, target in links:
            if (source, target) in known or together.get(source, -1) == together.get(target, -2):
                continue
            way = shortest_cycle((source, target), ways)[:-1]
            cycle = tuple(names[module] if names is not None else module for module in way)
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
