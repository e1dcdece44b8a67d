"""`clone`: calls of `.clone()`."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    return content.calls("clone")


MEASURE = OfContents("calls of `.clone()`", _sites)
