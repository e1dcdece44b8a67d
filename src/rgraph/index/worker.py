"""A worker process: analyses contents and links stretches of history for the process that started it.

Messages are pickles on stdin and stdout; the worker ends when its stdin does, so it never outlives its parent.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rgraph.errors import RgraphError
from rgraph.git.records import CommitRecord
from rgraph.git.repository import Repository
from rgraph.model.ids import Oid
from rgraph.store.stored_records import Part

from .analysis import Analysis, analyse
from .commit_linker import CommitLinker, LinkedCommit
from .python_gc import Collector, uncollected

if TYPE_CHECKING:
    from rgraph.store.store import Store


class WorkerError(RgraphError):
    """A worker process ended before its work was done."""

    exit_code = 70


@dataclass(frozen=True, slots=True)
class Start:
    """The first message: where everything is; None for workers that only read what they are handed."""

    repository: Repository | None = None
    directory: Path | None = None


@dataclass(frozen=True, slots=True)
class Analyse:
    """Read these contents; one `Analysis` comes back for each, then `Done`."""

    wanted: Sequence[tuple[Oid, Part | None]]


@dataclass(frozen=True, slots=True)
class AnalyseFacts:
    """Read these contents, but not their bodies; one `Analysis` comes back for each, then `Done`."""

    contents: Sequence[tuple[Oid, bytes, Part]]


@dataclass(frozen=True, slots=True)
class LinkCommits:
    """Link these commits in order; one `LinkedCommit` comes back for each, then `Done`."""

    records: Sequence[CommitRecord]


@dataclass(frozen=True, slots=True)
class Done:
    """The last message was dealt with."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be; the worker has ended. `trace` is for the log where the error is a bug."""

    error: RgraphError
    trace: str = ""


Request = Start | Analyse | AnalyseFacts | LinkCommits
Reply = Analysis | LinkedCommit | Done | Failed


def serve(requests: Iterator[Request]) -> Iterator[Reply]:
    """Replies to the requests, the first of which is `Start`."""
    from rgraph.store.store import open_store

    start = next(requests)
    assert isinstance(start, Start)
    store: Store | None = None  # its file is closed when nobody holds it
    linker: CommitLinker | None = None
    collector = Collector()
    for request in requests:
        if isinstance(request, AnalyseFacts):
            for oid, data, reading in request.contents:
                yield analyse(oid, data, reading, without=Part.BODIES).analysis
        elif isinstance(request, Analyse):
            assert start.repository is not None
            for oid, part in request.wanted:
                yield analyse(oid, start.repository.read(oid), part).analysis
        elif isinstance(request, LinkCommits):
            assert start.repository is not None
            store = store or open_store(start.directory)
            linker = linker or CommitLinker(start.repository, store.contents)
            for record in request.records:
                yield _linked(linker, record)
                collector.linked()
        yield Done()


def _linked(linker: CommitLinker, record: CommitRecord) -> LinkedCommit:
    try:
        return linker.link(record)
    except Exception as error:
        error.add_note(f"while linking commit {record.oid}")
        raise


def _requests(stream: BinaryIO) -> Iterator[Request]:
    while True:
        try:
            yield pickle.load(stream)
        except EOFError:
            return


def main() -> None:
    """Serve stdin to stdout. The terminal's Ctrl-C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 20)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not get among the messages
    try:
        with uncollected():
            for reply in serve(_requests(sys.stdin.buffer)):
                pickle.dump(reply, replies, protocol=5)
                replies.flush()
    except BrokenPipeError:
        os._exit(1)
    except RgraphError as error:
        _fail(replies, Failed(error))
    except Exception as error:
        hint = "Please report it with the log; --jobs 1 may show more."
        _fail(replies, Failed(WorkerError(f"a worker process failed: {error!r}", hint), traceback.format_exc()))
        sys.exit(1)


def _fail(replies: BinaryIO, failed: Failed) -> None:
    pickle.dump(failed, replies)
    replies.flush()
