"""The staged or working tree linked as if it were a commit; nothing of it is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from rgraph.git.records import StagedBlob, UncommittedTree
from rgraph.git.repository import Repository
from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.facts import BlobBodies, BlobFacts, unpack_bodies, unpack_facts
from rgraph.model.graph import FileState, LinkedFile, unpack_linked
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.store.packing import expand
from rgraph.store.records import Part
from rgraph.store.store import Store
from rgraph.store.writer import PackedSet

from .analysis import Analysis
from .commit_linker import CommitLinker
from .garbage import uncollected
from .single import resume

_manifest = msgspec.msgpack.Decoder(Manifest)
_lockfile = msgspec.msgpack.Decoder(Lockfile)


@dataclass(frozen=True, slots=True)
class LinkedTree:
    """Files by path, and what of their contents and edge sets is not in the store; the rest is read from there.

    `FileState.edges` of an edge set that is not in the store is its hash; methods raise KeyError for what is stored.
    """

    files: Mapping[RepoPath, FileState]
    analyses: Mapping[BlobHash, Analysis]
    sets: Mapping[str, PackedSet]
    data: Mapping[BlobHash, Callable[[], bytes]]

    def facts(self, blob: BlobHash) -> BlobFacts:
        """The facts of a content that is not stored."""
        return unpack_facts(expand(self.analyses[blob].parts[Part.FACTS]))

    def bodies(self, blob: BlobHash) -> BlobBodies:
        """The bodies of a content that is not stored."""
        return unpack_bodies(expand(self.analyses[blob].parts[Part.BODIES]))

    def manifest(self, blob: BlobHash) -> Manifest:
        """A content that is not stored, read as `Cargo.toml`."""
        return _manifest.decode(expand(self.analyses[blob].parts[Part.MANIFEST]))

    def lockfile(self, blob: BlobHash) -> Lockfile:
        """A content that is not stored, read as `Cargo.lock`."""
        return _lockfile.decode(expand(self.analyses[blob].parts[Part.LOCKFILE]))

    def linked(self, edges: str) -> LinkedFile:
        """An edge set that is not stored."""
        return unpack_linked(expand(self.sets[edges].value))

    def content(self, blob: BlobHash) -> bytes:
        """The bytes of any file of this tree."""
        return self.data[blob]()


def link_tree(repository: Repository, store: Store, tree: UncommittedTree) -> LinkedTree:
    """Link uncommitted files, from where the last indexed HEAD left off (`ensure` HEAD first to make it quick).

    Raises:
        StoreError: the store cannot be read.
        RepositoryError: a file cannot be read.
    """
    oids, blobs = _named(tree.files.values())
    with uncollected():
        linker = CommitLinker(repository, store.contents)
        resume(store, repository, linker)
        linked = linker.link_tree(oids, lambda oid: blobs[oid].read())
    stored = store.contents.set_ids({version.set_hash for version in linked.files.versions if version.set_hash})
    files = {
        version.path: FileState(
            version.path,
            version.blob,
            str(stored[version.set_hash]) if version.set_hash in stored else version.set_hash,
        )
        for version in linked.files.versions
    }
    return LinkedTree(
        files,
        {analysis.blob.hash: analysis for analysis in linked.analyses},
        {edges.hash: edges for edges in linked.sets},
        {BlobHash(files[path].blob): blobs[oid].read for path, oid in oids.items()},
    )


def _named(files: Iterable[StagedBlob]) -> tuple[dict[RepoPath, Oid], dict[Oid, StagedBlob]]:
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
