"""Many commits: stretches of history linked by workers, written here in transactions of many commits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.gaps import Gap
from rgraph.store.store import Store
from rgraph.store.writer import Writer

from .commit_linker import CommitLinker, LinkedCommit
from .left_off import resume, write_linked
from .order import Ranges, lineage
from .pool import Pool
from .progress import Progress, Stage
from .python_gc import Collector
from .worker import LinkCommits, Request, Start

PARALLEL_COMMITS = 40
"""Commits from which workers pay: each links its first commit from scratch."""

STEP = 25
"""Commits given to a worker at once."""

FLUSH_SECONDS = 5.0
"""What is written at the latest: an interrupted run loses no more than this."""


def link_history(
    repository: Repository,
    store: Store,
    writer: Writer,
    todo: Sequence[CommitRecord],
    jobs: int,
    progress: Progress,
) -> tuple[int, int, list[Gap]]:
    """Index commits (given parents first): how many commits and contents were written, what internal errors cost."""
    gaps: dict[str, Gap] = {}  # each once, however many commits have it
    progress.start(Stage.HISTORY, len(todo))
    ordered = lineage(todo)
    records = {record.oid: record for record in ordered}
    commits = contents = 0
    flushed = time.monotonic()
    for linked in _linked(repository, store, ordered, jobs):
        write_linked(writer, records[linked.oid], linked)
        commits += 1
        gaps |= {gap.what: gap for gap in linked.gaps}
        contents += len(linked.analyses)
        if writer.full or time.monotonic() - flushed > FLUSH_SECONDS:
            writer.flush()
            flushed = time.monotonic()
        progress.advance()
    writer.flush()
    return commits, contents, list(gaps.values())


def _linked(repository: Repository, store: Store, ordered: Sequence[CommitRecord], jobs: int) -> Iterator[LinkedCommit]:
    if jobs == 1 or len(ordered) < PARALLEL_COMMITS or store.directory is None:
        yield from _linked_here(repository, store, ordered)
        return
    ranges, lock = Ranges(len(ordered), jobs, STEP, PARALLEL_COMMITS), threading.Lock()

    def next_request(worker: int) -> Request | None:
        with lock:
            stretch = ranges.take(worker)
        return LinkCommits([ordered[index] for index in stretch]) if stretch else None

    with Pool(Start(repository, store.directory), jobs) as pool:
        pool.begin(next_request)
        for reply in pool.rest():
            assert isinstance(reply, LinkedCommit)
            yield reply


def _linked_here(repository: Repository, store: Store, ordered: Sequence[CommitRecord]) -> Iterator[LinkedCommit]:
    linker = CommitLinker(repository, store.contents)
    resume(store, repository, linker, ordered[0].oid)
    collector = Collector()
    for record in ordered:
        yield linker.link(record)
        collector.linked()
