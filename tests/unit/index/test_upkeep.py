"""Collecting, examining and dumping a small store."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from rgraph.errors import LockedError
from rgraph.git.repository import Repository, open_repository
from rgraph.index.doctor import Check, examine
from rgraph.index.dump import dump
from rgraph.index.gc import collect
from rgraph.index.indexer import Scope, ensure, index, wanted
from rgraph.model.ids import Oid
from rgraph.render.upkeep import diagnosis_text
from rgraph.store.lock import write_lock
from rgraph.store.schema import headers
from rgraph.store.store import Store, open_store
from tests.dsl import Repo


def test_a_dump_has_files_items_and_edges_and_no_local_ids(repo: Repo, repository: Repository, store: Store) -> None:
    index(repository, store, wanted(repository, revision="v1"))
    lines = [json.loads(line) for line in dump(store, Oid(repo.oid("v1")))]
    assert lines[0]["type"] == "commit"
    files = [line for line in lines if line["type"] == "file"]
    assert [file["path"] for file in files] == ["Cargo.toml", "rgraph.toml", "src/a.rs", "src/lib.rs"]
    assert all(len(file["git_oid"]) == 40 and len(file["blake3"]) == 64 for file in files)
    items = {symbol: line for line in lines if line["type"] == "item" for symbol in line["symbols"]}
    assert items["demo::a::walk"]["signature"] == "pub fn walk(n: u32) -> u32"
    calls = [(line["src"], line["dst"]) for line in lines if line["type"] == "edge" and line["kind"] == "calls"]
    assert calls == [("demo::run", "demo::a::walk")]


def test_amended_commits_are_collected_and_pinned_ones_kept(repo: Repo, store: Store) -> None:
    first = repo.commit({"src/a.rs": "pub fn walk(n: u32) -> u32 { n }\n"}, branch="work", parents=["main"])
    second = repo.commit({"src/a.rs": "pub fn walk(n: u32) -> u32 { 0 }\n"}, branch="work2", parents=["main"])
    repository = open_repository(repo.git_dir)
    index(repository, store, wanted(repository, Scope.ALL))
    repo.delete_branch("work")
    repo.delete_branch("work2")
    with store.writing() as writer:
        writer.add_pin(Oid(second), "kept for a bisect")
    collected = collect(open_repository(repo.git_dir), store)
    assert collected.swept.commits == 1
    assert collected.swept.blobs == 1
    assert not store.versions.is_indexed(Oid(first))
    assert store.versions.is_indexed(Oid(second))
    assert collect(open_repository(repo.git_dir), store).swept.commits == 0
    assert ensure(repository, store, [Oid(first)]) == [first]


def test_rows_of_branches_are_kept_and_those_of_older_commits_dropped(repo: Repo, store: Store) -> None:
    older = repo.commit({"src/a.rs": "pub fn walk(n: u32) -> u32 { n }\npub fn passing() {}\n"})
    repo.commit({"src/a.rs": "pub fn walk(n: u32) -> u32 { n }\npub fn added() {}\n"})
    repository = open_repository(repo.git_dir)
    index(repository, store, wanted(repository, Scope.ALL))
    store.ensure_rows(Oid(older))
    store.ensure_rows(Oid(repo.oid("main")))
    before = store.size().rowed_sets
    assert collect(repository, store).packed_sets == 1  # the older src/a.rs; the rest stands in main too
    assert store.size().rowed_sets == before - 1
    assert store.ensure_rows(Oid(repo.oid("main"))) is False


def test_a_whole_store_has_no_findings(repo: Repo, repository: Repository, store: Store) -> None:
    index(repository, store, wanted(repository, Scope.ALL))
    diagnosis = examine(repository, store)
    assert diagnosis.findings == ()
    assert (diagnosis.commits, diagnosis.linked_commits) == (4, 3)
    assert diagnosis.contents > 0


def test_each_kind_of_damage_is_found(repo: Repo, repository: Repository, store: Store) -> None:
    index(repository, store, wanted(repository))
    states = {file.path: file for file in store.versions.files_at(Oid(repo.oid("HEAD")))}
    lib, other = states["src/lib.rs"], states["src/a.rs"]
    store.engine.put(
        {
            "file_at": (headers("file_at"), [[0, "src/lib.rs", [0, True], other.blob, int(other.edges)]]),
            "-edge_set": (["id"], [[int(lib.edges)]]),
        }
    )
    rust = [state.blob for path, state in states.items() if path.endswith(".rs")]
    store.engine.put({"packed": (headers("packed"), [[blob, "facts", b"x"] for blob in rust])})
    kinds = {finding.check for finding in examine(repository, store, commits=1, links=0).findings}
    assert kinds == {Check.STORE, Check.VIEW, Check.FACTS}


def test_links_that_scratch_does_not_give_are_found(repo: Repo, repository: Repository, store: Store) -> None:
    index(repository, store, wanted(repository))
    states = {file.path: file for file in store.versions.files_at(Oid(repo.oid("HEAD")))}
    lib, other = states["src/lib.rs"], states["src/a.rs"]
    store.engine.put({"file_at": (headers("file_at"), [[0, "src/lib.rs", [0, True], lib.blob, int(other.edges)]])})
    assert {f.check for f in examine(repository, store, commits=1, links=1).findings} == {Check.LINKS}


def test_commits_that_git_has_collected_are_nothing_wrong(repo: Repo, repository: Repository, store: Store) -> None:
    repo.commit({"src/lib.rs": "pub fn lost() {}\n"}, branch="lost", parents=["main"])
    index(repository, store, wanted(repository, Scope.ALL))
    repo.delete_branch("lost")
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "-q", "--prune=now")
    reopened = open_repository(repo.git_dir)
    diagnosis = examine(reopened, store)
    assert (diagnosis.findings, diagnosis.gone) == ((), 1)
    assert "1 commit that git no longer has: `rgraph gc` removes them" in diagnosis_text(diagnosis)
    assert collect(reopened, store).swept.commits == 1
    assert examine(reopened, store).gone == 0


def test_a_collection_waits_for_whoever_writes_and_says_so(repo: Repo, tmp_path: Path) -> None:
    repository = open_repository(repo.git_dir)
    with open_store(tmp_path / "waited") as store:
        index(repository, store, wanted(repository))
        said: list[str] = []
        with write_lock(tmp_path / "waited", 0):
            with pytest.raises(LockedError):
                collect(repository, store, wait=0)
            thread = threading.Thread(target=lambda: collect(repository, store, waiting=said.append))
            thread.start()
            while not said:
                thread.join(0.01)
        thread.join()
        assert len(said) == 1 and not thread.is_alive()
