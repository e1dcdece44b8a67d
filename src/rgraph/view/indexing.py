"""Making and renewing the index of a repository."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rgraph.errors import RepositoryError, RevisionError

from .kept_digests import keep_of_head
from .limits import MOST_NOTES
from .manifests import manifest_troubles

if TYPE_CHECKING:
    from rgraph.index.indexer import Scope
    from rgraph.index.progress import IndexReport, Progress

    from .session import Session

CONFIG = "rgraph.toml"


def index_repository(
    session: Session,
    scope: Scope,
    revision: str | None,
    jobs: int | None,
    progress: Progress,
    rebuild: bool = False,
    wait: float = -1,
) -> IndexReport:
    """Indexes what was asked for. With `rebuild` the store is thrown away first. Raises LockedError, StoreError."""
    from rgraph.index.indexer import index, wanted
    from rgraph.store.store import remove_store, store_directory

    goal = wanted(session.repository, scope, revision)
    if rebuild:
        remove_store(store_directory(session.repository.common_dir), wait)
    report = index(session.repository, session.store, goal, jobs=jobs, progress=progress, wait=wait)
    _note_what_is_missing(session, goal.first[0])
    if revision is None:
        keep_of_head(session)
    if report.boundary:
        ends = "one commit" if report.boundary == 1 else f"{report.boundary} commits"
        session.note(f"this clone is shallow: history ends at {ends}, `git fetch --unshallow` gets it")
    return report


def _note_what_is_missing(session: Session, oid: str) -> None:
    graph = session.graph(oid)
    if not any(path.endswith(".rs") for path in graph.files):
        session.note(f"there is no Rust in {oid[:10]}: no file ends in .rs")
    for trouble in manifest_troubles(graph.cargo)[:MOST_NOTES]:
        session.note(trouble)


def initialise(session: Session, template: str) -> list[str]:
    """Makes the store, and `rgraph.toml` where there is none; says what it did. Raises RepositoryError, StoreError."""
    said = [f"store: {session.store.directory}"]
    folder = session.repository.workdir
    if folder is None:
        return [*said, f"{CONFIG}: none written, this repository is bare"]
    path = folder / CONFIG
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(template)
    except FileExistsError:
        return [*said, f"{CONFIG}: already exists, left unchanged"]
    except OSError as error:
        raise RepositoryError(f"cannot write {path}: {os.strerror(error.errno or 0)}") from error
    return [*said, f"{CONFIG}: written, with every line commented out"]


def pin(session: Session, revisions: Sequence[str], why: str = "rgraph gc --pin") -> list[str]:
    """Keeps commits through every `gc` although no ref may reach them; indexes them first. Says what it did."""
    oids = [session.repository.resolve(revision) for revision in revisions]
    session.ensure(oids)
    with session.store.writing() as writer:
        for oid in oids:
            writer.add_pin(oid, why)
        writer.flush()
    return [f"pinned {oid[:10]}" for oid in oids]


def unpin(session: Session, revisions: Sequence[str]) -> list[str]:
    """Lets pinned commits go with the next `gc`, unless refs reach them. Raises RevisionError for one not pinned."""
    oids = [session.repository.resolve(revision) for revision in revisions]
    for oid in oids:
        if oid not in session.store.pins():
            raise RevisionError(f"{oid[:10]} is not pinned", "`rgraph gc --pin REV` pins one")
    with session.store.writing() as writer:
        for oid in oids:
            writer.drop_pin(oid)
        writer.flush()
    return [f"unpinned {oid[:10]}" for oid in oids]
