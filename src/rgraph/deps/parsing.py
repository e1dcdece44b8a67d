"""Contents analysed here and, where there are enough, in worker processes beside."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol, TypeAlias

from rgraph.index.analysis import Analysis, analyse
from rgraph.index.pool import Pool
from rgraph.index.progress import Progress, Stage
from rgraph.index.python_gc import uncollected
from rgraph.index.worker import AnalyseFacts, Start
from rgraph.model.ids import Oid
from rgraph.store.stored_records import Part

Content: TypeAlias = tuple[Oid, bytes, Part]
"""Git's name of a content, its bytes, and how it is read."""

PARALLEL_BYTES = 500_000
"""Source text from which starting a process (0.15 s) pays."""

CHUNK_BYTES = 150_000
"""Source text handed to a worker at once."""


class Analyser(Protocol):
    """What reads contents, here or elsewhere."""

    def analysed(self, contents: Sequence[Content]) -> Iterator[Analysis]:
        """What is found in each, in no order."""


class Parsing:
    """Facts of contents, without their bodies. The workers end when the block is left."""

    def __init__(self, jobs: int | None, progress: Progress) -> None:
        self._jobs = jobs or os.cpu_count() or 1
        self._progress = progress
        self._stack = ExitStack()
        self._pool: Pool | None = None

    def __enter__(self) -> Parsing:
        self._stack.enter_context(uncollected())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)

    def analysed(self, contents: Sequence[Content]) -> Iterator[Analysis]:
        """What is found in each, in no order. Raises WorkerError where a worker ended early."""
        self._progress.start(Stage.PARSING, len(contents))
        for analysis in self._all(Chunks(contents, CHUNK_BYTES)):
            self._progress.advance()
            yield analysis

    def _all(self, chunks: Chunks) -> Iterator[Analysis]:
        pool = self._workers(chunks)
        if pool is not None:
            pool.begin(lambda _: chunks.request())
        while (chunk := chunks.take()) is not None:
            yield from analysed_here(chunk)
            if pool is not None:
                yield from (reply for reply in pool.ready() if isinstance(reply, Analysis))
        if pool is not None:
            yield from (reply for reply in pool.rest() if isinstance(reply, Analysis))

    def _workers(self, chunks: Chunks) -> Pool | None:
        if self._pool is None and self._jobs > 1 and chunks.bytes >= PARALLEL_BYTES:
            self._pool = self._stack.enter_context(Pool(Start(), self._jobs - 1))
        return self._pool


def analysed_here(chunk: Iterable[Content]) -> Iterator[Analysis]:
    """What is found in each content of a portion, without bodies."""
    for oid, data, part in chunk:
        yield analyse(oid, data, part, without=Part.BODIES).analysis


class Chunks:
    """Contents in portions of about a size, the biggest files first, for several threads to take from."""

    def __init__(self, contents: Sequence[Content], size: int) -> None:
        ordered = sorted(contents, key=lambda content: (len(content[1]), content[0]))
        self.bytes = sum(len(data) for _, data, _ in ordered)
        self._waiting: list[list[Content]] = []
        self._lock = threading.Lock()
        room = 0
        for content in ordered:
            if room < len(content[1]) or not self._waiting:
                self._waiting.append([])
                room = size
            self._waiting[-1].append(content)
            room -= len(content[1])

    def take(self) -> list[Content] | None:
        """The next portion; None where nothing is left."""
        with self._lock:
            return self._waiting.pop() if self._waiting else None

    def request(self) -> AnalyseFacts | None:
        """The same, as a worker is asked."""
        chunk = self.take()
        return None if chunk is None else AnalyseFacts(chunk)
