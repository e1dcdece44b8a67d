"""Commits are linked along first parents, and stretches of them are shared out without loss."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from rgraph.git.records import CommitRecord
from rgraph.index.order import Ranges, lineage
from rgraph.model.ids import Oid


def _record(number: int, parents: list[int]) -> CommitRecord:
    return CommitRecord(Oid(str(number)), Oid("t"), tuple(Oid(str(parent)) for parent in parents), number, "a", "m")


def _names(records: list[CommitRecord]) -> str:
    return " ".join(record.oid for record in records)


def test_a_line_stays_a_line() -> None:
    assert _names(lineage([_record(0, []), _record(1, [0]), _record(2, [1])])) == "0 1 2"


def test_the_smaller_branch_comes_first_and_a_merge_follows_its_first_parent() -> None:
    records = [_record(0, []), _record(1, [0]), _record(2, [0]), _record(3, [1]), _record(4, [3, 2])]
    assert _names(lineage(records)) == "0 2 1 3 4"


def test_a_first_parent_outside_starts_a_line() -> None:
    assert _names(lineage([_record(5, [4]), _record(6, [5, 4])])) == "5 6"


@given(st.lists(st.lists(st.integers(0, 30), max_size=3, unique=True), max_size=30))
def test_every_commit_once_and_after_its_first_parent(parents: list[list[int]]) -> None:
    records = [_record(n, [p for p in above if p < n]) for n, above in enumerate(parents)]
    ordered = [int(record.oid) for record in lineage(records)]
    assert sorted(ordered) == list(range(len(parents)))
    for record in records:
        if record.parents:
            assert ordered.index(int(record.parents[0])) < ordered.index(int(record.oid))


@given(
    st.integers(0, 300), st.integers(1, 5), st.integers(1, 20), st.integers(1, 50), st.randoms(use_true_random=False)
)
def test_stretches_cover_everything_once_whoever_is_quick(
    total: int, workers: int, step: int, smallest: int, chosen: random.Random
) -> None:
    ranges = Ranges(total, workers, step, smallest)
    seen: list[int] = []
    busy = set(range(workers))
    while busy:
        worker = chosen.choice(sorted(busy))
        stretch = ranges.take(worker)
        assert len(stretch) <= step
        seen += stretch
        if not stretch:
            busy.discard(worker)
    assert sorted(seen) == list(range(total))


def test_a_worker_at_its_end_takes_half_of_the_longest_rest() -> None:
    ranges = Ranges(200, 2, 100, 10)
    assert ranges.take(0) == range(100)
    assert ranges.take(0) == range(150, 200)
    assert ranges.take(1) == range(100, 150)
    assert not ranges.take(1)
