"""Worker processes and the threads that talk to them; what they send waits in one bounded queue."""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import IO

from rgraph.children import ELSEWHERE, deaf, environment, python_command
from rgraph.errors import RgraphError

from .worker import Done, Failed, Reply, Request, Start, WorkerError

WAITING = 32
"""Replies that wait to be written before the workers have to."""

COMMAND = "from rgraph.index.worker import main; main()"
"""What a worker runs: by import, so that its messages are of the same classes as ours."""

NextRequest = Callable[[int], Request | None]
"""What a worker (by number) is to do next; None: nothing is left for it. Called from the workers' threads."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """A worker has nothing left to do."""

    error: BaseException | None


class Pool:
    """Worker processes, ended when the block is left, however that happens."""

    def __init__(self, start: Start, workers: int) -> None:
        self._processes = [_spawn() for _ in range(workers)]
        self._start = start
        self._queue: queue.Queue[Reply | _Ended] = queue.Queue(WAITING)
        self._closed = threading.Event()
        self._started: set[int] = set()
        self._running = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closed.set()
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]

    def begin(self, next_request: NextRequest) -> None:
        """Let the workers begin; take the replies with `ready` and `rest` before the next time."""
        for number, process in enumerate(self._processes):
            self._running += 1
            threading.Thread(target=self._talk, args=(number, process, next_request), daemon=True).start()

    def ready(self) -> Iterator[Reply]:
        """The replies that are there by now. Raises RgraphError: what went wrong in a worker, or that it ended."""
        while self._running:
            try:
                yield from self._take(self._queue.get_nowait())
            except queue.Empty:
                return

    def rest(self) -> Iterator[Reply]:
        """Replies as they come, until no worker has anything left to do. Raises as `ready`."""
        while self._running:
            yield from self._take(self._queue.get())

    def _take(self, reply: Reply | _Ended) -> Iterator[Reply]:
        if not isinstance(reply, _Ended):
            yield reply
            return
        self._running -= 1
        if reply.error is not None:
            raise reply.error

    def _talk(self, number: int, process: subprocess.Popen[bytes], next_request: NextRequest) -> None:
        error: BaseException | None = None
        try:
            if number not in self._started:
                self._started.add(number)
                _send(process, self._start)
            while (request := next_request(number)) is not None and not self._closed.is_set():
                _send(process, request)
                for reply in _replies(process):
                    self._put(reply)
        except Exception as caught:  # whatever it is, who waits for replies must hear of it
            error = caught if isinstance(caught, RgraphError) else _lost(process, caught)
        self._put(_Ended(error))

    def _put(self, reply: Reply | _Ended) -> None:
        while not self._closed.is_set():
            with contextlib.suppress(queue.Full):
                self._queue.put(reply, timeout=0.5)
                return


def _spawn() -> subprocess.Popen[bytes]:
    with deaf():
        return subprocess.Popen(
            python_command(COMMAND),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ELSEWHERE,
            env=environment(),
        )


def _send(process: subprocess.Popen[bytes], request: Request) -> None:
    stream = _stream(process.stdin)
    pickle.dump(request, stream, protocol=5)
    stream.flush()


def _replies(process: subprocess.Popen[bytes]) -> Iterator[Reply]:
    while True:
        reply: Reply = pickle.load(_stream(process.stdout))
        if isinstance(reply, Failed):
            if reply.trace:
                reply.error.add_note(reply.trace)
            raise reply.error
        if isinstance(reply, Done):
            return
        yield reply


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # all are pipes
    return stream


def _lost(process: subprocess.Popen[bytes], cause: Exception) -> WorkerError:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(1)  # its pipe closes a moment before it has ended
    error = WorkerError(
        f"a worker process ended early (exit code {process.returncode})",
        "Run it again: what was done is kept. --jobs 1 uses none.",
    )
    error.add_note(f"{cause!r}")
    return error
