"""The vectors of one tree's items: a matrix of those that its texts have, and exact similarities by numpy."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from rgraph.model.ids import RepoPath
from rgraph.store.store import Store
from rgraph.store.stored_records import TEXT_BYTES

from ..corpus import Corpus, Mask, Numbers, Scores
from ..texts import EMBEDDED, NO_TEXT
from .model import Array

SIGNATURE, BODY = 0, 1
"""The two texts of an item, as `texts.Embedded` has them."""

STORED = "<f2"
"""How numbers are stored: half precision moves a similarity by less than 0.001."""


class TreeVectors:
    """Everything here is alive in the tree: only the texts of its items are looked up."""

    def __init__(self, corpus: Corpus, names: Mapping[RepoPath, bytes], store: Store, key: str) -> None:
        self.items, flat = text_numbers(corpus, names)
        distinct, self._texts = np.unique(flat, return_inverse=True)
        self._size = len(corpus)
        self._rows = np.full(len(distinct), -1)
        found = dict(store.vectors.of(key, [name.tobytes().hex() for name in distinct]))
        self._matrix = _matrix(found.values())
        at = {name: row for row, name in enumerate(found)}
        for number, name in enumerate(distinct):
            self._rows[number] = at.get(name.tobytes().hex(), -1)
        empty = np.array([name.tobytes() == NO_TEXT for name in distinct], np.bool_)
        self.missing = int(np.count_nonzero((self._rows < 0) & ~empty))
        """How many of the tree's texts have no vector yet."""
        self.known = len(found)

    def similarities(self, query: Array, part: int) -> tuple[Scores, Mask]:
        """The cosine of every item's text to a query, and which items have one; of the others it is their mean."""
        rows = self._rows[self._texts.reshape(-1, 2)[:, part]]
        scores, has = np.zeros(self._size), np.zeros(self._size, np.bool_)
        have = rows >= 0
        if have.any():
            cosines = self._matrix @ query
            scores[self.items[have]] = cosines[rows[have]]
            has[self.items[have]] = True
            scores[~has] = scores[has].mean()
        return scores, has


def text_numbers(corpus: Corpus, names: Mapping[RepoPath, bytes]) -> tuple[Numbers, NDArray[np.void]]:
    """The numbers of the items that have texts, and the names of these, two an item."""
    flat = np.frombuffer(b"".join(names[path] for path in corpus.paths), f"V{TEXT_BYTES}")
    return np.flatnonzero(corpus.of_kinds(sorted(EMBEDDED)) & ~corpus.made), flat


def _matrix(vectors: Collection[bytes]) -> NDArray[np.float32]:
    if not vectors:
        return np.zeros((0, 1), np.float32)
    return np.frombuffer(b"".join(vectors), STORED).reshape(len(vectors), -1).astype(np.float32)
