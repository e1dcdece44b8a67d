"""`expect`: calls of `.expect(..)`."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    return content.calls("expect")


MEASURE = OfContents("calls of `.expect(..)`", _sites)
