"""What the items of one tree mean: its vectors and the model that made them, as far as both are there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rgraph.errors import LockedError
from rgraph.store.store import Store
from rgraph.view.graph import CommitGraph

from ..catalogue import Catalogue
from ..corpus import Corpus, Mask, Scores
from ..limits import MAX_MADE_ON_DEMAND
from .embed import embed
from .model import Model
from .tree import BODY, SIGNATURE, TreeVectors

Similarities = tuple[Scores, Mask]


class Meaning:
    """Compares queries with the items of a tree."""

    def __init__(self, vectors: TreeVectors, model: Model) -> None:
        self._vectors, self._model = vectors, model

    def similarities(self, text: str) -> tuple[Similarities, Similarities]:
        """How near each item's signature and body are to a text, and which items have such a vector."""
        query = self._model.query(text).astype(np.float32)
        return self._vectors.similarities(query, SIGNATURE), self._vectors.similarities(query, BODY)


def meaning(
    corpus: Corpus, catalogue: Catalogue, graph: CommitGraph, store: Store, model: Model, note: Callable[[str], None]
) -> Meaning | None:
    """The meaning of a tree's items; None, and said, where none has a vector. A few that are missing are made here."""
    names = catalogue.text_names()
    vectors = TreeVectors(corpus, names, store, model.key)
    if 0 < vectors.missing <= MAX_MADE_ON_DEMAND:
        try:
            embed(store, graph, names, model, wait=0)
        except LockedError:
            return Meaning(vectors, model)
        vectors = TreeVectors(corpus, names, store, model.key)
    if vectors.missing:
        every = vectors.known + vectors.missing
        note(f"{vectors.missing:,} of {every:,} texts at {graph.commit[:10]} have no vector; `rgraph index` makes them")
    return Meaning(vectors, model) if vectors.known else None
