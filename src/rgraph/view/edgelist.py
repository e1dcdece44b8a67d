"""The references of a commit as a flat list of places: what the accuracy oracle reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from rgraph.link.text import base_name
from rgraph.model.facts import ItemKind
from rgraph.model.graph import Tier
from rgraph.model.ids import Symbol

from .graph import CommitGraph, ItemAt

_PARTS = {ItemKind.FIELD, ItemKind.VARIANT, ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK}
"""What owns no reference of its own: the type around it does."""


class Reference(NamedTuple):
    """One edge between two items of the workspace, by places. Lines are those of the items' names."""

    owner_path: str
    owner_line: int
    owner_name: str
    target_path: str
    target_line: int
    target_name: str
    kind: str
    tier: str


def references(graph: CommitGraph, tiers: Collection[Tier]) -> Iterator[Reference]:
    """Every reference between items of the workspace, file by file; uses in `use` lines are left out."""
    items = {item.symbol: item for item in graph.items()}
    for edge in graph.edges():
        owner, target = _owner(items.get(edge.src), items), items.get(edge.dst)
        if owner is None or target is None or not edge.kind.is_reference or edge.tier not in tiers:
            continue
        yield Reference(
            edge.path,
            owner.line,
            _name(owner),
            target.path,
            target.line,
            _name(target),
            edge.kind.listed_as,
            str(edge.tier),
        )


def _owner(item: ItemAt | None, items: dict[Symbol, ItemAt]) -> ItemAt | None:
    while item is not None and item.kind in _PARTS:
        item = items.get(item.parent)
    return None if item is None or item.kind == ItemKind.MODULE else item


def _name(item: ItemAt) -> str:
    """An item's name; of an impl block the one in its self type, also where that is no path (`u8` of `&[u8]`)."""
    if item.item is not None and item.kind == ItemKind.IMPL and item.item.ty is not None:
        return base_name(item.item.ty)
    return item.name
