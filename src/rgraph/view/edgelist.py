"""The references of a commit as a flat list of places: what the accuracy oracle reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from rgraph.link.text import base_name
from rgraph.model.facts import Item, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import Symbol

from .graph import CommitGraph, ItemAt

_WORD = re.compile(rb"\w+")

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
    """Every reference between items of the workspace, file by file; the `use` lines of modules are left out.

    An owner is an item that the source has around the reference. So what a macro makes owns nothing, unless it stands
    in the call's argument: the item around the call does. What a macro's body alone names, and no word of the call, is
    left out.
    """
    items = {item.symbol: item for item in graph.items()}
    arguments = Arguments(lambda path: graph.facts(path).items)
    words = Words(graph.source)
    for edge in graph.edges():
        source, target = items.get(edge.src), items.get(edge.dst)
        owner = _owner(source, items, arguments)
        if source is None or owner is None or target is None or not edge.kind.is_reference or edge.tier not in tiers:
            continue
        if edge.of_template:
            continue
        name = "Self" if source.parent == edge.dst and target.kind is ItemKind.TRAIT else target.name
        if edge.kind is not EdgeKind.IMPLEMENTS and not words.may_name(edge.path, source.item, target.name, name):
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


class Words:
    """The words of the macro calls that items come from."""

    def __init__(self, source: Callable[[str], bytes]) -> None:
        self._source = source
        self._known: dict[tuple[str, int, int], frozenset[bytes]] = {}

    def may_name(self, path: str, owner: Item | None, *names: str) -> bool:
        """Whether the text of an item may have one of the names of another; of what no macro makes, any text may."""
        if owner is None or not (owner.made_by or owner.in_macro):
            return True
        place = (path, owner.start, owner.end)
        words = self._known.get(place)
        if words is None:
            words = self._known[place] = frozenset(_WORD.findall(self._source(path), owner.start, owner.end))
        return any(name.encode() in words for name in names)


class Arguments:
    """The items that macros make and the source has: in the argument of the call, as the macro does not leave them.

    A macro that gives back its argument in modules of its own makes all of it, and it is still what the source says.
    """

    def __init__(self, written: Callable[[str], list[Item]]) -> None:
        self._written = written
        self._known: dict[str, frozenset[tuple[ItemKind, str, int]]] = {}

    def has(self, path: str, item: Item) -> bool:
        """Whether an item stands at its line in the argument of a macro call."""
        known = self._known.get(path)
        if known is None:
            written = (each for each in self._written(path) if each.in_macro)
            known = self._known[path] = frozenset((each.kind, each.name, each.line) for each in written)
        return (item.kind, item.name, item.line) in known


def _owner(item: ItemAt | None, items: dict[Symbol, ItemAt], arguments: Arguments) -> ItemAt | None:
    while item is not None and (item.kind in _PARTS or _is_of_macro(item, arguments)):
        item = items.get(item.parent)
    return None if item is None or item.kind == ItemKind.MODULE else item


def _is_of_macro(item: ItemAt, arguments: Arguments) -> bool:
    of = item.item
    return of is not None and bool(of.made_by) and not arguments.has(item.path, of)


def _name(item: ItemAt) -> str:
    """An item's name; of an impl block the one in its self type, also where that is no path (`u8` of `&[u8]`)."""
    if item.item is not None and item.kind == ItemKind.IMPL and item.item.ty is not None:
        return base_name(item.item.ty)
    return item.name
