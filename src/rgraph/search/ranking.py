"""The order of a tree's items for a query: by words, by vectors, or by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .corpus import Corpus, Mask, Scores
from .fusion import BODY, NEAR, OF_SYMBOLS, OF_TASKS, SIGNATURE, standardised
from .hits import Mode
from .lexical import PROSE, SYMBOLS, TASKS, Ranked, rank
from .priors import prior
from .words import is_symbol_like

if TYPE_CHECKING:
    from .history.past import Past
    from .vectors.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Ranking:
    """The score of every item, and which of them have anything of the query."""

    scores: Scores
    candidates: Mask
    words: Ranked
    cosines: Scores | None
    """How near each item is in meaning; None where only words were looked at."""

    def best(self, allowed: Mask) -> Sequence[int]:
        """The numbers of the candidates that are allowed, best first; of equal ones the first in the tree first."""
        numbers = np.flatnonzero(self.candidates & allowed)
        found: list[int] = numbers[np.argsort(-self.scores[numbers], kind="stable")].tolist()
        return found


class Ranker:
    """Ranks the items of one tree; with what they mean, where there are vectors."""

    def __init__(self, corpus: Corpus, past: Past | None = None, meaning: Meaning | None = None) -> None:
        self.corpus = corpus
        self.past = past
        self.meaning = meaning

    @cached_property
    def _prior(self) -> Scores:
        return prior(self.corpus)

    def rank(self, text: str, mode: Mode = Mode.HYBRID, left_out: Mask | None = None, is_task: bool = False) -> Ranking:
        """The order for a query. Docs of `left_out` are not read. Without vectors it goes by words."""
        by_name = is_symbol_like(text)
        words = rank(
            self.corpus, text, SYMBOLS if by_name else TASKS if is_task else PROSE, self._prior, self.past, left_out
        )
        matched = words.scores > 0
        if self.meaning is None or mode is Mode.LEXICAL:
            return Ranking(words.scores, matched, words, None)
        signatures, bodies = self.meaning.similarities(text)
        near = SIGNATURE * standardised(*signatures) + BODY * standardised(*bodies)
        cosines = np.maximum(signatures[0] * signatures[1], bodies[0] * bodies[1])
        if mode is Mode.VECTOR:
            return Ranking(near, cosines >= NEAR, words, cosines)
        share = OF_SYMBOLS if by_name else OF_TASKS if is_task else 1.0
        fused = standardised(words.scores) + share * self._prior * near
        return Ranking(fused, matched | (cosines >= NEAR), words, cosines)
