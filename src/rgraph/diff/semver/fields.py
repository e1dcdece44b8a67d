"""The fields that types declare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def fields(definition: Def) -> Iterator[Def]:
    """The fields of a struct or union, and of the variants of an enum."""
    place = definition.place
    for ord_ in place.table.children.get(definition.ord, ()):
        child = place.defs(ord_)
        if child.kind is ItemKind.FIELD:
            yield child
        elif child.kind is ItemKind.VARIANT:
            yield from fields(child)
