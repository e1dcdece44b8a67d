"""The staged or working tree linked as if it were a commit; nothing of it is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import msgspec

from rgraph.git.records import StagedBlob, UncommittedTree
from rgraph.git.repository import Repository
from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.contents import ContentSource, Overlay
from rgraph.model.facts import BlobBodies, BlobFacts, unpack_bodies, unpack_facts
from rgraph.model.graph import FileState, LinkedFile, unpack_linked
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.store.edge_sets import PackedSet
from rgraph.store.packing import expand
from rgraph.store.placement import FileVersion
from rgraph.store.store import Store
from rgraph.store.stored_records import Part

if TYPE_CHECKING:
    from .analysis import Analysis

_manifest = msgspec.msgpack.Decoder(Manifest)
_lockfile = msgspec.msgpack.Decoder(Lockfile)
_settings = msgspec.msgpack.Decoder(CfgTable)

T = TypeVar("T")


class NewContents(msgspec.Struct, frozen=True):
    """What a tree has that no store has yet: a source to lay over a store, which answers for what it has."""

    analyses: Mapping[BlobHash, Analysis]
    sets: Mapping[str, PackedSet]

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return self._unpacked(blobs, Part.FACTS, unpack_facts)

    def bodies(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        return self._unpacked(blobs, Part.BODIES, unpack_bodies)

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return self._unpacked(blobs, Part.MANIFEST, _manifest.decode)

    def lockfiles(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Lockfile]:
        return self._unpacked(blobs, Part.LOCKFILE, _lockfile.decode)

    def settings(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, CfgTable]:
        return self._unpacked(blobs, Part.SETTINGS, _settings.decode)

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return {}

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return {name: unpack_linked(packed) for name, packed in self.packed_links(sets)}

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return ((name, expand(self.sets[name].value)) for name in sets if name in self.sets)

    def _unpacked(self, blobs: Iterable[BlobHash], part: Part, unpack: Callable[[bytes], T]) -> dict[BlobHash, T]:
        having = ((blob, self.analyses[blob].parts) for blob in blobs if blob in self.analyses)
        return {blob: unpack(expand(parts[part])) for blob, parts in having if part in parts}


class LinkedTree(msgspec.Struct, frozen=True):
    """Files by path; `contents` has what is new over what is stored. `FileState.edges` of an edge set that is not in
    the store is its hash."""

    files: Mapping[RepoPath, FileState]
    contents: ContentSource
    content: Callable[[BlobHash], bytes]
    """The bytes of any file of this tree."""


def link_tree(
    repository: Repository, store: Store, tree: UncommittedTree, stored: ContentSource | None = None
) -> LinkedTree:
    """Link uncommitted files, from where the last indexed HEAD left off (`ensure` HEAD first to make it quick).

    `stored` answers for what the store has, for who reads more than this tree; the store itself where it is not given.

    Raises:
        StoreError: the store cannot be read.
        RepositoryError: a file cannot be read.
    """
    stored = stored or store.contents
    oids, blobs = named(tree.files.values())
    files = as_committed(repository, store, oids)
    if files is not None:
        return LinkedTree(files, stored, reader(files, oids, blobs))
    # what links is loaded here: where nothing differs, as in most hooks, nobody waits for it
    from .commit_linker import CommitLinker
    from .left_off import resume
    from .python_gc import uncollected

    with uncollected():
        linker = CommitLinker(repository, store.contents, facts=stored.facts, spares=True)
        resume(store, repository, linker)
        linked = linker.link_tree(oids, lambda oid: blobs[oid].read())
    files = file_states(store, linked.files.versions)
    new = NewContents(
        {analysis.blob.hash: analysis for analysis in linked.analyses}, {edges.hash: edges for edges in linked.sets}
    )
    return LinkedTree(files, Overlay(new, stored), reader(files, oids, blobs))


def file_states(store: Store, versions: Iterable[FileVersion]) -> dict[RepoPath, FileState]:
    """Linked files by path, each edge set by its id where the store has it, else by its hash."""
    versions = list(versions)
    known = store.contents.set_ids({version.set_hash for version in versions if version.set_hash})
    return {
        version.path: FileState(
            version.path,
            version.blob,
            str(known[version.set_hash]) if version.set_hash in known else version.set_hash,
        )
        for version in versions
    }


def as_committed(
    repository: Repository, store: Store, oids: Mapping[RepoPath, Oid]
) -> dict[RepoPath, FileState] | None:
    """The files as they are stored of HEAD where nothing differs from it: there is nothing to link."""
    head = repository.head()
    if head is None or not store.versions.is_indexed(head) or repository.tree(head) != oids:
        return None
    return {state.path: state for state in store.versions.files_at(head)}


def reader(
    files: Mapping[RepoPath, FileState], oids: Mapping[RepoPath, Oid], blobs: Mapping[Oid, StagedBlob]
) -> Callable[[BlobHash], bytes]:
    """Who reads the contents of a tree."""
    readers = {files[path].blob: blobs[oid].read for path, oid in oids.items()}
    return lambda blob: readers[blob]()


def named(files: Iterable[StagedBlob]) -> tuple[dict[RepoPath, Oid], dict[Oid, StagedBlob]]:
    """Each path's git blob id, computed where git has not, and who reads it."""
    oids: dict[RepoPath, Oid] = {}
    blobs: dict[Oid, StagedBlob] = {}
    for file in files:
        found = file
        oid = file.oid
        if oid is None:
            data = file.read()
            oid = blob_oid(data)
            found = StagedBlob(file.path, oid, lambda data=data: data)  # type: ignore[misc]
        oids[file.path] = oid
        blobs[oid] = found
    return oids, blobs


def blob_oid(data: bytes) -> Oid:
    """The name git gives a content (SHA-1: repositories of the other kind cannot be opened)."""
    return Oid(hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest())
