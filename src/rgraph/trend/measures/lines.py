"""`lines`: lines of code, without blank ones, comments and docs."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    text, last = content.tokens.text, -1
    for start in content.tokens.starts:
        if start > last:
            yield start
            end = text.find("\n", start)
            last = end if end >= 0 else len(text)


MEASURE = OfContents("lines of code, without blank ones, comments and docs", _sites)
