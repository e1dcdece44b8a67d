"""`undocumented`: items that are written `pub` and have no doc comment."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.model.facts import ItemKind
from rgraph.trend.measure import Content, OfContents

_NEED_NONE = frozenset({ItemKind.MODULE, ItemKind.EXTERN_CRATE})
"""A module may have its docs inside of its file."""


def _sites(content: Content) -> Iterable[int]:
    for item in content.facts.items:
        if item.vis == "pub" and not item.doc and item.kind not in _NEED_NONE:
            yield item.start


MEASURE = OfContents("items that are written `pub` and have no doc comment", _sites)
