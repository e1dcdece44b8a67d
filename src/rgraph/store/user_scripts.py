"""Running a user's script within limits of time and memory; `view.query` decides what such a script may hold."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Mapping

import msgspec

from rgraph.children import ELSEWHERE, deaf, environment, python_command
from rgraph.errors import QueryError

from .engine import Engine, Rows
from .foreign import Question, Reply
from .limits import GRACE_SECONDS, QUERY_MEMORY

_CHILD = "from rgraph.store.foreign import main; main()"
_NARROW = "Narrow it (bind the file or item first), or give `:limit`."


def run(
    engine: Engine,
    script: str,
    params: Mapping[str, object],
    seconds: float,
    rules: str = "",
    memory: int = QUERY_MEMORY,
) -> tuple[list[str], Rows]:
    """Headers and rows of a script run immutable after rgraph's own rules.

    It runs in a process of its own: neither Ctrl-C nor the clock stops a script within this one, and nothing bounds its
    memory. A database in memory, or of rocksdb, has no other process, so a thread is left behind there.

    Raises:
        QueryError: what is wrong with it, and the byte where; or that it took too long or too much.
    """
    prefix = f"{rules}\n:timeout {seconds:.3f}\n"
    if engine.path is None or engine.is_exclusive:
        return _in_thread(engine, script, params, seconds, prefix)
    reply = _ask(Question(str(engine.path), script, dict(params), prefix, memory), seconds)
    if reply.error:
        failure = QueryError(reply.error, reply.hint)
        failure.offset = reply.offset
        raise failure
    return reply.headers, reply.rows


def _ask(question: Question, seconds: float) -> Reply:
    try:
        asked = msgspec.msgpack.encode(question)
    except (UnicodeEncodeError, OverflowError, TypeError) as error:
        raise QueryError(f"a parameter cannot be given to a query: {error}") from None
    with deaf():
        process = subprocess.Popen(
            python_command(_CHILD),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ELSEWHERE,
            env=environment(),
        )
    try:
        answered = _talk(process, asked, seconds)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
    if not answered:
        raise _died(process.returncode, question.memory)
    return msgspec.msgpack.decode(answered, type=Reply)


def _talk(process: subprocess.Popen[bytes], asked: bytes, seconds: float) -> bytes:
    """The answer; empty where the child died. Its input stays open: when that ends, it ends too."""
    assert process.stdin is not None and process.stdout is not None  # both are pipes
    late = threading.Event()

    def too_late() -> None:
        late.set()
        process.kill()

    try:
        process.stdin.write(len(asked).to_bytes(8, "big") + asked)
        process.stdin.flush()
        process.stdout.read(1)  # it has read the question: the clock is the script's
        clock = threading.Timer(seconds + GRACE_SECONDS, too_late)
        clock.daemon = True
        clock.start()
        answered = process.stdout.read()
        clock.cancel()
    except BrokenPipeError:
        answered = b""
    if late.is_set():
        raise _too_long(seconds)
    if not answered:
        process.wait()
    return answered


def _died(code: int, memory: int) -> QueryError:
    if code in (-signal.SIGSEGV, -signal.SIGBUS):
        return QueryError("the engine crashed on this query", "Is it nested deeply? docs/query.md shows the syntax.")
    if code in (-signal.SIGABRT, -signal.SIGKILL):
        return QueryError(f"the query took more than {memory >> 20:,} MB of memory", _NARROW)
    return QueryError(f"the process of the query ended early (exit code {code})", _NARROW)


def _too_long(seconds: float) -> QueryError:
    return QueryError(
        f"the query took longer than {seconds:g} s", "Narrow it (bind the file or item first), or raise --timeout."
    )


def _in_thread(
    engine: Engine, script: str, params: Mapping[str, object], seconds: float, prefix: str
) -> tuple[list[str], Rows]:
    result: list[tuple[list[str], Rows]] = []
    failure: list[BaseException] = []

    def call() -> None:
        try:
            result.append(engine.run_foreign(script, params, prefix))
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(seconds + GRACE_SECONDS)
    if thread.is_alive():
        raise _too_long(seconds)
    if failure:
        raise failure[0]
    return result[0]
