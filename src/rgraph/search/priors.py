"""What is asked for more often: whole items rather than their parts, and what is not only for tests."""

from __future__ import annotations

import numpy as np

from rgraph.model.facts import ItemKind

from .corpus import Corpus, Scores

PARTS = (ItemKind.FIELD, ItemKind.VARIANT, ItemKind.IMPL, ItemKind.MODULE)
"""What is a part of an item, or has no text of its own: mostly the item is meant."""

PART, TEST = 0.7, 0.6
"""What the scores of such items are multiplied by."""


def prior(corpus: Corpus) -> Scores:
    """A factor for the score of each item."""
    found = np.ones(len(corpus))
    found[corpus.of_kinds(PARTS)] *= PART
    found[corpus.tests] *= TEST
    return found
