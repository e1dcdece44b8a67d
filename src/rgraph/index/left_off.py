"""Between a linker and the store: from which commits linking can go on, and how a linked commit is written."""

from __future__ import annotations

from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.ids import BlobHash, Oid
from rgraph.store.store import Store
from rgraph.store.writer import Writer

from .commit_linker import CommitLinker, Files, LinkedCommit

FAR = 24
"""Files by which a commit differs from another one that is far from it."""


def resume(store: Store, repository: Repository, linker: CommitLinker, near: Oid | None = None) -> None:
    """Put the linker at the commit that is nearest to `near` (HEAD if there is none given) of those where it can be."""
    resume_at(nearest_kept(near or repository.head(), store, repository)[0], store, linker)


def nearest_kept(oid: Oid | None, store: Store, repository: Repository) -> tuple[Oid | None, int | None]:
    """The commit of those whose footprints are kept that is nearest to another one, and how many files differ.

    None where none is kept, or where there is no other. The last HEAD is not far in most cases, and is taken then.
    """
    head = last_head(store, repository)
    if head is None or oid is None:
        return head, None
    away = {head: len(repository.changes(head, oid))} if head != oid else {head: 0}
    if away[head] >= FAR:
        for far in store.footprints.far():
            if _is_there(far, store, repository):
                away[far] = len(repository.changes(far, oid))
    return min(away.items(), key=lambda one: one[1])


def last_head(store: Store, repository: Repository) -> Oid | None:
    """The commit whose footprints are kept, if it is still there."""
    base = store.footprints.commit()
    return base if base is not None and _is_there(base, store, repository) else None


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
