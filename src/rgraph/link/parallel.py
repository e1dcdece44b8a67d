"""Spreads work over forked processes. Each does its share and sends the results back through a pipe."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def spread(
    keys: Sequence[K],
    work: Callable[[K], V],
    jobs: int,
    weight: Callable[[K], int],
    pack: Callable[[V], Any],
    unpack: Callable[[Any], V],
) -> dict[K, V]:
    """The results of `work` for all keys, in their order, from up to `jobs` processes with shares of about equal
    weight.

    Results of children are packed and pickled. Raises what `work` raises, also in a child.
    """
    if jobs < 2 or len(keys) < 2 or not hasattr(os, "fork"):
        return {key: work(key) for key in keys}
    shares = _shares(keys, jobs, weight)
    children = [_fork(share, lambda key: pack(work(key))) for share in shares[1:]]
    results: dict[K, V] = {}
    failure: Exception | None = None
    try:
        results.update((key, work(key)) for key in shares[0])
    finally:
        for pid, pipe in children:
            found, error = _collect(pid, pipe)
            results.update((key, unpack(packed)) for key, packed in found.items())
            failure = failure or error
    if failure is not None:
        raise failure
    return {key: results[key] for key in keys}


def _shares(keys: Sequence[K], jobs: int, weight: Callable[[K], int]) -> list[list[K]]:
    """Heaviest first, each to the share that is lightest so far."""
    shares: list[list[K]] = [[] for _ in range(jobs)]
    loads = [0] * jobs
    for key in sorted(keys, key=weight, reverse=True):
        lightest = loads.index(min(loads))
        shares[lightest].append(key)
        loads[lightest] += weight(key) + 1
    return [share for share in shares if share]


def _fork(share: list[K], work: Callable[[K], Any]) -> tuple[int, int]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    os.close(reader)
    status = 1
    try:
        with os.fdopen(writer, "wb") as out:
            pickle.dump(_outcome(share, work), out, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _outcome(share: list[K], work: Callable[[K], Any]) -> tuple[dict[K, Any], Exception | None]:
    try:
        return {key: work(key) for key in share}, None
    except Exception as error:
        return {}, error


def _collect(pid: int, pipe: int) -> tuple[dict[Any, Any], Exception | None]:
    with os.fdopen(pipe, "rb") as incoming:
        packed = incoming.read()
    _, status = os.waitpid(pid, 0)
    if status or not packed:
        return {}, ChildProcessError(f"a linking process ended with status {status}")
    outcome: tuple[dict[Any, Any], Exception | None] = pickle.loads(packed)
    return outcome
