"""The postings of a tree's files: read from the store, made where they are missing, and kept there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from rgraph.errors import LockedError
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.store.packing import squeeze
from rgraph.store.records import Part
from rgraph.store.store import Store
from rgraph.view.graph import CommitGraph

from .postings import Postings, postings_of, unpack_postings

Note = Callable[[str], None]

SAID_FROM = 200
"""Files that are read for the first time from which it is said: fewer take no time."""

_BATCH = 200


def postings(store: Store | None, graph: CommitGraph, note: Note = lambda _: None) -> dict[RepoPath, Postings]:
    """The postings of every Rust file of a tree by path. What had to be made is kept for the next time."""
    paths = {path: state.blob for path, state in graph.files.items() if path.endswith(".rs")}
    known = dict(_stored(store, set(paths.values()))) if store else {}
    missing = {blob: path for path, blob in reversed(paths.items()) if blob not in known}
    if len(missing) >= SAID_FROM:
        note(f"reading the words of {len(missing):,} files that were never searched")
    for made in _batches(_made(graph, missing)):
        known.update((blob, found) for blob, data in made.items() if (found := unpack_postings(data)))
        if store:
            _keep(store, made)
    return {path: known[blob] for path, blob in paths.items()}


def _stored(store: Store, blobs: Iterable[BlobHash]) -> Iterator[tuple[BlobHash, Postings]]:
    for blob, data in store.contents.packed(blobs, Part.WORDS):
        found = unpack_postings(data)
        if found is not None:
            yield blob, found


def _made(graph: CommitGraph, missing: Mapping[BlobHash, RepoPath]) -> Iterator[tuple[BlobHash, bytes]]:
    graph.contents.load_facts(missing)
    for blob, path in missing.items():
        yield blob, postings_of(graph.facts(path), graph.source(path))


def _batches(made: Iterable[tuple[BlobHash, bytes]]) -> Iterator[dict[BlobHash, bytes]]:
    batch: dict[BlobHash, bytes] = {}
    for blob, data in made:
        batch[blob] = data
        if len(batch) == _BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def _keep(store: Store, made: Mapping[BlobHash, bytes]) -> None:
    """Store postings of contents that are stored. While another process writes they are not kept: no search waits."""
    stored = store.contents.having(made, Part.FACTS)
    if stored:
        with contextlib.suppress(LockedError), store.writing(wait=0) as writer:
            writer.add_words({blob: squeeze(made[blob]) for blob in sorted(stored)})
