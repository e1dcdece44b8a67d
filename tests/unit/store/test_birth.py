"""The birth of a store: whole, once, however many begin at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rgraph.errors import StoreError
from rgraph.store import birth, schema
from rgraph.store.lock import write_lock
from rgraph.store.store import FILE, Store, open_store, remove_store

from .commits import add

FIRST = """
import os, sys
from pathlib import Path
from rgraph.store.store import open_store
from tests.unit.store.commits import add
sys.stdout.write("ready\\n"); sys.stdout.flush()
sys.stdin.readline()
with open_store(Path(sys.argv[1])) as store, store.writing() as writer:
    add(writer, int(sys.argv[2]), [], {"a.rs": "x"})
"""


def test_processes_that_begin_at_once_lose_nothing(tmp_path: Path) -> None:
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", FIRST, os.fspath(tmp_path / "store"), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(6)
    ]
    for process in begun:
        assert process.stdout is not None
        process.stdout.readline()
    for process in begun:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1] for process in begun]
    assert said == [b""] * 6 and {process.returncode for process in begun} == {0}
    with open_store(tmp_path / "store") as store:
        assert len(store.versions.all_commits()) == 6
        assert store.contradictions() == []


def test_a_store_is_born_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    create = schema.create

    def watched(engine: object, relations: object) -> None:
        create(engine, relations)  # type: ignore[arg-type]
        seen.append((tmp_path / FILE).exists())

    monkeypatch.setattr(schema, "create", watched)
    open_store(tmp_path).close()
    assert seen == [False], "nobody can open it before it has its relations"
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE, "writer.lock"]


def test_a_birth_that_was_cut_off_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(schema, "create", cut_off)
        with pytest.raises(KeyboardInterrupt):
            open_store(tmp_path)
    assert not birth.is_born(tmp_path / FILE)
    (tmp_path / f"{FILE}.new").write_bytes(b"left by kill -9")
    (tmp_path / f"{FILE}-wal").write_bytes(b"of a file that is gone")
    with open_store(tmp_path) as store:
        assert store.contradictions() == []


def test_who_comes_second_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(birth, "BIRTH_SECONDS", 0.05)
    with write_lock(tmp_path, 0), pytest.raises(StoreError, match="is writing the store"):
        open_store(tmp_path)
    open_store(tmp_path).close()


def test_a_writer_of_a_store_that_was_rebuilt_is_told_so(tmp_path: Path) -> None:
    """What it wrote would go to the file that is gone."""
    with open_store(tmp_path) as old:
        remove_store(tmp_path)
        with open_store(tmp_path) as new:
            with pytest.raises(StoreError, match="rebuilt in the meantime"), old.writing():
                pass
            with new.writing() as writer:
                add(writer, 1, [], {"a.rs": "x"})
            assert len(new.versions.all_commits()) == 1


def test_a_writer_of_a_store_that_was_removed_is_told_so(store: Store, tmp_path: Path) -> None:
    remove_store(tmp_path / "store")
    with pytest.raises(StoreError, match="rebuilt in the meantime"), store.writing():
        pass
