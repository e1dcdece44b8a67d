"""The heights of a graph: who stands above whom, and how many of its links say so."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rgraph.view.cycles import cyclic_links

Heights = tuple[tuple[str, ...], ...]
"""Names that share a height, the topmost first."""


def layers_of(graph: Mapping[str, Collection[str]]) -> Heights:
    """Heights of a graph, top first; modules of one cycle share a height. Those that nothing links are left out."""
    linked = {name for name in graph if graph[name]} | {target for targets in graph.values() for target in targets}
    component = {name: name for name in graph}
    for names, _ in cyclic_links(graph):
        component.update(dict.fromkeys(names, names[0]))
    heights: dict[str, int] = {}
    below: dict[str, set[str]] = {}
    for name, targets in graph.items():
        below.setdefault(component[name], set()).update(
            component[target] for target in targets if component[target] != component[name]
        )
    for name in sorted(below):
        _height(name, below, heights)
    by_height: dict[int, list[str]] = {}
    for name in sorted(linked):
        by_height.setdefault(heights[component[name]], []).append(name)
    return tuple(tuple(by_height[height]) for height in sorted(by_height, reverse=True))


def _height(start: str, below: Mapping[str, set[str]], heights: dict[str, int]) -> None:
    """Sets the height of a node and of all below it, without recursion: chains of crates may be long."""
    stack = [start]
    while stack:
        name = stack[-1]
        missing = [target for target in sorted(below.get(name, ())) if target not in heights]
        if missing:
            stack += missing
            continue
        heights[name] = max((heights[target] + 1 for target in below.get(name, ())), default=0)
        stack.pop()


def joined(heights: Heights, most: int) -> Heights:
    """The same order in `most` heights at most: neighbours are joined so that each holds about as many names."""
    if len(heights) <= most:
        return heights
    total, seen = sum(map(len, heights)), 0
    bands: dict[int, list[str]] = {}
    for height in heights:
        bands.setdefault(seen * most // total, []).extend(height)
        seen += len(height)
    return tuple(tuple(sorted(band)) for band in bands.values())


def links_down(graph: Mapping[str, Collection[str]], heights: Sequence[Sequence[str]]) -> int:
    """How many links of a graph lead from one height to another: what an order of these heights stands on."""
    rank = {name: place for place, names in enumerate(heights) for name in names}
    return sum(rank[name] != rank[target] for name in graph for target in graph[name])
