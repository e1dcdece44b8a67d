"""BM25F: how well the words of an item's fields answer those of a query, as frequent as they are in the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from .corpus import Corpus, Mask, Places, Scores
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


PROSE = Weights((2.4, 3.1, 1.8, 0.7, 0.4, 1.5), (0.8, 0.6, 0.3, 0.7, 0.7, 0.0), 3.0)
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A query's terms with all their places in a corpus: what `score` weighs."""

    terms: tuple[str, ...]
    places: tuple[Places, ...]
    lengths: tuple[Scores, ...]
    """Of each place, the length of its field over the average."""
    paths: tuple[Mask | None, ...]
    """The items whose file's path has the term; None for whole names."""
    size: int


def gather(corpus: Corpus, query: str, left_out: Mask | None = None) -> Asked:
    """The places of a query's terms. Docs of `left_out` are not read."""
    asked = tuple(dict.fromkeys(query_terms(query)))[:MAX_QUERY_WORDS]
    places = tuple(_without_docs(corpus.places(term), left_out) for term in asked)
    lengths = tuple(corpus.lengths[one.items, one.fields] for one in places)
    paths = tuple(None if term.startswith(WHOLE) else corpus.with_path(term) for term in asked)
    return Asked(asked, places, lengths, paths, len(corpus))


def _without_docs(places: Places, left_out: Mask | None) -> Places:
    if left_out is None:
        return places
    kept = ~(left_out[places.items] & (places.fields == Field.DOC))
    return Places(places.items[kept], places.fields[kept], places.counts[kept])


def score(asked: Asked, weights: Weights) -> tuple[Scores, tuple[int, ...]]:
    """The scores of all items, and in how many of them each term stands."""
    scores = np.zeros(asked.size)
    frequencies = []
    for at in range(len(asked.terms)):
        weighed = _weighed(asked, at, weights)
        frequencies.append(int(np.count_nonzero(weighed)))
        scores += _rarity(asked.size, frequencies[-1]) * weighed / (weights.saturation + weighed)
    return scores, tuple(frequencies)


def rank(corpus: Corpus, query: str, weights: Weights, prior: Scores, left_out: Mask | None = None) -> Ranked:
    """The scores of all items for a query, each times its prior. Docs of `left_out` are not read."""
    asked = gather(corpus, query, left_out)
    scores, frequencies = score(asked, weights)
    return Ranked(scores * prior, asked.terms, frequencies, corpus, spelling(query))


def _weighed(asked: Asked, at: int, weights: Weights) -> Scores:
    """How often a term stands in each item: weighed by field, and by the field's length."""
    places, path = asked.places[at], asked.paths[at]
    by_field, over = np.array(weights.fields), np.array(weights.lengths)
    damped = 1 - over[places.fields] + over[places.fields] * asked.lengths[at]
    counts = places.counts * by_field[places.fields] / damped
    found: Scores = np.bincount(places.items, weights=counts, minlength=asked.size).astype(np.float64)
    if path is not None:
        found += by_field[Field.PATH] * path
    return found


def _rarity(items: int, frequency: int) -> float:
    return float(np.log1p((items - frequency + 0.5) / (frequency + 0.5)))
