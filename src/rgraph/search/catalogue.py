"""What search keeps of a tree's files: read from the store, made where it is missing, and kept there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from rgraph.errors import LockedError
from rgraph.model.graph import unpack_made
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.store.packing import squeeze
from rgraph.store.store import Store
from rgraph.store.stored_records import Part
from rgraph.view.graph import CommitGraph

from .postings import Postings, calls_macros, postings_of, unpack_postings, with_made
from .texts import text_names

Note = Callable[[str], None]

SAID_FROM = 200
"""Files that are read for the first time from which it is said: fewer take no time."""

_BATCH = 200


class _Made(NamedTuple):
    """What was made of a content: its postings, packed, and the names of its texts."""

    words: bytes
    texts: bytes


class Catalogue:
    """The postings of one tree's files, and the names of their texts."""

    def __init__(self, graph: CommitGraph, store: Store | None, note: Note = lambda _: None) -> None:
        self._graph, self._store, self._note = graph, store, note
        self._paths = {path: state.blob for path, state in graph.files.items() if path.endswith(".rs")}
        self._fresh: dict[BlobHash, bytes] = {}

    def postings(self) -> dict[RepoPath, Postings]:
        """The postings of every Rust file by path. What had to be made is kept for the next time."""
        known = dict(self._stored_postings())
        missing = {blob: path for path, blob in reversed(self._paths.items()) if blob not in known}
        if len(missing) >= SAID_FROM:
            self._note(f"reading the words of {len(missing):,} files that were never searched")
        for made in _batches(self._made(missing)):
            for blob, one in made.items():
                found = unpack_postings(one.words)
                assert found is not None
                known[blob], self._fresh[blob] = found, one.texts
            self._keep(made)
        written = {path: known[blob] for path, blob in self._paths.items()}
        return written | self._with_made({path: one for path, one in written.items() if calls_macros(one)})

    def _with_made(self, calling: Mapping[RepoPath, Postings]) -> dict[RepoPath, Postings]:
        """The postings of those files whose macro calls make items, with these items."""
        links = {path: edges for path in calling if (edges := self._graph.files[path].edges)}
        made = {edges: unpack_made(data) for edges, data in self._graph.contents.source.packed_links(links.values())}
        making = [path for path, edges in links.items() if made.get(edges)]
        self._graph.contents.load_facts(self._paths[path] for path in making)
        return {path: with_made(calling[path], self._graph.facts(path).items, made[links[path]]) for path in making}

    def text_names(self) -> dict[RepoPath, bytes]:
        """The names of the texts of every Rust file's items; what `postings` made, or keeps already."""
        known = dict(self._fresh)
        if self._store:
            known.update(self._store.contents.packed(set(self._paths.values()) - known.keys(), Part.TEXTS))
        return {
            path: known[blob] if blob in known else text_names(self._graph.facts(path), self._graph.source(path))
            for path, blob in self._paths.items()
        }

    def _stored_postings(self) -> Iterator[tuple[BlobHash, Postings]]:
        if self._store is None:
            return
        for blob, data in self._store.contents.packed(set(self._paths.values()), Part.WORDS):
            found = unpack_postings(data)
            if found is not None:
                yield blob, found

    def _made(self, missing: Mapping[BlobHash, RepoPath]) -> Iterator[tuple[BlobHash, _Made]]:
        self._graph.contents.load_facts(missing)
        for blob, path in missing.items():
            facts, source = self._graph.facts(path), self._graph.source(path)
            yield blob, _Made(postings_of(facts, source), text_names(facts, source))

    def _keep(self, made: Mapping[BlobHash, _Made]) -> None:
        """Store what was made of stored contents. While another process writes it is not kept: no search waits."""
        stored = sorted(self._store.contents.having(made, Part.FACTS)) if self._store else []
        if self._store and stored:
            with contextlib.suppress(LockedError), self._store.writing(wait=0) as writer:
                writer.add_words({blob: squeeze(made[blob].words) for blob in stored})
                writer.add_texts({blob: squeeze(made[blob].texts) for blob in stored})


def _batches(made: Iterable[tuple[BlobHash, _Made]]) -> Iterator[dict[BlobHash, _Made]]:
    batch: dict[BlobHash, _Made] = {}
    for blob, one in made:
        batch[blob] = one
        if len(batch) == _BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch
