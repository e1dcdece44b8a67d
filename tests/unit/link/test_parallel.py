"""Work over forked processes."""

from __future__ import annotations

import os

import pytest

from rgraph.link.parallel import spread


def identity(value: object) -> object:
    return value


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_are_in_the_order_of_the_keys(jobs: int) -> None:
    keys = [5, 3, 9, 1]
    found = spread(keys, lambda key: key * key, jobs, lambda key: key, str, int)
    assert list(found.items()) == [(5, 25), (3, 9), (9, 81), (1, 1)]


def test_other_processes_take_part() -> None:
    pids = spread(list(range(8)), lambda _: os.getpid(), 2, lambda _: 1, identity, lambda packed: int(str(packed)))
    assert len(set(pids.values())) == 2


def test_an_error_in_a_child_is_raised() -> None:
    def work(key: int) -> int:
        if key == 1:
            raise ValueError("broken file")
        return key

    with pytest.raises(ValueError, match="broken file"):
        spread([100, 1], work, 2, lambda key: key, identity, lambda packed: int(str(packed)))


def test_a_child_that_dies_is_an_error() -> None:
    parent = os.getpid()

    def work(key: int) -> int:
        if os.getpid() != parent:
            os._exit(9)
        return key

    with pytest.raises(ChildProcessError):
        spread([100, 1], work, 2, lambda key: key, identity, lambda packed: int(str(packed)))
