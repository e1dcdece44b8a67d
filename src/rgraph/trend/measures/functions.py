"""`functions`: functions and methods."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.facts import ItemKind
from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    return (item.start for item in content.items(ItemKind.FUNCTION))


MEASURE = OfContents("functions and methods", _sites)
