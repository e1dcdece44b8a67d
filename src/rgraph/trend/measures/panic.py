"""`panic`: `panic!` and `unreachable!`."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    for name in ("panic", "unreachable"):
        yield from content.calls(name, macro=True)


MEASURE = OfContents("`panic!` and `unreachable!`", _sites)
