"""BM25F: how well the words of an item's fields answer those of a query, as frequent as they are in the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from .corpus import Corpus, Mask, Scores
from .fields import Field
from .limits import MAX_QUERY_WORDS
from .words import WHOLE, query_terms, spelling


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a word counts in each field (by `Field`), how much a field's length takes from that, and how soon a word
    that comes again counts for nothing. `benchmarks/retrieval.py` fits them."""

    fields: tuple[float, ...]
    lengths: tuple[float, ...]
    saturation: float


PROSE = Weights((4.0, 2.0, 2.0, 2.0, 1.0, 1.0), (0.3, 0.3, 0.5, 0.5, 0.6, 0.0), 1.2)
"""For words and questions."""

SYMBOLS = Weights((12.0, 5.0, 1.5, 0.7, 0.5, 0.7), (0.6, 0.3, 0.5, 0.5, 0.6, 0.0), 1.2)
"""For queries that are written as code names things."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The score of every item of a corpus, 0 for those that have no word of the query, and how they came about."""

    scores: Scores
    terms: tuple[str, ...]
    frequencies: tuple[int, ...]
    """In how many items each term stands."""
    corpus: Corpus = field(repr=False)
    spelt: Mapping[str, str]

    def fields_of(self, item: int) -> dict[Field, list[str]]:
        """Which terms an item has in which fields; whole names are left out, their words tell of them."""
        found: dict[Field, list[str]] = {}
        for term in self.terms:
            if term.startswith(WHOLE):
                continue
            places = self.corpus.places(term)
            for number in places.fields[places.items == item]:
                found.setdefault(Field(int(number)), []).append(term)
            if self.corpus.with_path(term)[item]:
                found.setdefault(Field.PATH, []).append(term)
        return found

    def written(self, term: str) -> str:
        """A term as the query has it: not its stem."""
        return self.spelt.get(term, term)


def rank(corpus: Corpus, query: str, weights: Weights, left_out: Mask | None = None) -> Ranked:
    """The scores of all items for a query. Of the items in `left_out` the docs are not looked at."""
    asked = tuple(dict.fromkeys(query_terms(query)))[:MAX_QUERY_WORDS]
    scores = np.zeros(len(corpus))
    frequencies = []
    for term in asked:
        weighed = _weighed(corpus, term, weights, left_out)
        frequency = int(np.count_nonzero(weighed))
        frequencies.append(frequency)
        scores += _rarity(len(corpus), frequency) * weighed / (weights.saturation + weighed)
    return Ranked(scores, asked, tuple(frequencies), corpus, spelling(query))


def _weighed(corpus: Corpus, term: str, weights: Weights, left_out: Mask | None) -> Scores:
    """How often a term stands in each item: weighed by field, and by the field's length."""
    places = corpus.places(term)
    if left_out is not None:
        places = type(places)(*(column[~(left_out[places.items] & (places.fields == Field.DOC))] for column in places))
    by_field, over = np.array(weights.fields), np.array(weights.lengths)
    lengths = corpus.lengths[places.items, places.fields]
    damped = 1 - over[places.fields] + over[places.fields] * lengths
    counts = places.counts * by_field[places.fields] / damped
    found: Scores = np.bincount(places.items, weights=counts, minlength=len(corpus)).astype(np.float64)
    if not term.startswith(WHOLE):
        found += by_field[Field.PATH] * corpus.with_path(term)
    return found


def _rarity(items: int, frequency: int) -> float:
    return float(np.log1p((items - frequency + 0.5) / (frequency + 0.5)))


def best(scores: Scores, allowed: Mask) -> Sequence[int]:
    """The numbers of the items with a score, best first; of equal ones the first in the tree first."""
    numbers = np.flatnonzero((scores > 0) & allowed)
    order = np.argsort(-scores[numbers], kind="stable")
    found: list[int] = numbers[order].tolist()
    return found
