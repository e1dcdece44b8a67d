"""`unsafe`: `unsafe` blocks, functions, traits and impls."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.trend.measure import Content, OfContents


def _sites(content: Content) -> Iterable[int]:
    return (content.tokens.starts[at] for at in content.tokens.all("unsafe")) if b"unsafe" in content.source else ()


MEASURE = OfContents("`unsafe` blocks, functions, traits and impls", _sites)
