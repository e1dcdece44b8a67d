"""Keeping the HNSW index that Datalog asks (`meaning:near`) at one commit: what changed goes in and out of it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rgraph.index.progress import SILENCE, Progress, Stage
from rgraph.model.ids import RepoPath
from rgraph.store.nearest import is_quicker_anew, width_of
from rgraph.store.store import Store
from rgraph.store.stored_records import TEXT_BYTES

CHUNK = 200
"""Vectors put in together: a few seconds of the slower engine, after which others may write."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many vectors the index holds, how many went in and out, and in how many seconds."""

    vectors: int
    added: int
    removed: int
    seconds: float


def keep_near(
    store: Store,
    commit: str,
    names: Mapping[RepoPath, bytes],
    key: str,
    progress: Progress = SILENCE,
    wait: float = -1,
) -> Kept:
    """Make the index hold the vectors of a tree's texts that have one, and no others. Cut off, it goes on next time.

    Raises LockedError where another process writes for longer than `wait` seconds.
    """
    began = time.monotonic()
    wanted = store.vectors.having(key, _texts(names))
    held = store.nearest.held()
    before = store.nearest.texts() if held is not None and held.model == key else set[str]()
    new, gone = sorted(wanted - before), sorted(before - wanted)
    if not wanted:
        with store.writing(wait):
            store.nearest.drop()
        return Kept(0, 0, len(gone), time.monotonic() - began)
    if not before or is_quicker_anew(len(new) + len(gone), len(wanted)):
        with store.writing(wait):
            store.nearest.begin(key, _width(store, key, wanted))
        new, gone = sorted(wanted), []
    elif new or gone:
        with store.writing(wait):
            store.nearest.reopen(key)
    _change(store, key, new, gone, progress, wait)
    with store.writing(wait):
        store.nearest.finish(key, commit, _width(store, key, wanted))
    return Kept(len(wanted), len(new), len(gone), time.monotonic() - began)


def _change(store: Store, key: str, new: Sequence[str], gone: Sequence[str], progress: Progress, wait: float) -> None:
    progress.start(Stage.NEARNESS, len(new) + len(gone))
    for texts in _chunks(gone):
        with store.writing(wait):
            store.nearest.remove(texts)
        progress.advance(len(texts))
    for texts in _chunks(new):
        with store.writing(wait):
            store.nearest.add(dict(store.vectors.of(key, texts)))
        progress.advance(len(texts))


def _width(store: Store, key: str, wanted: set[str]) -> int:
    return width_of(next(value for _, value in store.vectors.of(key, [min(wanted)])))


def _texts(names: Mapping[RepoPath, bytes]) -> list[str]:
    found = {data[at : at + TEXT_BYTES] for data in names.values() for at in range(0, len(data), TEXT_BYTES)}
    return sorted(name.hex() for name in found if any(name))


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(texts), CHUNK):
        yield texts[at : at + CHUNK]
