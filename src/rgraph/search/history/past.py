"""The messages of the commits that changed each item of a tree, up to its commit and no further, as a field."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from rgraph.errors import LockedError
from rgraph.git.repository import Repository
from rgraph.model.ids import Oid
from rgraph.store.store import Store

from ..corpus import Corpus, Numbers, Scores
from ..limits import MAX_PAST_COMMITS, MAX_RECORDED_ON_DEMAND
from .touched import Touched, record, unpack_touched

_OVER = 0.5
"""How much the length of an item's history takes from a word in it, as `lexical.Weights.lengths`."""


class _Pair(NamedTuple):
    """Commits and the items that they changed, side by side."""

    commits: Numbers
    items: Numbers


class Past:
    """What was said of each item of a corpus by the commits that changed it. Commits come newest first."""

    def __init__(self, corpus: Corpus, commits: Sequence[Touched]) -> None:
        self._size = len(corpus)
        self._commits = commits
        self._pair = _pair(corpus, commits)
        self._damped = 1 / np.sqrt(np.maximum([one.size for one in commits], 1))
        self._lengths = self._spread(np.array([sum(one.said.values()) for one in commits], np.float64))
        if self._lengths.any():
            self._lengths /= self._lengths[self._lengths > 0].mean()

    def _spread(self, commits: Scores) -> Scores:
        """A number of each commit, damped by its size, summed over the commits of each item."""
        weights = (commits * self._damped)[self._pair.commits]
        found: Scores = np.bincount(self._pair.items, weights, self._size).astype(np.float64)
        return found

    def weigh(self, term: str) -> Scores | None:
        """How often a term stands in the history of each item; None where no message has it."""
        counts = np.array([one.said.get(term, 0) for one in self._commits], np.float64)
        return self._spread(counts) / (1 - _OVER + _OVER * self._lengths) if counts.any() else None


def _pair(corpus: Corpus, touched: Sequence[Touched]) -> _Pair:
    """Follows files back: `now` has the file of the tree that each older path became."""
    now: dict[str, int] = {path: number for number, path in enumerate(corpus.paths)}
    items = _by_key(corpus)
    commits: list[int] = []
    found: list[int] = []
    for number, one in enumerate(touched):
        for path, keys in one.files.items():
            file = now.get(path)
            if file is not None:
                held = [item for key in np.frombuffer(keys, "<u8").tolist() for item in items.get((file, key), ())]
                found += held
                commits += [number] * len(held)
        for path, before in one.moved.items():
            if path in now:
                now[before] = now.pop(path)
    return _Pair(np.array(commits, np.int64), np.array(found, np.int64))


def _by_key(corpus: Corpus) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = {}
    for item, (file, key) in enumerate(zip(corpus.files.tolist(), corpus.keys.tolist(), strict=True)):
        found.setdefault((file, key), []).append(item)
    return found


def past(corpus: Corpus, repository: Repository, store: Store, tip: Oid) -> Past | None:
    """The past of a commit's items, as far as it is recorded; None where nothing is. If only a few of the newest
    commits are not recorded yet, they are."""
    if not store.contents.has_touched():
        return None
    commits = repository.newest(tip, MAX_PAST_COMMITS)
    kept = _kept(store, commits)
    fresh = next((at for at, oid in enumerate(commits) if oid in kept), 0)
    if 0 < fresh <= MAX_RECORDED_ON_DEMAND:
        with contextlib.suppress(LockedError):
            record(repository, store, [repository.commit(oid) for oid in commits[:fresh]], wait=0)
        kept = _kept(store, commits)
    return Past(corpus, [kept[oid] for oid in commits if oid in kept]) if kept else None


def _kept(store: Store, commits: Iterable[Oid]) -> dict[Oid, Touched]:
    unpacked = ((oid, unpack_touched(data)) for oid, data in store.contents.touched(commits).items())
    return {oid: touched for oid, touched in unpacked if touched is not None}
