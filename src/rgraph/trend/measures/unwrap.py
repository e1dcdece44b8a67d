"""`unwrap`: calls of `.unwrap()`."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    return content.calls("unwrap")


MEASURE = OfContents("calls of `.unwrap()`", _sites)
