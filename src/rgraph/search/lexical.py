"""BM25F: how well the words of an item's fields answer those of a query, as frequent as they are in the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .corpus import Corpus, Mask, Places, Scores
from .fields import Field
from .limits import MAX_QUERY_WORDS
from .words import WHOLE, query_terms, spelling

if TYPE_CHECKING:
    from .history.past import Past


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a word counts in each field (by `Field`), how much the length of a stored one takes from that, and how
    soon a word that comes again counts for nothing. `benchmarks/retrieval.py` fits them."""

    fields: tuple[float, ...]
    lengths: tuple[float, ...]
    saturation: float
    later: float
    """What a word counts that is not in the first line of the query: messages and tasks begin with what matters."""


PROSE = Weights((2.4, 3.7, 1.8, 0.4, 0.42, 3.6, 1.0, 0.5), (0.8, 0.6, 0.3, 0.7, 0.7, 0.2), 6.0, 0.35)
"""For words and questions that one item answers."""

TASKS = Weights((2.9, 4.7, 2.1, 0.84, 0.63, 0.0, 2.25, 1.0), (1.0, 0.8, 0.3, 0.7, 0.5, 0.3), 3.6, 0.35)
"""For tasks and messages that have to do with several items: where they are, and what was said of them, counts more."""

SYMBOLS = Weights((12.0, 5.0, 1.5, 0.7, 0.5, 0.0, 0.7, 0.3), (0.6, 0.3, 0.5, 0.5, 0.6, 0.3), 1.2, 0.35)
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
    past: tuple[Scores | None, ...]

    def fields_of(self, item: int) -> dict[Field, list[str]]:
        """Which terms an item has in which fields; whole names are left out, their words tell of them."""
        found: dict[Field, list[str]] = {}
        for term, past in zip(self.terms, self.past, strict=True):
            if term.startswith(WHOLE):
                continue
            places = self.corpus.places(term)
            for number in places.fields[places.items == item].tolist():
                found.setdefault(Field.SIGNATURE if number == Field.IDIOM else Field(number), []).append(term)
            if self.corpus.with_path(term)[item]:
                found.setdefault(Field.PATH, []).append(term)
            if past is not None and past[item]:
                found.setdefault(Field.HISTORY, []).append(term)
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
    past: tuple[Scores | None, ...]
    """How often the term stands in the history of each item; None where no message has it."""
    later: tuple[bool, ...]
    """Whether the term is in no first line."""
    size: int


def gather(corpus: Corpus, query: str, past: Past | None = None, left_out: Mask | None = None) -> Asked:
    """The places of a query's terms. Docs of `left_out` are not read."""
    asked = tuple(dict.fromkeys(query_terms(query)))[:MAX_QUERY_WORDS]
    places = tuple(_without_docs(corpus.places(term), left_out) for term in asked)
    lengths = tuple(corpus.lengths[one.items, one.fields] for one in places)
    paths = tuple(None if term.startswith(WHOLE) else corpus.with_path(term) for term in asked)
    weighed = tuple(past.weigh(term) if past else None for term in asked)
    first = set(query_terms(query.strip().partition("\n")[0]))
    later = tuple(term not in first for term in asked)
    return Asked(asked, places, lengths, paths, weighed, later, len(corpus))


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
        past = asked.past[at]
        if past is not None:  # how rare a word is, the code says: a message makes it no more common
            weighed += weights.fields[Field.HISTORY] * past
        share = weights.later if asked.later[at] else 1.0
        scores += share * _rarity(asked.size, frequencies[-1]) * weighed / (weights.saturation + weighed)
    return scores, tuple(frequencies)


def rank(
    corpus: Corpus,
    query: str,
    weights: Weights,
    prior: Scores,
    past: Past | None = None,
    left_out: Mask | None = None,
) -> Ranked:
    """The scores of all items for a query, each times its prior. Docs of `left_out` are not read."""
    asked = gather(corpus, query, past, left_out)
    scores, frequencies = score(asked, weights)
    return Ranked(scores * prior, asked.terms, frequencies, corpus, spelling(query), asked.past)


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
