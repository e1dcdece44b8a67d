"""One commit at once: its contents analysed on all cores, its edges linked from the nearest commit that is kept."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.gaps import Gap
from rgraph.model.ids import Oid, RepoPath
from rgraph.store.store import Store
from rgraph.store.stored_records import Part
from rgraph.store.writer import Writer

from .analysis import Analysis, analyse
from .commit_linker import CommitLinker
from .interrupted import Kept
from .left_off import FAR, last_head, nearest_kept, resume_at, write_linked
from .pool import Pool
from .progress import Progress, Stage
from .watch import watched
from .worker import Analyse, Start

PARALLEL_BYTES = 500_000
"""Source text from which starting a process (0.15 s) pays."""

PARALLEL_FILES = 24
"""Files changed since the last HEAD from which linking on several cores pays."""

CHUNK_BYTES = 150_000
"""Source text handed to a worker at once."""


class Commits:
    """Indexes commits one at a time, each as a difference to the nearest that it can be linked from: the last one that
    was indexed here, the last HEAD, or one far from that.
    """

    def __init__(self, repository: Repository, store: Store, writer: Writer, jobs: int, progress: Progress) -> None:
        self._repository, self._store, self._writer = repository, store, writer
        self._jobs, self._progress = jobs, progress
        self._linker: CommitLinker | None = None
        self._kept: dict[RepoPath, bytes] | None = None  # HEAD's footprints that are in the store, once they are read

    def nearest(self, records: Sequence[CommitRecord]) -> list[CommitRecord]:
        """Commits in an order in which each is near to the one before: HEAD first, then by what differs from it."""
        base = last_head(self._store, self._repository)
        if base is None or len(records) < 2:
            return list(records)
        away = {record.oid: len(self._repository.changes(base, record.oid)) for record in records}
        head = self._repository.head()
        return sorted(records, key=lambda record: (record.oid != head, away[record.oid]))

    def index(self, record: CommitRecord) -> tuple[int, list[Gap]]:
        """Index one commit and flush; returns how many contents were new, and what internal errors cost."""
        base, away = nearest_kept(record.oid, self._store, self._repository)
        linker, many = self._linker_for(record, base, away)
        tree = self._repository.tree(record.oid)
        wanted = linker.missing(tree)
        gaps = _analyse_all(self._repository, self._store, self._writer, linker, wanted, self._jobs, self._progress)
        if linker.jobs > 1:
            linker.hold_bodies(tree)
        self._progress.start(Stage.LINKING, 1)
        keeper = Kept(self._store.directory, record.tree) if many else None
        with watched(linker.working_on, self._progress):
            linked = linker.link(record, keeper)
        write_linked(self._writer, record, linked)
        self._keep(record, linker, away)
        self._writer.flush()
        self._linker = linker
        if keeper is not None:
            keeper.discard()
        self._progress.advance()
        return len(wanted), [*gaps, *linked.gaps]

    def _linker_for(self, record: CommitRecord, base: Oid | None, away: int | None) -> tuple[CommitLinker, bool]:
        """The linker that stands nearest, and whether so much differs that linking on several cores pays."""
        here = self._away(self._linker.at if self._linker is not None else None, record)
        if self._linker is not None and here is not None and (away is None or here <= away):
            many = here >= PARALLEL_FILES
            if not many or self._linker.jobs >= self._jobs:
                return self._linker, many
        many = away is None or away >= PARALLEL_FILES
        linker = CommitLinker(self._repository, self._store.contents, self._jobs if many else 1, spares=True)
        resume_at(base, self._store, linker)
        if base == self._store.footprints.commit():
            self._kept = dict(linker.footprints)
        return linker, many

    def _away(self, base: Oid | None, record: CommitRecord) -> int | None:
        return len(self._repository.changes(base, record.oid)) if base is not None else None

    def _keep(self, record: CommitRecord, linker: CommitLinker, away: int | None) -> None:
        """Keep the footprints of HEAD, from which the next commit is linked, and of what is far from all kept ones. A
        HEAD that was far from this one stays beside it."""
        head = last_head(self._store, self._repository)
        if record.oid == self._repository.head() or head is None:
            stays = (self._away(head, record) or 0) >= FAR
            self._writer.footprints.set(record.oid, *self._differing(linker), stays)
            self._kept = dict(linker.footprints)
        elif away is not None and away >= FAR:
            self._writer.footprints.keep_far(record.oid, *self._differing(linker))

    def _differing(self, linker: CommitLinker) -> tuple[dict[RepoPath, bytes], set[RepoPath]]:
        """The footprints that are not those of the last HEAD, and the paths of which only that has one."""
        if self._kept is None:
            before = self._store.footprints.commit()
            self._kept = self._store.footprints.of(before) if before is not None else {}
        kept = self._kept
        changed = {path: value for path, value in linker.footprints.items() if kept.get(path) != value}
        return changed, kept.keys() - linker.footprints.keys()


def _analyse_all(
    repository: Repository,
    store: Store,
    writer: Writer,
    linker: CommitLinker,
    wanted: Sequence[tuple[Oid, Part | None]],
    jobs: int,
    progress: Progress,
) -> list[Gap]:
    """Analyse contents here and, where there are enough, in workers beside; all are stored when this returns."""
    gaps: list[Gap] = []
    progress.start(Stage.PARSING, len(wanted))
    chunks = _Chunks(repository, wanted)
    workers = min(jobs - 1, len(chunks.waiting) - 1) if chunks.bytes >= PARALLEL_BYTES else 0
    if workers <= 0 or store.directory is None:
        for portion in chunks.waiting:
            if writer.full:
                writer.flush()
            gaps += _analyse_here(repository, writer, linker, portion, progress)
    else:
        with Pool(Start(repository, store.directory), workers) as pool:
            pool.begin(lambda _: chunks.request())
            while (chunk := chunks.take()) is not None:
                if writer.full:
                    writer.flush()
                gaps += _analyse_here(repository, writer, linker, chunk, progress)
                for reply in pool.ready():
                    gaps += _note(reply, writer, linker, progress)
            for reply in pool.rest():
                gaps += _note(reply, writer, linker, progress)
    writer.flush()
    return gaps


class _Chunks:
    """Contents in portions, the biggest files first, for several threads to take from."""

    def __init__(self, repository: Repository, wanted: Sequence[tuple[Oid, Part | None]]) -> None:
        sized = sorted(((repository.blob_size(oid), oid, part) for oid, part in wanted), key=lambda one: one[:2])
        self.bytes = sum(size for size, _, _ in sized)
        self.waiting: list[list[tuple[Oid, Part | None]]] = []
        room = 0
        for size, oid, part in sized:
            if room < size or not self.waiting:
                self.waiting.append([])
                room = CHUNK_BYTES
            self.waiting[-1].append((oid, part))
            room -= size
        self._lock = threading.Lock()

    def take(self) -> list[tuple[Oid, Part | None]] | None:
        """The next portion, None when there is none."""
        with self._lock:
            return self.waiting.pop() if self.waiting else None

    def request(self) -> Analyse | None:
        """The next portion for a worker."""
        chunk = self.take()
        return Analyse(chunk) if chunk else None


def _analyse_here(
    repository: Repository,
    writer: Writer,
    linker: CommitLinker,
    chunk: Sequence[tuple[Oid, Part | None]],
    progress: Progress,
) -> list[Gap]:
    gaps: list[Gap] = []
    for oid, part in chunk:
        known = analyse(oid, repository.read(oid), part)
        gaps += known.analysis.gaps
        linker.learn(known)
        writer.add_blob(known.analysis.blob, known.analysis.parts)
    progress.advance(len(chunk))
    return gaps


def _note(reply: object, writer: Writer, linker: CommitLinker, progress: Progress) -> tuple[Gap, ...]:
    assert isinstance(reply, Analysis)
    linker.note(reply)
    writer.add_blob(reply.blob, reply.parts)
    progress.advance()
    return reply.gaps
