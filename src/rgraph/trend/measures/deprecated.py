"""`deprecated`: items that are marked as deprecated."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    return (item.start for item in content.facts.items if item.attrs.deprecated)


MEASURE = OfContents("items that are marked as deprecated", _sites)
