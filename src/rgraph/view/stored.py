"""A store as the source of a graph, and as the history that the life of an item is read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rgraph.model.cargo import Manifest
from rgraph.model.facts import BlobBodies, BlobFacts
from rgraph.model.graph import FileState, LinkedFile
from rgraph.model.ids import BlobHash, Oid, RepoPath

from .graph import CommitGraph
from .life import Change

if TYPE_CHECKING:
    from rgraph.store.records import StoredCommit
    from rgraph.store.store import Store

ReadPath = Callable[[RepoPath], bytes]


class StoreSource:
    """Reads packed facts and edge sets of a store; the bytes of files come from git."""

    def __init__(self, store: Store, read: ReadPath) -> None:
        self._store = store  # which closes when nobody holds it
        self._contents = store.contents
        self._read = read

    def facts(self, blob: str) -> BlobFacts:
        return self._contents.facts([BlobHash(blob)])[BlobHash(blob)]

    def all_facts(self, blobs: Iterable[str]) -> dict[str, BlobFacts]:
        return cast("dict[str, BlobFacts]", self._contents.facts(BlobHash(blob) for blob in blobs))

    def bodies(self, blob: str) -> BlobBodies:
        return self._contents.bodies([BlobHash(blob)])[BlobHash(blob)]

    def linked(self, edges: str) -> LinkedFile:
        return self._contents.linked([edges])[edges]

    def all_linked(self, files: Iterable[FileState]) -> dict[str, LinkedFile]:
        return self._contents.linked(state.edges for state in files)

    def content(self, path: RepoPath, blob: str) -> bytes:
        del blob
        return self._read(path)

    def manifest(self, blob: str) -> Manifest:
        return self._contents.manifests([BlobHash(blob)])[BlobHash(blob)]


class StoreHistory:
    """A store's record of what each commit did. `cut_off` tells the commits whose parents a shallow clone lacked."""

    def __init__(
        self, store: Store, graph: Callable[[Oid], CommitGraph], cut_off: Callable[[StoredCommit], bool]
    ) -> None:
        self._store = store  # which closes when nobody holds it
        self.contents = store.contents
        self._versions = store.versions
        self._graph = graph
        self._cut_off = cut_off

    def path_history(self, path: RepoPath, oid: Oid) -> list[Change]:
        changes = self._versions.path_history(path, oid)
        return [replace(change, rooted=False) if self._cut_off(change.commit) else change for change in changes]

    def graph_of(self, oid: Oid) -> CommitGraph | None:
        return self._graph(oid) if self._versions.is_indexed(oid) else None

    def files(self, oid: Oid) -> dict[RepoPath, FileState]:
        return {state.path: state for state in self._versions.files_at(oid)}
