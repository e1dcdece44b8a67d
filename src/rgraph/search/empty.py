"""Why a search found nothing: an empty answer must not read as "does not exist"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from .corpus import Corpus, Mask
from .hits import Mode, Query
from .ranking import Ranking
from .words import WHOLE

SHOWN = 8
"""Words that a note lists."""


def why_empty(corpus: Corpus, query: Query, ranking: Ranking, mask: Mask) -> Iterator[str]:
    """What a reader of an empty answer must know."""
    ranked = ranking.words
    plain = [(term, count) for term, count in zip(ranked.terms, ranked.frequencies, strict=True) if term[0] != WHOLE]
    matched = int(np.count_nonzero(ranking.candidates))
    if not len(corpus):
        yield "there are no Rust files at this commit"
    elif query.mode is Mode.VECTOR and not matched:
        yield "no item at this commit is close to that in meaning"
    elif not re.search(r"\w", query.text):
        yield "the query has no word to search for"
    elif not plain:
        yield "nothing is left to search for: every word of the query is one that most sentences have"
    elif not matched:
        words = ", ".join(ranked.written(term) for term, _ in plain[:SHOWN])
        yield f"no item at this commit has any of: {words}; `rgraph log` finds what was there before"
    elif not mask.any():
        yield f"{_match(matched)}, and nothing here is {_narrowed(query)}"
    else:
        yield f"{_match(matched)}, {'none of them' if matched > 1 else 'but not'} {_narrowed(query)}"


def _match(count: int) -> str:
    return "one item matches" if count == 1 else f"{count:,} items match"


def _narrowed(query: Query) -> str:
    parts = [f"of kind {', '.join(query.kinds)}"] if query.kinds else []
    parts += [f"in crate {query.crate}"] if query.crate else []
    parts += [f"under {query.path}"] if query.path else []
    return " and ".join(parts) or "among those shown"
