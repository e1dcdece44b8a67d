"""The picture of a graph: columns, cycles, what is new and what is gone."""

from __future__ import annotations

import re

from rgraph.render.graph_picture import graph_picture
from rgraph.render.limits import MOST_DRAWN
from rgraph.view.summary import GraphLink, GraphNode, GraphSummary, Level


def graph(*links: str, nodes: str = "") -> GraphSummary:
    """`"a b"` is a link from a to b."""
    pairs = [tuple(link.split()) for link in links]
    names = sorted({name for pair in pairs for name in pair} | set(nodes.split()))
    made = [GraphNode(name, "module", name, "", 1, "") for name in names]
    return GraphSummary(Level.MODULE, "0" * 40, made, [GraphLink(a, b, {"calls": 1}, 1) for a, b in pairs])


def columns(svg: str) -> list[list[str]]:
    found: dict[float, list[str]] = {}
    for name, x in re.findall(r'data-node="(\w+)"><rect x="(\d+)"', svg):
        found.setdefault(float(x), []).append(name)
    return [found[x] for x in sorted(found)]


def test_what_uses_stands_left_of_what_is_used() -> None:
    assert columns(graph_picture(graph("a b", "b c", "a c", nodes="alone")).svg) == [["a", "alone"], ["b"], ["c"]]


def test_a_cycle_is_one_column() -> None:
    assert columns(graph_picture(graph("a b", "b c", "c b", "c d")).svg) == [["a"], ["b", "c"], ["d"]]


def test_new_and_gone_are_marked() -> None:
    svg = graph_picture(graph("a b", "c b"), graph("a b", "b a")).svg
    assert re.findall(r'class="node new" data-node="(\w+)"', svg) == ["c"]
    assert re.findall(r'class="link (\w+)(?: back)?" data-from="(\w+)" data-to="(\w+)"', svg) == [
        ("new", "c", "b"),
        ("gone", "b", "a"),
    ]


def test_names_are_text_and_values() -> None:
    svg = graph_picture(graph(nodes='<b>&"x"'), link="/item?name={}").svg
    assert "<b>" not in svg and 'href="/item?name=%3Cb%3E%26%22x%22"' in svg


def test_the_least_used_are_counted() -> None:
    names = " ".join(f"n{number}" for number in range(MOST_DRAWN + 5))
    drawn = graph_picture(graph("a b", nodes=names))
    assert drawn.left_out == 7 and 'data-node="a"' in drawn.svg
