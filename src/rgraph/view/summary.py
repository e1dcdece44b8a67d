"""The graph of modules or of crates: items folded into what contains them, edges counted."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

import msgspec

from rgraph.errors import ConfigError, ItemError
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol

from .graph import CommitGraph, ItemAt
from .meanings import meant_in_tree
from .modules import ModuleGraph


class Level(StrEnum):
    """What a node is."""

    CRATE = "crate"
    MODULE = "module"
    ITEM = "item"


def parse_level(text: str) -> Level:
    """A level by its word. Raises ConfigError."""
    try:
        return Level(text)
    except ValueError:
        raise ConfigError(f"no level {text!r}", f"levels are {', '.join(Level)}") from None


class GraphNode(msgspec.Struct, frozen=True, gc=False):
    """A crate, module or item. `parent` is the node around it, "" for none."""

    id: str
    kind: str
    name: str
    path: str
    line: int
    parent: str


class GraphLink(msgspec.Struct, frozen=True, gc=False):
    """All edges of some kinds from one node to another; `count` is of references."""

    src: str
    dst: str
    kinds: dict[str, int]
    count: int


class GraphSummary(msgspec.Struct, frozen=True, gc=False):
    """A graph to draw, in a fixed order."""

    level: Level
    commit: str
    nodes: list[GraphNode]
    links: list[GraphLink]


def summary(
    graph: CommitGraph, level: Level, tiers: tuple[Tier, ...], within: str = "", tests: bool = True
) -> GraphSummary:
    """Nodes and links at a level. `within` keeps only nodes of that crate or below that module; without `tests` test
    code is left out.

    Raises ItemError where there are none within.
    """
    modules = graph.module_graph
    items = {symbol: item for symbol, item in modules.items.items() if item.kind != ItemKind.MACRO_CALL}
    if not tests:
        items = {symbol: item for symbol, item in items.items() if symbol not in modules.tests}
    folded = {symbol: _node_of(item, modules, level) for symbol, item in items.items()}
    kept = {node for node in folded.values() if node and _is_within(node, within)}
    if not kept and (meant := meant_in_tree(graph, within)):
        kept = {node for node in folded.values() if node and any(_is_within(node, one) for one in meant)}
    if within and not kept:
        raise ItemError(
            f"no {level} in {within!r}", "`rgraph export --format jsonl` lists all modules with their full paths"
        )
    counts: dict[tuple[str, str], Counter[str]] = {}
    for edge in graph.edges():
        src, dst = folded.get(edge.src, ""), folded.get(edge.dst, "")
        if src in kept and dst in kept and src != dst and edge.tier in tiers and edge.kind != EdgeKind.CONTAINS:
            counts.setdefault((src, dst), Counter())[str(edge.kind)] += edge.count
    links = [
        GraphLink(src, dst, dict(sorted(kinds.items())), kinds.total()) for (src, dst), kinds in sorted(counts.items())
    ]
    return GraphSummary(level, graph.commit, [_node(name, items, folded) for name in sorted(kept)], links)


def _node_of(item: ItemAt, modules: ModuleGraph, level: Level) -> str:
    """The id of the node that an item is folded into, "" for an item of no crate root that is known."""
    if level == Level.CRATE:
        return item.crate
    if level == Level.ITEM:
        return item.symbol
    module = modules.module_of(item.symbol)
    return module if modules.items[module].kind == ItemKind.MODULE else ""


def _is_within(node: str, within: str) -> bool:
    return not within or node == within or node.startswith(f"{within}::")


def _node(name: str, items: dict[Symbol, ItemAt], folded: dict[Symbol, str]) -> GraphNode:
    item = items.get(Symbol(name))
    if item is None:
        return GraphNode(name, "crate", name, "", 0, "")
    parent = folded.get(item.parent, "")
    return GraphNode(name, str(item.kind), item.name, item.path, item.line, parent if parent != name else "")
