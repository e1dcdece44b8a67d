"""How the architecture moved: dependences between modules and crates gained and lost, and new cycles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.model.graph import Tier

from .report import Dependence, Drift, Place
from .snapshot import Node, Snapshot

if TYPE_CHECKING:
    import rustworkx

Pairs = Mapping[tuple[str, str], Dependence]


def drift(old: Snapshot, new: Snapshot, pairs: Mapping[str, str]) -> Drift:
    """What the new commit's modules and crates lean on beyond, or no longer like, the old one's.

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


def dependences(snapshot: Snapshot) -> dict[tuple[str, str], Dependence]:
    """Which modules lean on which others of the workspace, with the first reference that shows it."""
    found: dict[tuple[str, str], Dependence] = {}
    modules = {symbol: node.module.symbol for symbol, node in snapshot.nodes.items()}
    tests = {symbol for symbol, node in snapshot.nodes.items() if snapshot.is_test(node)}
    for path in snapshot.graph.files:
        linked = snapshot.graph.linked(path)
        for edge in linked.edges if linked is not None else ():
            if not edge.kind.is_dependence or edge.tier is Tier.CANDIDATE or edge.src in tests:
                continue
            source, target = modules.get(edge.src, ""), _module_of(snapshot, modules, edge.dst)
            if source and target and source != target and (source, target) not in found:
                line = snapshot.graph.edge_line(path, edge)
                example = f"{edge.src} {edge.kind.value} {edge.dst}"
                found[source, target] = Dependence(source, target, example, Place(path, line, line))
    return found


def _module_of(snapshot: Snapshot, modules: Mapping[str, str], symbol: str) -> str:
    """The module that holds an item; of a module that is imported as such, the module itself."""
    node = snapshot.nodes.get(symbol)
    if node is not None and node.kind is ItemKind.MODULE:
        return symbol
    return modules.get(symbol, "")


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
    import rustworkx

    graph, at = _graph(now)
    together_before = _together(before)
    found: list[tuple[str, ...]] = []
    component = {symbol: index for index, group in enumerate(_components(graph)) for symbol in group}
    for source, target in sorted(set(now) - set(before)):
        if component[source] != component[target] or (source, target) in together_before:
            continue
        paths = rustworkx.dijkstra_shortest_paths(graph, at[target], at[source])
        cycle = tuple(graph[index] for index in paths[at[source]])
        if _one_inside_the_other(cycle):
            continue
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
    """A module and one inside it lean on each other as a matter of course (`use super::Thing`)."""
    outer = min(cycle, key=len)
    return len(cycle) == 2 and max(cycle, key=len).startswith(f"{outer}::")


def _graph(edges: Iterable[tuple[str, str]]) -> tuple[rustworkx.PyDiGraph[str, int], dict[str, int]]:
    import rustworkx

    edges = sorted(edges)
    graph: rustworkx.PyDiGraph[str, int] = rustworkx.PyDiGraph()
    at = {symbol: graph.add_node(symbol) for symbol in sorted({end for edge in edges for end in edge})}
    graph.add_edges_from([(at[source], at[target], 1) for source, target in edges])
    return graph, at


def _components(graph: rustworkx.PyDiGraph[str, int]) -> list[list[str]]:
    import rustworkx

    return [[graph[index] for index in group] for group in rustworkx.strongly_connected_components(graph)]


def _together(edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    graph, _ = _graph(edges)
    return {(a, b) for group in _components(graph) for a in group for b in group if a != b}
