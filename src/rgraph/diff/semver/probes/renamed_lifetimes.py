"""Lifetime parameters that changed their names, and stand where they stood: `S<'a, 'b>` with `x: &'a u8` and
`S<'b, 'a>` with `x: &'b u8` are one type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rgraph.diff.semver.side import Side
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def

_LIFETIME = re.compile(r"'\w+")


def are_renamed(old: Side, new: Side, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the n-th lifetime of an item stands in all that it declares where the n-th stood."""
    mine, theirs = dict(_texts(old.definition)), dict(_texts(new.definition))
    both = [name for name in mine if name in theirs and _LIFETIME.search(mine[name])]
    return bool(both) and all(_by_place(mine[name], before) == _by_place(theirs[name], after) for name in both)


def _by_place(text: str, names: Sequence[str]) -> str:
    """A declaration with a lifetime's place among the parameters for its name."""
    return _LIFETIME.sub(lambda found: f"'{names.index(found[0])}" if found[0] in names else found[0], text)


def _texts(definition: Def, above: str = "") -> Iterator[tuple[str, str]]:
    """What an item's declaration says: an alias of its type, all else of what stands in it; each with its name."""
    item, place = definition.item, definition.place
    if item is not None and item.kind is ItemKind.TYPE_ALIAS:
        yield "=", item.signature.partition("=")[2]
    for ord_ in place.table.children.get(definition.ord, ()):
        inner = place.defs(ord_)
        if inner.item is not None:
            yield f"{above}{inner.name}", inner.item.signature.partition(":")[2] or inner.item.signature
            yield from _texts(inner, f"{above}{inner.name}.")
