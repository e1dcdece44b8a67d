"""`kill -9` at random moments: the store opens, every commit in it is whole, and the next run goes on from there."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from rgraph.git.repository import Repository, open_repository
from rgraph.index.doctor import check_view
from rgraph.index.dump import dump
from rgraph.index.indexer import Scope, index, is_done, wanted
from rgraph.store.store import open_store, remove_store
from tests.dsl import History
from tests.dsl.histories import EDITS, MOVES, Step

KILLS = 50
FIRST_SECONDS = 0.7
"""About as long as a whole run takes on an idle machine, so that kills fall everywhere in it; a busy one gets longer."""


def _history(seed: int, steps: int) -> History:
    chosen = random.Random(seed)
    return History(
        tuple(
            Step(
                chosen.choice((*EDITS, *EDITS, *MOVES)), chosen.randrange(4), chosen.randrange(12), chosen.randrange(12)
            )
            for _ in range(steps)
        )
    )


def _index_everything(git_dir: str, directory: str, jobs: int) -> None:
    """What is killed: a run that flushes after every commit, so that many transactions are under way."""
    from rgraph.index import many_commits

    many_commits.FLUSH_SECONDS = 0.0
    many_commits.PARALLEL_COMMITS = 8
    many_commits.STEP = 3
    repository = open_repository(git_dir)
    with open_store(Path(directory)) as store:
        index(repository, store, wanted(repository, Scope.ALL), jobs=jobs)


@pytest.fixture(scope="module")
def spawner() -> ForkServerContext:
    """Processes forked from one that has imported everything and opened nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.functional.index.test_kill", "rgraph.link.linker", "rgraph.parse.extract"])
    return context


def _run_and_kill(
    spawner: ForkServerContext, repository: Repository, directory: Path, seconds: float, jobs: int
) -> None:
    process = spawner.Process(
        target=_index_everything, args=(os.fspath(repository.git_dir), os.fspath(directory), jobs), daemon=True
    )
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()  # unlike os.kill, at ease with a process that has just ended by itself
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_a_killed_run_leaves_a_whole_store_and_the_next_goes_on(tmp_path: Path, spawner: ForkServerContext) -> None:
    built = _history(7, 60).build(tmp_path / "r")
    repository = open_repository(built.repo.git_dir)
    directory = tmp_path / "store"
    chosen = random.Random(os.environ.get("RGRAPH_KILL_SEED", "1"))
    seen: set[str] = set()
    finished = cut_short = 0
    longest = FIRST_SECONDS
    for number in range(KILLS):
        jobs = 2 if number % 10 == 9 else 1
        _run_and_kill(spawner, repository, directory, chosen.uniform(0, longest), jobs)
        if not directory.exists():
            longest *= 1.2
            continue
        with open_store(directory) as store:
            assert store.contradictions() == []
            commits = store.versions.all_commits()
            assert seen <= {commit.oid for commit in commits}, "what one run wrote is there after the next"
            longest *= 1.0 if len(commits) > len(seen) else 1.2
            seen = {str(commit.oid) for commit in commits}
            for commit in commits:
                assert list(check_view(repository, store, commit)) == []
            done = is_done(store, wanted(repository, Scope.ALL))
        finished += done
        cut_short += len(seen) > 0 and not done
        if done:
            remove_store(directory)
            seen, longest = set(), FIRST_SECONDS
    assert cut_short >= 3, "kills must fall in the middle of the work"
    with open_store(directory) as store, open_store(None, "mem") as fresh:
        index(repository, store, wanted(repository, Scope.ALL), jobs=1)
        index(repository, fresh, wanted(repository, Scope.ALL))
        for commit in fresh.versions.all_commits():
            assert list(dump(store, commit.oid)) == list(dump(fresh, commit.oid))


def test_workers_end_when_their_parent_is_killed(tmp_path: Path, spawner: ForkServerContext) -> None:
    built = _history(3, 60).build(tmp_path / "r")
    repository = open_repository(built.repo.git_dir)
    before = _workers()
    _run_and_kill(spawner, repository, tmp_path / "store", FIRST_SECONDS, jobs=2)
    deadline = time.monotonic() + 10
    while _workers() - before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _workers() - before == set()


def _workers() -> set[int]:
    """Worker processes of this machine that have no parent any more but init."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"rgraph.index.worker" in (folder / "cmdline").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found
