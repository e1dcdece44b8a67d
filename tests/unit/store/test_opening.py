"""Opening: WAL, versions, damage, places that cannot be written, and who holds the lock."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from rgraph.errors import LockedError, StoreError
from rgraph.store import schema
from rgraph.store.binding import BINDING_VARIABLE
from rgraph.store.failures import store_error
from rgraph.store.store import FILE, Store, open_store, remove_other_versions, remove_store, store_directory

from .commits import add, oid, tree_of


def test_the_file_is_in_wal_mode(opened: Callable[[], Store], tmp_path: Path) -> None:
    opened().close()
    connection = sqlite3.connect(tmp_path / "store" / FILE)
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()


def test_every_relation_of_the_schema_is_there(store: Store) -> None:
    assert schema.RELATIONS.keys() <= {row[0] for row in store.run("::relations")}


def test_the_directory_is_named_by_version_below_the_common_directory(tmp_path: Path) -> None:
    assert store_directory(tmp_path) == tmp_path / "rgraph" / schema.VERSION


def test_another_version_is_refused_with_the_next_step(opened: Callable[[], Store]) -> None:
    with opened() as store:
        store.engine.put({"meta": (schema.headers("meta"), [["version", "v0.0.0"]])})
    with pytest.raises(StoreError, match=r"version v0\.0\.0") as caught:
        opened()
    assert "--rebuild" in caught.value.hint


def test_a_creation_that_was_cut_off_is_completed(opened: Callable[[], Store]) -> None:
    with opened() as store:
        store.engine.run("::remove edge_rev", write=True)
        store.engine.put({"-meta": (["key"], [["version"]])})
    with opened() as store, store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
    assert tree_of(opened(), 1) == {"a.rs": "x"}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            'called `Result::unwrap()` on an `Err` value: Error { code: Some(10), message: Some("disk I/O error") }',
            "cannot be read or written: disk I/O error",
        ),
        ("\x1b[31m×\x1b[0m disk I/O error (code 10)\n", "cannot be read or written: disk I/O error (code 10)"),
        (
            'called `Result::unwrap()` on an `Err` value: Error { code: Some(13), message: Some("database or disk is full") }',
            "no room to write the store /s: the disk is full",
        ),
        (
            "Storage is used but un-versioned, probably created by an ancient version\n  │ of Cozo.",
            "is damaged: Storage is used but un-versioned, probably created by an ancient version of Cozo.",
        ),
    ],
)
def test_what_the_engine_says_is_told_without_its_wrapping(said: str, message: str) -> None:
    assert str(store_error(Exception(said), Path("/s/graph.db"))).endswith(message)


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 500])
def test_a_damaged_file_says_so_and_offers_the_rebuild(binding: str, tmp_path: Path, damage: bytes) -> None:
    open_store(tmp_path).close()
    (tmp_path / FILE).write_bytes(damage)
    if not damage:
        open_store(tmp_path).close()  # an empty file is an empty database: it is made anew
        return
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert "--rebuild" in caught.value.hint
    remove_store(tmp_path)
    with open_store(tmp_path) as store:
        assert store.size().commits == 0


def test_pages_overwritten_in_the_middle_are_an_error_and_no_panic(binding: str, tmp_path: Path) -> None:
    with open_store(tmp_path) as store, store.writing() as writer:
        for number in range(300):
            add(writer, number, [], {f"{number}.rs": "x"})
    os.truncate(tmp_path / FILE, (tmp_path / FILE).stat().st_size // 2)
    for leftover in ("-wal", "-shm"):
        (tmp_path / f"{FILE}{leftover}").unlink(missing_ok=True)
    with pytest.raises(StoreError) as caught, open_store(tmp_path) as store:
        store.versions.all_commits()
    assert caught.value.hint


@pytest.mark.skipif(os.geteuid() != 0 and os.name == "nt", reason="needs POSIX modes")
def test_a_directory_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        open_store(tmp_path / "file" / "store")


def test_an_unknown_engine_class_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BINDING_VARIABLE, "os")
    with pytest.raises(StoreError, match="RGRAPH_COZO"):
        open_store(None, "mem")


def test_a_second_writer_is_told_who_is_the_first(store: Store, tmp_path: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with store.writing():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(LockedError, match=f"process {os.getpid()}"), store.writing(wait=0.1):
            pass
    finally:
        done.set()
        thread.join()
    with store.writing(wait=1):
        pass
    assert not (tmp_path / "store" / "writer.json").exists()


def test_a_holder_that_said_nothing_is_another_process(store: Store, tmp_path: Path) -> None:
    script = "import filelock, sys, time; lock = filelock.FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); time.sleep(30)"
    lock = os.fspath(tmp_path / "store" / "writer.lock")
    with subprocess.Popen([sys.executable, "-c", script, lock], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(LockedError, match="another process"), store.writing(wait=0.1):
            pass
        process.kill()
    with store.writing(wait=5):
        pass


def test_readers_see_whole_commits_beside_a_writer_in_another_process(
    opened: Callable[[], Store], tmp_path: Path
) -> None:
    reader = opened()
    script = """
import sys
from pathlib import Path
from rgraph.store.store import open_store
from tests.unit.store.commits import add
with open_store(Path(sys.argv[1])) as store, store.writing() as writer:
    tree = {}
    for number in range(60):
        tree = {**tree, f"{number}.rs": "x"}
        add(writer, number, [number - 1] if number else [], tree)
        writer.flush()
"""
    with subprocess.Popen([sys.executable, "-c", script, os.fspath(tmp_path / "store")]) as process:
        seen = 0
        while process.poll() is None:
            opened().close()
            commits = reader.versions.all_commits()
            seen = max(seen, len(commits))
            if commits:
                assert len(reader.versions.files_at(commits[-1].oid)) == commits[-1].pos + 1
        assert process.wait() == 0
    assert len(reader.versions.all_commits()) == 60
    assert reader.versions.is_indexed(oid(59))


def test_stores_of_other_versions_are_removed_and_counted(tmp_path: Path) -> None:
    old = tmp_path / "rgraph" / "v0.0.0"
    old.mkdir(parents=True)
    (old / FILE).write_bytes(b"x" * 1000)
    current = store_directory(tmp_path)
    open_store(current).close()
    assert remove_other_versions(tmp_path) == 1000
    assert not old.exists()
    assert (current / FILE).exists()


def test_the_holder_file_is_json_with_pid_and_command(store: Store, tmp_path: Path) -> None:
    with store.writing():
        said = json.loads((tmp_path / "store" / "writer.json").read_text())
    assert said["pid"] == os.getpid()
    assert said["command"]
