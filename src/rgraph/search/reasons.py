"""One line that says why an item is a hit."""

from __future__ import annotations

from .fields import Field
from .ranking import Ranking

_TELLING = (Field.NAME, Field.DOC, Field.SIGNATURE, Field.OWNER, Field.BODY, Field.PATH, Field.HISTORY)
"""The fields by how much a reader learns from a word in them."""

SHOWN = 6
"""Words shown of each field."""


def why(ranking: Ranking, item: int) -> str:
    """`name: read line; doc: buffer; meaning .52`: each word of the query that the item has, where it tells most, and
    how near the item is in meaning."""
    ranked = ranking.words
    found = ranked.fields_of(item)
    said: set[str] = set()
    parts: list[str] = []
    for field in _TELLING:
        terms = [term for term in found.get(field, ()) if term not in said]
        said.update(terms)
        if terms:
            parts.append(f"{field.name.lower()}: {' '.join(map(ranked.written, terms[:SHOWN]))}")
    if ranking.cosines is not None and ranking.cosines[item] > 0:
        parts.append(f"meaning {ranking.cosines[item]:.2f}")
    return "; ".join(parts)
