"""The edges of a file that was linked into packages, laid over those that it has alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import structs

from rgraph.model.graph import Edge, EdgeKind, LinkedFile, Tier

_SUREST = {Tier.EXACT: 0, Tier.COMPILER: 1, Tier.INFERRED: 2, Tier.CANDIDATE: 3}

_Slot = tuple[str, EdgeKind, str]


def merged(alone: LinkedFile, into: LinkedFile, led: Mapping[str, Collection[str]]) -> LinkedFile:
    """The file with what it reaches in packages; no edge that it has alone is lost.

    `led` has the symbols of the items of packages that a path outside leads to, in each version: an edge to such a path
    is one to the item where there is one. The path may be the symbol of the newest version and be meant of another.
    An edge in an item which is not there any more, as a macro of a package makes another one of it, is dropped.
    """
    there = {_slot(edge) for edge in into.edges}
    edges = {_slot(edge): edge for edge in into.edges}
    owners = {definition.symbol for definition in into.defs}
    for edge in alone.edges:
        slot = _slot(edge)
        if slot in edges:
            edges[slot] = _surest(edges[slot], edge)
        elif edge.src in owners and not any((edge.src, edge.kind, each) in there for each in led.get(edge.dst, ())):
            edges[slot] = edge
    return structs.replace(into, edges=sorted(edges.values(), key=lambda edge: (edge.src, edge.kind, edge.dst)))


def _surest(one: Edge, other: Edge) -> Edge:
    return one if _SUREST[one.tier] <= _SUREST[other.tier] else structs.replace(one, tier=other.tier)


def _slot(edge: Edge) -> _Slot:
    return (edge.src, edge.kind, edge.dst)
