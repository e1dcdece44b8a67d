"""`kill -9` at random moments: the store opens, every commit in it is whole, and the next run goes on from there.

The moments are chosen by what a run says that it has done, so that they fall everywhere in it on any machine and build.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from rgraph.git.repository import Repository, open_repository
from rgraph.index.doctor import check_view
from rgraph.index.dump import dump
from rgraph.index.indexer import Scope, index, is_done, wanted
from rgraph.index.progress import Silence, Stage
from rgraph.store.store import open_store, remove_store
from tests.dsl import History
from tests.dsl.histories import EDITS, MOVES, Step

KILLS = 50
STEPS_OF_A_START = 8
"""What a run tells of beside the commits of a history: the files and the edges of HEAD, which comes first."""


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


class _Telling(Silence):
    """Says to another process what it is told; a commit of the history is written when it is counted."""

    def __init__(self, tells: Connection) -> None:
        self._tells = tells

    def start(self, stage: Stage, total: int) -> None:
        self._tells.send_bytes(stage.encode())

    def advance(self, count: int = 1) -> None:
        self._tells.send_bytes(b"+")

    def usable(self, oid: str) -> None:
        self._tells.send_bytes(oid.encode())


def _index_everything(git_dir: str, directory: str, jobs: int, tells: Connection) -> None:
    """What is killed: a run that flushes after every commit, so that many transactions are under way."""
    from rgraph.index import many_commits

    many_commits.FLUSH_SECONDS = 0.0
    many_commits.PARALLEL_COMMITS = 8
    many_commits.STEP = 3
    repository = open_repository(git_dir)
    with open_store(Path(directory)) as store:
        index(repository, store, wanted(repository, Scope.ALL), jobs=jobs, progress=_Telling(tells))


@pytest.fixture(scope="module")
def spawner() -> ForkServerContext:
    """Processes forked from one that has imported everything and opened nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.functional.index.test_kill", "rgraph.link.linker", "rgraph.parse.extract"])
    return context


def _run_and_kill(
    spawner: ForkServerContext, repository: Repository, directory: Path, steps: int, moment: float, jobs: int
) -> set[int]:
    """Kill a run after so many steps that it told of, and as many more as `moment` says: it may be a part of one.

    Returns the workers that it had then.
    """
    told, tells = spawner.Pipe(duplex=False)
    process = spawner.Process(
        target=_index_everything,
        args=(os.fspath(repository.git_dir), os.fspath(directory), jobs, tells),
        daemon=True,
    )
    began = time.monotonic()
    process.start()
    tells.close()  # so that its end is seen when the process has ended
    with told:  # which must be open as long as somebody may write to it
        with suppress(EOFError):
            for _ in range(steps):
                told.recv_bytes()
        process.join((time.monotonic() - began) / (steps + 1) * moment)
        workers = _workers_of(process.pid)
        if process.is_alive():
            process.kill()  # unlike os.kill, at ease with a process that has just ended by itself
        process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return workers


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_a_killed_run_leaves_a_whole_store_and_the_next_goes_on(tmp_path: Path, spawner: ForkServerContext) -> None:
    built = _history(7, 60).build(tmp_path / "r")
    repository = open_repository(built.repo.git_dir)
    directory = tmp_path / "store"
    chosen = random.Random(os.environ.get("RGRAPH_KILL_SEED", "1"))
    every = len(built.repo.git("rev-list", "--all").split())
    seen: set[str] = set()
    cut_short = 0
    for number in range(KILLS):
        jobs = 2 if number % 10 == 9 else 1
        steps = chosen.randrange(every - len(seen) + STEPS_OF_A_START)
        _run_and_kill(spawner, repository, directory, steps, chosen.uniform(0, 2), jobs)
        if not directory.exists():
            continue
        with open_store(directory) as store:
            assert store.contradictions() == []
            commits = store.versions.all_commits()
            assert seen <= {commit.oid for commit in commits}, "what one run wrote is there after the next"
            seen = {str(commit.oid) for commit in commits}
            for commit in commits:
                assert list(check_view(repository, store, commit)) == []
            done = is_done(store, wanted(repository, Scope.ALL))
        cut_short += len(seen) > 0 and not done
        if done:
            remove_store(directory)
            seen = set()
    assert cut_short >= KILLS // 5, "kills must fall in the middle of the work"
    with open_store(directory) as store, open_store(None, "mem") as fresh:
        index(repository, store, wanted(repository, Scope.ALL), jobs=1)
        index(repository, fresh, wanted(repository, Scope.ALL))
        for commit in fresh.versions.all_commits():
            assert list(dump(store, commit.oid)) == list(dump(fresh, commit.oid))


def test_workers_end_when_their_parent_is_killed(tmp_path: Path, spawner: ForkServerContext) -> None:
    built = _history(3, 60).build(tmp_path / "r")
    repository = open_repository(built.repo.git_dir)
    workers = _run_and_kill(spawner, repository, tmp_path / "store", STEPS_OF_A_START + 1, 0.0, jobs=2)
    assert workers or not Path("/proc").is_dir(), "it was to be killed while it had some"
    deadline = time.monotonic() + 10
    while any(map(_is_worker, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_worker, workers))


def _workers_of(parent: int | None) -> set[int]:
    """The worker processes that a process has started, where the system tells of them."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent and _is_worker(
                int(folder.name)
            ):
                found.add(int(folder.name))
    return found


def _is_worker(pid: int) -> bool:
    with suppress(OSError):
        return b"rgraph.index.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False
