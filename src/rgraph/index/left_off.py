"""Between a linker and the store: from which commits linking can go on, and how a linked commit is written."""

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
    base = store.footprints.commit()
    return base if base is not None and _is_there(base, store, repository) else None


def far_commits(store: Store, repository: Repository) -> list[Oid]:
    """The commits far from the last HEAD whose footprints are kept, too, those that are still there."""
    return [oid for oid in store.footprints.far() if _is_there(oid, store, repository)]


def _is_there(oid: Oid, store: Store, repository: Repository) -> bool:
    return store.versions.is_indexed(oid) and repository.has_commit(oid)


def resume_at(base: Oid | None, store: Store, linker: CommitLinker) -> None:
    """Put the linker at an indexed commit whose footprints are kept; None leaves it empty."""
    if base is not None:
        linker.resume(base, stored_files(store, base), store.footprints.of(base))


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
