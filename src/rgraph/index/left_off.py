"""Between a linker and the store: where linking left off at the last HEAD, and how a linked commit is written."""

from __future__ import annotations

from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.ids import BlobHash, Oid
from rgraph.store.store import Store
from rgraph.store.writer import Writer

from .commit_linker import CommitLinker, Files, LinkedCommit


def resume(store: Store, repository: Repository, linker: CommitLinker) -> None:
    """Put the linker where the last HEAD left off, if that is known."""
    resume_at(last_head(store, repository), store, linker)


def last_head(store: Store, repository: Repository) -> Oid | None:
    """The commit whose footprints are kept, if it is still there."""
    base = store.contents.footprint_commit()
    if base is None or not store.versions.is_indexed(base) or not repository.has_commit(base):
        return None
    return base


def resume_at(base: Oid | None, store: Store, linker: CommitLinker) -> None:
    """Put the linker at an indexed commit whose footprints are kept; None leaves it empty."""
    if base is not None:
        linker.resume(base, stored_files(store, base), store.contents.footprints())


def stored_files(store: Store, oid: Oid) -> Files:
    """The files of an indexed commit with the hashes of their edge sets."""
    states = store.versions.files_at(oid)
    hashes = store.contents.set_hashes(state.edges for state in states)
    return {state.path: (BlobHash(state.blob), hashes.get(state.edges, "")) for state in states}


def write_linked(writer: Writer, record: CommitRecord, linked: LinkedCommit) -> None:
    """Give a linked commit to the writer."""
    for analysis in linked.analyses:
        writer.add_blob(analysis.blob, analysis.parts)
    writer.add_sets(linked.sets)
    writer.add_made(linked.made)
    writer.add_commit(record.oid, record.tree, record.parents, record.time, record.author, record.message, linked.files)
