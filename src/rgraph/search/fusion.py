"""Several scores of the same items as one: each is standardised over the tree, then they are added with weights."""

from __future__ import annotations

import numpy as np

from .corpus import Mask, Scores

SIGNATURE, BODY = 1.0, 0.3
"""The weights of vectors beside that of words, which is 1. `benchmarks/retrieval.py` fits them."""

OF_SYMBOLS, OF_TASKS = 0.3, 0.2
"""What vectors count, of that, for a query that is a name, and for a task: its message names what it has to do with."""

NEAR = 0.3
"""The cosine from which a vector alone makes a hit: unrelated texts are around 0.1 for the default model."""


def standardised(scores: Scores, among: Mask | None = None) -> Scores:
    """Scores as deviations from their mean over `among`; all 0 where they do not differ."""
    chosen = scores if among is None else scores[among]
    deviation = float(chosen.std()) if len(chosen) else 0.0
    if deviation == 0.0:
        return np.zeros(len(scores))
    found: Scores = (scores - chosen.mean()) / deviation
    return found
