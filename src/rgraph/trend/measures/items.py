"""`items`: items: functions, types, traits, constants, statics, modules and macros."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.facts import ItemKind
from rgraph.trend.measure import Content, OfContents

_KINDS = (
    ItemKind.FUNCTION,
    ItemKind.STRUCT,
    ItemKind.ENUM,
    ItemKind.UNION,
    ItemKind.TRAIT,
    ItemKind.TYPE_ALIAS,
    ItemKind.CONST,
    ItemKind.STATIC,
    ItemKind.MODULE,
    ItemKind.MACRO,
)


def _sites(content: Content) -> Iterable[int]:
    return (item.start for item in content.items(*_KINDS))


MEASURE = OfContents("items: functions, types, traits, constants, statics, modules and macros", _sites)
