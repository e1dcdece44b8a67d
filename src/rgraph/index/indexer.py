"""Indexing: from commits to contents, edges and the store; HEAD is usable first, and no commit is half there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rgraph.errors import RevisionError
from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.gaps import Gap
from rgraph.model.ids import Oid
from rgraph.store.store import Store
from rgraph.store.writer import Writer

from .progress import SILENCE, IndexReport, Progress
from .python_gc import uncollected


class Scope(StrEnum):
    """Which commits an index run is to make usable."""

    HEAD = "head"
    HISTORY = "history"  # every commit reachable from HEAD
    ALL = "all"  # from every ref and HEAD


@dataclass(frozen=True, slots=True)
class Wanted:
    """Commits to index: `first` at once and in this order, then what is reachable from `tips`."""

    first: tuple[Oid, ...]
    tips: tuple[Oid, ...] = ()
    hide: tuple[Oid, ...] = ()


def wanted(repository: Repository, scope: Scope = Scope.HEAD, revision: str | None = None) -> Wanted:
    """What a command line asks for: HEAD, a revision, a range `A..B` (both ends included), or histories.

    Raises:
        RevisionError: there is no commit yet, or the revision names none.
    """
    if revision is not None and ".." in revision:
        ends = repository.parse_range(revision)
        return Wanted((ends.new, ends.old), (ends.new,), (ends.old,))
    head = repository.resolve(revision) if revision is not None else repository.head()
    if head is None:
        raise RevisionError("this repository has no commits yet", "Commit something, then index it.")
    if scope is Scope.HEAD:
        return Wanted((head,))
    tips = (head, *repository.refs().values()) if scope is Scope.ALL else (head,)
    return Wanted((head,), tuple(dict.fromkeys(tips)))


def index(
    repository: Repository,
    store: Store,
    goal: Wanted,
    *,
    jobs: int | None = None,
    progress: Progress = SILENCE,
    wait: float = -1,
) -> IndexReport:
    """Make commits usable; what already exists costs nothing. `wait`: seconds for another writer (-1: no end).

    Raises:
        LockedError: another process is writing the store.
        StoreError, RepositoryError: what was flushed before stays, and the next run goes on from there.
    """
    began = time.monotonic()
    if is_done(store, goal):
        return IndexReport(0, 0, time.monotonic() - began)
    with store.writing(wait, progress.waiting) as writer, uncollected():
        run = _Run(repository, store, writer, progress, jobs or os.cpu_count() or 1)
        run.first(goal.first)
        run.history(goal)
    return IndexReport(run.commits, run.contents, time.monotonic() - began, len(run.boundary), run.gaps)


def ensure(
    repository: Repository, store: Store, oids: Iterable[Oid], progress: Progress = SILENCE, wait: float = -1
) -> list[Oid]:
    """Index those of some commits that are not indexed; returns them. `wait` and what is raised as in `index`."""
    asked = tuple(dict.fromkeys(oids))
    indexed = store.versions.indexed(asked)
    missing = [oid for oid in asked if oid not in indexed]
    if missing:
        index(repository, store, Wanted(tuple(missing)), progress=progress, wait=wait)
    return missing


def is_done(store: Store, goal: Wanted) -> bool:
    """Whether everything asked for is indexed; quick, and without the writer's lock."""
    if len(store.versions.indexed(goal.first)) < len(set(goal.first)):
        return False
    return not goal.hide and len(store.versions.complete(goal.tips)) == len(set(goal.tips))


class _Run:
    """One index run under the writer's lock."""

    def __init__(self, repository: Repository, store: Store, writer: Writer, progress: Progress, jobs: int) -> None:
        self._repository = repository
        self._store = store
        self._writer = writer
        self._progress = progress
        self._jobs = jobs if store.directory is not None and not store.is_exclusive else 1
        self.commits = 0
        self.contents = 0
        self.boundary: set[Oid] = set()
        self.gaps: list[Gap] = []

    def first(self, oids: Sequence[Oid]) -> None:
        """Index these before anything else, each usable as soon as it is done."""
        from .single_commit import Commits

        commits = Commits(self._repository, self._store, self._writer, self._jobs, self._progress)
        indexed = self._store.versions.indexed(oids)
        for oid in filter(indexed.__contains__, oids):
            self._progress.usable(oid)
        missing = [self._repository.commit(oid) for oid in dict.fromkeys(oids) if oid not in indexed]
        self._note_boundary(missing)
        for record in commits.nearest(missing):
            contents, gaps = commits.index(record)
            self.contents += contents
            self.gaps += gaps
            self.commits += 1
            self._progress.usable(record.oid)

    def history(self, goal: Wanted) -> None:
        """Index what is reachable from the tips and is not there."""
        from .many_commits import link_history

        if not goal.tips:
            return
        todo = self._todo(goal)
        if todo:
            commits, contents, gaps = link_history(
                self._repository, self._store, self._writer, todo, self._jobs, self._progress
            )
            self.commits += commits
            self.contents += contents
            self.gaps += gaps
        if not goal.hide and not self._repository.shallow_commits():  # a later fetch brings a shallow clone more
            self._writer.mark_complete(goal.tips)
        self._writer.flush()

    def _todo(self, goal: Wanted) -> list[CommitRecord]:
        complete = [oid for oid in self._store.versions.all_complete() if self._repository.has_commit(oid)]
        records = list(self._repository.walk(goal.tips, [*goal.hide, *complete]))
        self._note_boundary(records)
        self._mend_boundary(records)
        indexed = self._store.versions.indexed(record.oid for record in records)
        return [record for record in records if record.oid not in indexed]

    def _mend_boundary(self, records: Iterable[CommitRecord]) -> None:
        """Where a fetch has moved the end of a shallow clone, the commits that were its end get their parents."""
        roots = self._store.versions.roots()
        for record in records:
            if record.parents and record.oid in roots:
                self._writer.set_parents(record.oid, record.parents)

    def _note_boundary(self, records: Iterable[CommitRecord]) -> None:
        self.boundary.update(record.oid for record in records if record.boundary)
