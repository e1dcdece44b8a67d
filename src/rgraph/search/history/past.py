"""The messages of the commits that changed each item of a tree, up to its commit and no further, as a field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.ids import Oid
from rgraph.store.store import Store

from ..corpus import Corpus, Numbers, Scores
from ..limits import MAX_PAST_COMMITS, MAX_RECORDED_ON_DEMAND
from ..words import terms, words
from .touched import Touched, record, unpack_touched

_TRAILER = re.compile(r"^(?:[A-Z][\w-]*-by|Change-Id|Cc|PR-URL|Refs?): .*$|https?://\S+", re.MULTILINE)
_OVER = 0.5
"""How much the length of an item's history takes from a word in it, as `lexical.Weights.lengths`."""


class _Pair(NamedTuple):
    """Commits and the items that they changed, side by side."""

    commits: Numbers
    items: Numbers


class Past:
    """What was said of each item of a corpus by the commits that changed it."""

    def __init__(self, corpus: Corpus, commits: Sequence[CommitRecord], touched: Sequence[Touched]) -> None:
        """Commits come newest first, each with what it changed."""
        self._size = len(corpus)
        self._pair = _pair(corpus, touched)
        self._damped = 1 / np.sqrt(np.maximum([one.size for one in touched], 1))
        self._said: dict[str, list[tuple[int, int]]] = {}
        lengths = np.zeros(len(commits))
        for number, commit in enumerate(commits):
            counts = _terms(commit.message)
            lengths[number] = sum(counts.values())
            for term, count in counts.items():
                self._said.setdefault(term, []).append((number, count))
        self._lengths = self._spread(lengths)
        if self._lengths.any():
            self._lengths /= self._lengths[self._lengths > 0].mean()

    def _spread(self, commits: Scores) -> Scores:
        """A number of each commit, damped by its size, summed over the commits of each item."""
        weights = (commits * self._damped)[self._pair.commits]
        found: Scores = np.bincount(self._pair.items, weights, self._size).astype(np.float64)
        return found

    def weigh(self, term: str) -> Scores | None:
        """How often a term stands in the history of each item; None where no message has it."""
        said = self._said.get(term)
        if not said:
            return None
        counts = np.zeros(len(self._damped))
        for number, count in said:
            counts[number] = count
        return self._spread(counts) / (1 - _OVER + _OVER * self._lengths)


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


def _terms(message: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, count in words(_TRAILER.sub("", message)).items():
        for term in terms(word):
            counts[term] += count
    return counts


def past(corpus: Corpus, repository: Repository, store: Store, tip: Oid) -> Past | None:
    """The past of a commit's items, as far as it is recorded; None where nothing is. If only a few of the newest
    commits are not recorded yet, they are."""
    commits = repository.newest(tip, MAX_PAST_COMMITS)
    kept = _kept(store, commits)
    fresh = next((at for at, commit in enumerate(commits) if commit.oid in kept), 0)
    if 0 < fresh <= MAX_RECORDED_ON_DEMAND:
        _record(repository, store, commits[:fresh])
        kept = _kept(store, commits)
    if not kept:
        return None
    told = [commit for commit in commits if commit.oid in kept]
    return Past(corpus, told, [kept[commit.oid] for commit in told])


def _kept(store: Store, commits: Iterable[CommitRecord]) -> dict[Oid, Touched]:
    return {oid: unpack_touched(data) for oid, data in store.contents.touched(one.oid for one in commits).items()}


def _record(repository: Repository, store: Store, commits: Sequence[CommitRecord]) -> None:
    import contextlib

    from rgraph.errors import LockedError

    with contextlib.suppress(LockedError):
        record(repository, store, commits, wait=0)
