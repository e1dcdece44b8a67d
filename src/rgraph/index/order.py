"""The order in which commits are linked: along first parents, so that each step is a small difference."""

from __future__ import annotations

from collections.abc import Sequence

from rgraph.git.records import CommitRecord
from rgraph.model.ids import Oid


def lineage(records: Sequence[CommitRecord]) -> list[CommitRecord]:
    """Commits (given parents first) in preorder of the forest that first parents make.

    At a fork the smaller branch comes first: the main line then goes on from there.
    """
    by_oid = {record.oid: record for record in records}
    children: dict[Oid | None, list[CommitRecord]] = {}
    sizes = dict.fromkeys(by_oid, 1)
    for record in reversed(records):
        parent = _parent_in(record, by_oid)
        children.setdefault(parent, []).append(record)
        if parent is not None:
            sizes[parent] += sizes[record.oid]
    for siblings in children.values():
        siblings.sort(key=lambda record: (sizes[record.oid], record.time, record.oid), reverse=True)
    ordered: list[CommitRecord] = []
    waiting = list(children.get(None, ()))
    while waiting:
        record = waiting.pop()
        ordered.append(record)
        waiting.extend(children.get(record.oid, ()))
    return ordered


def _parent_in(record: CommitRecord, known: dict[Oid, CommitRecord]) -> Oid | None:
    return record.parents[0] if record.parents and record.parents[0] in known else None


class Ranges:
    """Hands out stretches of a list to workers: each goes on where it was, and takes half of another's rest
    when it has come to its end."""

    def __init__(self, total: int, workers: int, step: int, smallest: int) -> None:
        """Stretches of `step`; a rest under `smallest` is not split any more."""
        bounds = [total * worker // workers for worker in range(workers + 1)]
        self._rest = [[bounds[worker], bounds[worker + 1]] for worker in range(workers)]
        self._step = step
        self._smallest = smallest

    def take(self, worker: int) -> range:
        """The next stretch for a worker; empty when nothing is left for it."""
        mine = self._rest[worker]
        if mine[0] >= mine[1]:
            self._rest[worker] = mine = self._steal()
        start, end = mine[0], min(mine[0] + self._step, mine[1])
        mine[0] = end
        return range(start, end)

    def _steal(self) -> list[int]:
        longest = max(self._rest, key=lambda rest: rest[1] - rest[0])
        length = longest[1] - longest[0]
        if length < self._smallest:
            return [0, 0]
        middle = longest[1] - length // 2
        stolen = [middle, longest[1]]
        longest[1] = middle
        return stolen
