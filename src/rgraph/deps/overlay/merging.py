"""The edges of a file that was linked into packages, laid over those that it has alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from rgraph.model.graph import Edge, EdgeKind, LinkedFile, Tier

_SUREST = {Tier.EXACT: 0, Tier.COMPILER: 1, Tier.INFERRED: 2, Tier.CANDIDATE: 3}

_Slot = tuple[str, EdgeKind, str]


def merged(alone: LinkedFile, into: LinkedFile, names: Mapping[str, str]) -> LinkedFile:
    """The file with what it reaches in packages; no edge that it has alone is lost.

    `names` are the paths outside that lead to an item of a package: an edge to such a path is one to the item where
    there is one. An edge that stands in an item which is not there any more, as a macro of a package makes another one
    of it, is dropped.
    """
    edges = {_slot(edge): edge for edge in into.edges}
    owners = {definition.symbol for definition in into.defs}
    for edge in alone.edges:
        slot = _slot(edge)
        led = names.get(edge.dst)
        if led is not None and (edge.src, edge.kind, led) in edges:
            continue
        if slot in edges:
            edges[slot] = _surest(edges[slot], edge)
        elif edge.src in owners:
            edges[slot] = edge
    return structs.replace(into, edges=sorted(edges.values(), key=lambda edge: (edge.src, edge.kind, edge.dst)))


def _surest(one: Edge, other: Edge) -> Edge:
    return one if _SUREST[one.tier] <= _SUREST[other.tier] else structs.replace(one, tier=other.tier)


def _slot(edge: Edge) -> _Slot:
    return (edge.src, edge.kind, edge.dst)
