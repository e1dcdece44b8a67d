"""`todo`: `todo!` and `unimplemented!`."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    for name in ("todo", "unimplemented"):
        yield from content.calls(name, macro=True)


MEASURE = OfContents("`todo!` and `unimplemented!`", _sites)
