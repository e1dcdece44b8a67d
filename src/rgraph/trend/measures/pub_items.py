"""`pub-items`: items that are written `pub`, members of types included."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    return (item.start for item in content.facts.items if item.vis == "pub")


MEASURE = OfContents("items that are written `pub`, members of types included", _sites)
