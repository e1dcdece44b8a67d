"""What an index run makes usable, in which order, and what it leaves alone."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from rgraph.errors import LockedError, RepositoryError, RevisionError
from rgraph.git.repository import Repository, open_repository
from rgraph.index import left_off, single_commit
from rgraph.index.dump import dump
from rgraph.index.indexer import Scope, Wanted, ensure, index, is_done, wanted
from rgraph.index.progress import Stage
from rgraph.index.uncommitted import link_tree
from rgraph.index.worker import WorkerError
from rgraph.model.ids import Oid
from rgraph.store.store import Store, open_store
from tests.dsl import Repo, manifest


class Heard:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.stages: list[tuple[Stage, int]] = []
        self.done = 0
        self.usables: list[str] = []
        self.holders: list[str] = []
        self.slows: list[str] = []

    def start(self, stage: Stage, total: int) -> None:
        self.stages.append((stage, total))

    def advance(self, count: int = 1) -> None:
        self.done += count

    def usable(self, oid: str) -> None:
        self.usables.append(oid)

    def waiting(self, holder: str) -> None:
        self.holders.append(holder)

    def slow(self, what: str) -> None:
        self.slows.append(what)


def test_head_alone(repo: Repo, repository: Repository, store: Store) -> None:
    report = index(repository, store, wanted(repository))
    assert (report.commits, report.contents) == (1, 5)
    assert {commit.oid for commit in store.versions.all_commits()} == {repo.oid("HEAD")}
    again = index(repository, store, wanted(repository))
    assert again.nothing_to_do


def test_history_has_head_usable_first_and_not_other_branches(repo: Repo, repository: Repository, store: Store) -> None:
    heard = Heard()
    report = index(repository, store, wanted(repository, Scope.HISTORY), progress=heard)
    assert report.commits == 3
    assert heard.usables == [repo.oid("HEAD")]
    assert [stage for stage, _ in heard.stages] == [Stage.PARSING, Stage.LINKING, Stage.HISTORY]
    assert heard.stages[-1] == (Stage.HISTORY, 2)
    assert heard.done == 5 + 1 + 2
    assert not store.versions.is_indexed(Oid(repo.oid("topic")))


def test_all_has_every_ref(repo: Repo, repository: Repository, store: Store) -> None:
    goal = wanted(repository, Scope.ALL)
    assert index(repository, store, goal).commits == 4
    assert is_done(store, goal)
    repo.commit({"src/c.rs": "pub fn c() {}"}, branch="topic")
    again = open_repository(repo.git_dir)
    assert not is_done(store, wanted(again, Scope.ALL))
    assert index(again, store, wanted(again, Scope.ALL)).commits == 1


def test_a_range_has_both_ends_and_what_lies_between(repo: Repo, repository: Repository, store: Store) -> None:
    assert index(repository, store, wanted(repository, revision="v1..main")).commits == 3
    assert index(repository, store, wanted(repository, revision="v1..main")).nothing_to_do
    assert index(repository, store, wanted(repository, revision="main..topic")).commits == 1


def test_a_revision_alone(repo: Repo, repository: Repository, store: Store) -> None:
    index(repository, store, wanted(repository, revision="v1"))
    assert {commit.oid for commit in store.versions.all_commits()} == {repo.oid("v1")}
    assert ensure(repository, store, [Oid(repo.oid("v1")), Oid(repo.oid("topic"))]) == [repo.oid("topic")]


def test_no_commit_yet_is_an_error(tmp_path: Path) -> None:
    repository = open_repository(Repo(tmp_path / "empty").git_dir)
    with pytest.raises(RevisionError, match="no commits"):
        wanted(repository)


def test_a_history_indexed_twice_or_in_pieces_gives_the_same_dumps(
    repo: Repo, repository: Repository, store: Store
) -> None:
    with open_store(None, "mem") as other:
        index(repository, store, wanted(repository, Scope.ALL), jobs=2)
        for revision in ("topic", "main~1", "v1", "main"):
            index(repository, other, wanted(repository, revision=revision), jobs=1)
        for oid in {commit.oid for commit in store.versions.all_commits()}:
            assert list(dump(store, oid)) == list(dump(other, oid))


def test_workers_do_what_one_process_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rgraph.index.many_commits.PARALLEL_COMMITS", 4)
    monkeypatch.setattr("rgraph.index.many_commits.STEP", 3)
    monkeypatch.setattr("rgraph.index.single_commit.PARALLEL_BYTES", 1)
    monkeypatch.setattr("rgraph.index.single_commit.CHUNK_BYTES", 100)
    repo = Repo(tmp_path / "r")
    files = {f"src/m{number}.rs": f"pub fn f{number}() {{}}\n" for number in range(8)}
    lib = "".join(f"mod m{number};\n" for number in range(8))
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": lib, **files})
    for number in range(30):
        repo.commit({f"src/m{number % 8}.rs": f"pub fn f{number}() {{ crate::m{(number + 3) % 8}::f1() }}\n"})
    repository = open_repository(repo.git_dir)
    with open_store(tmp_path / "s") as parallel, open_store(None, "mem") as alone:
        report = index(repository, parallel, wanted(repository, Scope.HISTORY), jobs=3)
        index(repository, alone, wanted(repository, Scope.HISTORY))
        assert report.commits == 31
        for oid in {commit.oid for commit in alone.versions.all_commits()}:
            assert list(dump(parallel, oid)) == list(dump(alone, oid))
        assert parallel.contradictions() == []


def test_an_error_in_a_worker_is_told_and_what_was_written_stays(
    monkeypatch: pytest.MonkeyPatch, repo: Repo, repository: Repository, store: Store
) -> None:
    monkeypatch.setattr("rgraph.index.many_commits.PARALLEL_COMMITS", 1)
    index(repository, store, wanted(repository))
    blob = repo.repo[repo.oid("v1")].tree["src/a.rs"].id
    loose = repo.git_dir / "objects" / str(blob)[:2] / str(blob)[2:]
    loose.chmod(0o644)
    loose.unlink()
    fresh = open_repository(repo.git_dir)
    with pytest.raises(RepositoryError):
        index(fresh, store, wanted(fresh, Scope.HISTORY), jobs=2)
    assert {commit.oid for commit in store.versions.all_commits()} == {repo.oid("HEAD")}


def test_a_worker_that_is_killed_is_an_error_and_no_hang(
    monkeypatch: pytest.MonkeyPatch, repository: Repository, store: Store
) -> None:
    monkeypatch.setattr("rgraph.index.many_commits.PARALLEL_COMMITS", 1)
    monkeypatch.setattr(
        "rgraph.index.pool.COMMAND", "import rgraph.index.worker as w, os; w._linked = lambda *a: os._exit(9); w.main()"
    )
    index(repository, store, wanted(repository))
    with pytest.raises(WorkerError, match="exit code 9"):
        index(repository, store, wanted(repository, Scope.HISTORY), jobs=2)


def test_a_bug_in_a_worker_comes_with_its_trace_and_commit(
    monkeypatch: pytest.MonkeyPatch, repo: Repo, repository: Repository, store: Store
) -> None:
    monkeypatch.setattr("rgraph.index.many_commits.PARALLEL_COMMITS", 1)
    monkeypatch.setattr(
        "rgraph.index.pool.COMMAND",
        "import rgraph.index.worker as w; w.CommitLinker.link = lambda *a: 1 // 0; w.main()",
    )
    index(repository, store, wanted(repository))
    with pytest.raises(WorkerError, match="ZeroDivisionError") as caught:
        index(repository, store, wanted(repository, Scope.HISTORY), jobs=2)
    assert "while linking commit" in "".join(caught.value.__notes__)


def test_a_run_beside_another_says_who_is_at_it(repository: Repository, store: Store) -> None:
    with store.writing(), pytest.raises(LockedError, match="is writing the store"):
        index(repository, open_store(store.directory), wanted(repository), wait=0.1)


def test_a_run_that_waits_says_for_whom_and_goes_on(
    repository: Repository, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rgraph.store.lock.MOMENT", 0.05)
    heard, held = Heard(), threading.Event()

    def hold() -> None:
        with store.writing():
            held.set()
            time.sleep(0.3)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with open_store(store.directory) as other:
        assert index(repository, other, wanted(repository), progress=heard).commits == 1
    thread.join()
    assert len(heard.holders) == 1
    assert f"process {os.getpid()}" in heard.holders[0]


def test_the_end_of_a_shallow_clone_is_counted(repo: Repo, tmp_path: Path, store: Store) -> None:
    clone = repo.clone(tmp_path / "clone", "--depth=1")
    repository = open_repository(clone)
    report = index(repository, store, wanted(repository, Scope.HISTORY))
    assert (report.commits, report.boundary) == (1, 1)


def test_one_more_commit_links_from_the_last_head(repo: Repo, repository: Repository, store: Store) -> None:
    index(repository, store, wanted(repository))
    repo.commit({"src/a.rs": "pub fn walk(n: u32) -> u32 { n }\npub fn other() {}\n"})
    head = repo.commit({"src/lib.rs": "mod a;\npub fn run() -> u32 { a::other(); 1 }\n"})
    fresh = open_repository(repo.git_dir)
    assert store.footprints.commit() == store.versions.all_commits()[0].oid
    index(fresh, store, Wanted((Oid(head),)))
    assert store.footprints.commit() == head
    with open_store(None, "mem") as alone:
        index(fresh, alone, Wanted((Oid(head),)))
        assert list(dump(store, Oid(head))) == list(dump(alone, Oid(head)))
        assert store.footprints.of(Oid(head)) == alone.footprints.of(Oid(head))


def test_what_is_near_to_a_far_commit_links_from_there(
    repo: Repo, repository: Repository, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_commit, "PARALLEL_FILES", 2)
    monkeypatch.setattr(single_commit, "FAR", 2)
    monkeypatch.setattr(left_off, "FAR", 2)
    modules = ["a", "b", "c", "d"]

    def files(version: int, last: str = "0") -> dict[str, str]:
        texts = {f"src/{name}.rs": f"pub fn f{version}() -> u8 {{ {number} }}\n" for number, name in enumerate(modules)}
        calls = " + ".join(f"{name}::f{version}()" for name in modules)
        lib = "".join(f"mod {name};\n" for name in modules) + f"pub fn run() -> u8 {{ {calls} + {last} }}\n"
        return {**texts, "src/lib.rs": lib}

    told = [repo.commit(files(1)), repo.commit(files(1, "9")), repo.commit(files(2)), repo.commit(files(2, "7"))]
    far, near, before, head = (Oid(each) for each in told)
    bases: list[Oid | None] = []
    resume = single_commit.resume_at
    monkeypatch.setattr(
        single_commit, "resume_at", lambda base, *rest: (bases.append(base), resume(base, *rest))
    )  # fmt: skip
    fresh = open_repository(repo.git_dir)
    for oid in (before, far, near, head):
        index(open_repository(repo.git_dir), store, Wanted((oid,)))
    assert bases == [None, before, far, before]
    assert (store.footprints.commit(), store.footprints.far()) == (head, [far])
    for oid in (far, near, head):
        with open_store(None, "mem") as alone:
            index(fresh, alone, Wanted((oid,)))
            assert list(dump(store, oid)) == list(dump(alone, oid))
            if oid != near:
                assert store.footprints.of(oid) == alone.footprints.of(oid)


def test_a_head_that_goes_far_and_comes_back_links_from_where_it_was(
    repo: Repo, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_commit, "PARALLEL_FILES", 2)
    monkeypatch.setattr(single_commit, "FAR", 2)
    monkeypatch.setattr(left_off, "FAR", 2)

    def files(what: str, version: int) -> dict[str, str]:
        return {
            "src/lib.rs": f"mod a;\npub fn run() {{ a::{what}(); {version}; }}\n",
            "src/a.rs": f"pub fn {what}() {{}}\n",
        }

    bases: list[Oid | None] = []
    resume = single_commit.resume_at
    for module in (single_commit, left_off):
        monkeypatch.setattr(module, "resume_at", lambda base, *rest: (bases.append(base), resume(base, *rest)))
    heads = []
    for what, version in (("one", 1), ("two", 1), ("one", 2), ("two", 2)):
        heads.append(Oid(repo.commit(files(what, version))))
        index(open_repository(repo.git_dir), store, Wanted((heads[-1],)))
    assert bases == [None, heads[0], heads[0], heads[1]]
    with open_store(None, "mem") as alone:
        index(open_repository(repo.git_dir), alone, Wanted((heads[-1],)))
        assert list(dump(store, heads[-1])) == list(dump(alone, heads[-1]))
    repo.git("checkout", "-q", heads[2])
    repo.write("src/a.rs", "pub fn one() {}\npub fn more() {}\n")
    repo.stage("src/a.rs")
    repository = open_repository(repo.git_dir)
    found = link_tree(repository, store, repository.staged_tree())
    assert bases[-1] == heads[2]
    repo.git("commit", "-qm", "more")
    with open_store(None, "mem") as alone:
        index(open_repository(repo.git_dir), alone, Wanted((Oid(repo.oid("HEAD")),)))
        states = {state.path: state for state in alone.versions.files_at(Oid(repo.oid("HEAD")))}
        assert {path: state.blob for path, state in found.files.items()} == {
            path: state.blob for path, state in states.items()
        }
        for path, state in states.items():
            if state.edges:
                mine = found.contents.linked([found.files[path].edges])
                assert [*mine.values()] == [*alone.contents.linked([state.edges]).values()]
