"""The process in which a user's script runs: one question on stdin, one answer on stdout, a limit of memory between."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

import msgspec

from rgraph.errors import QueryError, RgraphError

from .limits import MAX_REPLY_BYTES


class Question(msgspec.Struct, frozen=True):
    """A script for the store at `path`, after a prefix of rgraph's own; `memory` in bytes."""

    path: str
    script: str
    params: dict[str, Any]
    prefix: str
    memory: int


class Reply(msgspec.Struct, frozen=True):
    """What the script gave; or what was wrong with it, and at which byte."""

    headers: list[str] = []
    rows: list[list[Any]] = []
    error: str = ""
    hint: str = ""
    offset: int | None = None


def main() -> None:
    """Answers the question on stdin."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    question = msgspec.msgpack.decode(sys.stdin.buffer.read(size), type=Question)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    answers.write(b"\n")
    answers.flush()
    answers.write(_packed(question))
    answers.flush()
    os._exit(0)


def _packed(question: Question) -> bytes:
    try:
        packed = msgspec.msgpack.encode(answer(question), enc_hook=str)
    except MemoryError:
        packed = b""
    if not packed or len(packed) > MAX_REPLY_BYTES:
        what = f"the answer is larger than {MAX_REPLY_BYTES >> 20} MB" if packed else "the query took too much memory"
        packed = msgspec.msgpack.encode(Reply(error=what, hint="Narrow it, or give `:limit`."))
    return packed


def answer(question: Question) -> Reply:
    """The reply to a question."""
    from .engine import open_engine

    try:
        engine = open_engine(Path(question.path), client=True)
        limit_memory(question.memory)
        headers, rows = engine.run_foreign(question.script, question.params, question.prefix)
    except QueryError as error:
        return Reply(error=error.message, hint=error.hint, offset=error.offset)
    except RgraphError as error:
        return Reply(error=error.message, hint=error.hint)
    return Reply(headers, rows)


def limit_memory(more: int) -> None:
    """Let this process have so many bytes more than it has now, where the system can say so."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
        room = more + used + (_RESERVED if kind == resource.RLIMIT_AS else 0)
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or room < hard:
            resource.setrlimit(kind, (room, room))


_RESERVED = 4 << 30
"""Address space that threads and allocators reserve and do not use."""


def _end_with_parent() -> None:
    """Whoever asked keeps our input open; when it is gone nobody waits for the answer."""
    os.read(0, 1)
    os._exit(1)
