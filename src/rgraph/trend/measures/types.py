"""`types`: structs, enums, unions, traits and type aliases."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.facts import ItemKind
from rgraph.trend.measure import Content, OfContents

_KINDS = (ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TYPE_ALIAS)


def _sites(content: Content) -> Iterable[int]:
    return (item.start for item in content.items(*_KINDS))


MEASURE = OfContents("structs, enums, unions, traits and type aliases", _sites)
