"""A graph of modules or crates as an SVG picture: who depends on whom from left to right, cycles in one column."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from rgraph.view.summary import GraphLink, GraphSummary

from .diff_html import text
from .limits import MOST_DRAWN

_ROW, _PAD, _GAP, _CHAR = 30, 10, 80, 7.4

_BEND = 40
"""How far a link within a column swings out to the right of it."""


class Drawn(NamedTuple):
    """A picture, and how many nodes it leaves out: those that are referred to least."""

    svg: str
    left_out: int


class _Place(NamedTuple):
    x: float
    y: float
    width: float


def graph_picture(graph: GraphSummary, before: GraphSummary | None = None, link: str = "") -> Drawn:
    """The picture. With `before`, what that graph did not have is marked `new`, and its links that are gone are drawn.

    `link` is where a node leads, with `{}` for its id as a query value; "" for nowhere.
    """
    shown = _shown(graph)
    ranks = _ranks(shown, graph.links)
    places = _places(ranks)
    old_nodes = {node.id for node in before.nodes} if before else set(shown)
    old_links = {(each.src, each.dst) for each in before.links} if before else None
    paths = [_path(each, places, old_links) for each in graph.links if each.src in places and each.dst in places]
    now = {(each.src, each.dst) for each in graph.links}
    if before:
        gone = [each for each in before.links if (each.src, each.dst) not in now]
        paths += [_path(each, places, None, "gone") for each in gone if each.src in places and each.dst in places]
    boxes = [_box(node, place, node not in old_nodes, link) for node, place in places.items()]
    width = max((place.x + place.width for place in places.values()), default=0) + _PAD + _BEND
    height = max((place.y for place in places.values()), default=0) + _ROW + _PAD
    svg = (
        f'<svg class="graph" role="img" aria-label="{text(str(graph.level))}s and what they depend on" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}">'
        f"{''.join(paths)}{''.join(boxes)}</svg>"
    )
    return Drawn(svg, len(graph.nodes) - len(shown))


def _shown(graph: GraphSummary) -> list[str]:
    """The nodes that are drawn, by name."""
    weights = {node.id: 0 for node in graph.nodes}
    for each in graph.links:
        for end in (each.src, each.dst):
            weights[end] = weights.get(end, 0) + each.count
    most = sorted((node.id for node in graph.nodes), key=lambda name: (-weights[name], name))[:MOST_DRAWN]
    return sorted(most)


def _ranks(nodes: Sequence[str], links: Sequence[GraphLink]) -> dict[str, int]:
    """The column of each node: left of all that it depends on. The nodes of one cycle share a column."""
    from graphlib import TopologicalSorter

    from rgraph.view.cycles import components

    below: dict[str, set[str]] = {name: set() for name in nodes}
    for each in links:
        if each.src in below and each.dst in below:
            below[each.src].add(each.dst)
    first_of = {name: cycle[0] for cycle in components(below) for name in cycle}
    above: dict[str, set[str]] = {first_of.get(name, name): set() for name in nodes}
    for source, targets in below.items():
        for target in targets:
            of_source, of_target = first_of.get(source, source), first_of.get(target, target)
            if of_source != of_target:
                above[of_target].add(of_source)
    depth: dict[str, int] = {}
    for name in TopologicalSorter(above).static_order():
        depth[name] = 1 + max((depth[each] for each in above[name]), default=-1)
    return {name: depth[first_of.get(name, name)] for name in nodes}


def _places(ranks: Mapping[str, int]) -> dict[str, _Place]:
    """Where each node stands; in a column by name, so that a node moves little from commit to commit."""
    columns: dict[int, list[str]] = {}
    for name in sorted(ranks):
        columns.setdefault(ranks[name], []).append(name)
    places: dict[str, _Place] = {}
    x = float(_PAD)
    for rank in sorted(columns):
        width = max(len(name) for name in columns[rank]) * _CHAR + 2 * _PAD
        for row, name in enumerate(columns[rank]):
            places[name] = _Place(x, _PAD + row * _ROW, width)
        x += width + _GAP
    return places


def _box(name: str, place: _Place, new: bool, link: str) -> str:
    from urllib.parse import quote

    kind = ' class="node new"' if new else ' class="node"'
    shape = f'<rect x="{place.x:.0f}" y="{place.y:.0f}" width="{place.width:.0f}" height="{_ROW - 8}" rx="5"/>'
    label = f'<text x="{place.x + _PAD:.0f}" y="{place.y + 15:.0f}">{text(name)}</text>'
    inner = f'<a href="{text(link.replace("{}", quote(name, safe="")))}">{shape}{label}</a>' if link else shape + label
    return f'<g{kind} data-node="{text(name)}">{inner}</g>'


def _path(
    link: GraphLink, places: Mapping[str, _Place], known: Collection[tuple[str, str]] | None, kind: str = ""
) -> str:
    source, target = places[link.src], places[link.dst]
    is_new = known is not None and (link.src, link.dst) not in known
    forward = source.x < target.x
    x1 = source.x + source.width
    x2 = target.x if forward else target.x + target.width
    y1, y2 = source.y + (_ROW - 8) / 2, target.y + (_ROW - 8) / 2
    bend = max(float(_BEND), abs(x2 - x1) / 2)
    end = x2 - bend if forward else x2 + bend
    shape = f"M {x1:.0f} {y1:.0f} C {x1 + bend:.0f} {y1:.0f}, {end:.0f} {y2:.0f}, {x2:.0f} {y2:.0f}"
    classes = " ".join(["link", kind or ("new" if is_new else ""), "" if forward else "back"]).split()
    title = f"{link.src} → {link.dst}: {link.count} references ({', '.join(link.kinds)})"
    return (
        f'<path class="{" ".join(classes)}" data-from="{text(link.src)}" data-to="{text(link.dst)}" '
        f'd="{shape}"><title>{text(title)}</title></path>'
    )
