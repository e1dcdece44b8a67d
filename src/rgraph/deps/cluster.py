"""Contents analysed on the workers of a dask scheduler, for scans of many machines' worth; the writer stays here."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError
from rgraph.index.analysis import Analysis
from rgraph.index.progress import Progress, Stage
from rgraph.model.facts import EXTRACTOR

from .limits import ANSWER_SECONDS
from .parsing import Chunks, Content, analysed_here

if TYPE_CHECKING:
    from distributed import Client, Future, as_completed

CHUNK_BYTES = 400_000
"""Source text of one task: a second's work, which a message's price is nothing against."""

AHEAD = 3
"""Tasks per thread of a worker that are under way at once; the rest waits here, so that no memory fills."""


def read_chunk(chunk: Sequence[Content]) -> tuple[int, list[Analysis]]:
    """What a worker does: the version of its facts, and the facts."""
    return EXTRACTOR, list(analysed_here(chunk))


class Cluster:
    """As `parsing.Parsing`, on the workers of a scheduler. What a lost one had under way others do, or this process."""

    def __init__(self, address: str, progress: Progress) -> None:
        self._address = address
        self._progress = progress
        self._client: Client | None = None

    def __enter__(self) -> Cluster:
        try:
            from distributed import Client
        except ImportError:
            raise ConfigError(
                "--scheduler needs the extra `distributed`", "pip install 'rgraph-rs[distributed]'"
            ) from None
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what is lost over there is done here
        try:
            self._client = Client(self._address, timeout=f"{ANSWER_SECONDS}s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise ConfigError(f"no scheduler answers at {self._address} ({str(error)[:200]})") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    def analysed(self, contents: Sequence[Content]) -> Iterator[Analysis]:
        """What is found in each, in no order."""
        self._progress.start(Stage.PARSING, len(contents))
        for analysis in self._all(Chunks(contents, CHUNK_BYTES)):
            self._progress.advance()
            yield analysis

    def _all(self, chunks: Chunks) -> Iterator[Analysis]:
        from distributed import as_completed

        waiting = as_completed(loop=self._required.loop)
        sent: dict[str, list[Content]] = {}
        self._send(chunks, waiting, sent)
        for future in waiting:
            yield from self._result(future, sent.pop(future.key))
            self._send(chunks, waiting, sent)
        while (chunk := chunks.take()) is not None:  # no worker was there to take it
            yield from analysed_here(chunk)

    @property
    def _required(self) -> Client:
        assert self._client is not None  # inside the block
        return self._client

    def _send(self, chunks: Chunks, waiting: as_completed, sent: dict[str, list[Content]]) -> None:
        """Have every worker busy, and some tasks ahead."""
        room = AHEAD * self._threads()
        while len(sent) < room and (chunk := chunks.take()) is not None:
            future = self._required.submit(read_chunk, chunk, pure=False)
            sent[future.key] = chunk
            waiting.add(future)

    def _threads(self) -> int:
        """How many threads all workers have; 0 where the scheduler is there no more."""
        try:
            return sum(self._required.nthreads().values()) if self._required.status == "running" else 0
        except OSError:
            return 0

    def _result(self, future: Future, chunk: list[Content]) -> Iterator[Analysis]:
        """What a worker found; where it was lost, failed, or has another rgraph, what is found here."""
        extractor, found = 0, list[Analysis]()
        with contextlib.suppress(Exception):  # whatever became of it over there: the work can be done here
            extractor, found = future.result()
        future.release()
        yield from found if extractor == EXTRACTOR else analysed_here(chunk)
