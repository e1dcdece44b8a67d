"""Making the vectors that a tree's texts lack; what is made is kept at once, so a run that was cut off goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from rgraph.index.progress import SILENCE, Progress, Stage
from rgraph.model.ids import RepoPath
from rgraph.store.older import older_vectors
from rgraph.store.store import Store
from rgraph.store.stored_records import TEXT_BYTES
from rgraph.view.graph import CommitGraph

from ..texts import Embedded, embedded_texts, text_name
from .model import Array, Model
from .tree import BODY, SIGNATURE, STORED

WINDOW = 2048
"""Texts that are read, sorted by length and embedded together."""

CHUNK = 512
"""Texts whose vectors are written together: what an interrupted run loses at most."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made: vectors, and in how many seconds."""

    vectors: int
    seconds: float


def embed(
    store: Store,
    graph: CommitGraph,
    names: Mapping[RepoPath, bytes],
    model: Model,
    progress: Progress = SILENCE,
    wait: float = -1,
) -> Made:
    """Make the vectors of a tree's texts that have none, signatures first. Reading, embedding and writing overlap.

    What the store of an older version beside this one has is taken from there.

    Raises LockedError where another process writes for longer than `wait` seconds.
    """
    began, made = time.monotonic(), 0
    missing = _missing(store, names, model.key)
    _take_older(store, model.key, missing, wait)
    progress.start(Stage.EMBEDDING, sum(map(len, missing)))
    with ThreadPoolExecutor(2) as beside:
        written: Future[None] | None = None
        for part in (SIGNATURE, BODY):
            windows = _windows(graph, names, missing[part], part)
            coming = beside.submit(next, windows, None)
            while (window := coming.result()) is not None:
                coming = beside.submit(next, windows, None)
                for chunk in _chunks(window):
                    vectors = model.documents(list(chunk.values()))
                    if written is not None:
                        written.result()
                    written = beside.submit(_write, store, model.key, list(chunk), vectors, wait)
                    made += len(chunk)
                    progress.advance(len(chunk))
        if written is not None:
            written.result()
    return Made(made, time.monotonic() - began)


def _take_older(store: Store, key: str, missing: tuple[set[str], set[str]], wait: float) -> None:
    """Keeps what older versions made of the missing texts, and takes those off."""
    for found in older_vectors(store.directory, key, missing[SIGNATURE] | missing[BODY]):
        with store.writing(wait) as writer:
            writer.add_vectors(key, found)
        for texts in missing:
            texts.difference_update(found)


def _missing(store: Store, names: Mapping[RepoPath, bytes], key: str) -> tuple[set[str], set[str]]:
    """The names of texts without a vector: of signatures, then of bodies that are no signature too."""
    parts = [{name for data in names.values() for name in _names(data, part)} for part in (SIGNATURE, BODY)]
    parts[BODY] -= parts[SIGNATURE]
    signatures, bodies = (part - store.vectors.having(key, sorted(part)) for part in parts)
    return signatures, bodies


def _names(data: bytes, part: int) -> Iterator[str]:
    """The names of one text of each item of a file; an item without it has none."""
    for at in range(part * TEXT_BYTES, len(data), 2 * TEXT_BYTES):
        name = data[at : at + TEXT_BYTES]
        if any(name):
            yield name.hex()


def _windows(
    graph: CommitGraph, names: Mapping[RepoPath, bytes], missing: set[str], part: int
) -> Iterator[dict[str, str]]:
    """The missing texts by name, some at a time, file by file."""
    window: dict[str, str] = {}
    for path, data in names.items():
        if missing.isdisjoint(_names(data, part)):
            continue
        for item in embedded_texts(graph.facts(path), graph.source(path)):
            text = _text(item, part)
            name = text_name(text).hex()
            if name in missing:
                window[name] = text
        if len(window) >= WINDOW:
            missing -= window.keys()
            yield window
            window = {}
    if window:
        yield window


def _text(item: Embedded, part: int) -> str:
    return item.body if part == BODY else item.signature


def _chunks(window: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """A window in portions of texts of like length: a batch takes as long as its longest."""
    ordered = sorted(window.items(), key=lambda one: (len(one[1]), one[0]))
    for at in range(0, len(ordered), CHUNK):
        yield dict(ordered[at : at + CHUNK])


def _write(store: Store, key: str, names: list[str], vectors: Array, wait: float) -> None:
    rows = vectors.astype(np.dtype(STORED))
    with store.writing(wait) as writer:
        writer.add_vectors(key, {name: row.tobytes() for name, row in zip(names, rows, strict=True)})
