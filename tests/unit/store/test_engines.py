"""The engine rocksdb: the same store, for one process alone; chosen in the user's configuration when a store is made."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rgraph.errors import ConfigError, LockedError, StoreError
from rgraph.index.doctor import examine
from rgraph.index.dump import dump
from rgraph.index.gc import collect
from rgraph.store import engine as engine_module
from rgraph.store.engines import FILES
from rgraph.store.store import open_store, remove_store, store_directory
from rgraph.view.session import open_session
from tests.dsl import Repo, manifest


@pytest.fixture
def rocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration that asks for rocksdb."""
    path = tmp_path / "config.toml"
    path.write_text('[store]\nengine = "rocksdb"\n[semantic]\nenabled = false\n')
    monkeypatch.setenv("RGRAPH_CONFIG", os.fspath(path))
    return path


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({"Cargo.toml": manifest("demo"), "src/lib.rs": "pub fn a() { b() }\nfn b() {}\n"})
    made.commit({"src/lib.rs": "pub fn a() { c() }\nfn c() {}\n"})
    return made


def dumped(repo: Repo) -> list[str]:
    session = open_session(repo.path)
    session.graph("HEAD")
    return list(dump(session.store, session.repository.resolve("HEAD")))


def test_it_holds_what_sqlite_holds(repo: Repo, rocks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_rocks = dumped(repo)
    folder = store_directory(repo.git_dir)
    assert (folder / FILES["rocksdb"]).is_dir() and not (folder / FILES["sqlite"]).exists()
    gc.collect()
    remove_store(folder)
    rocks.write_text("")
    assert dumped(repo) == by_rocks and (folder / FILES["sqlite"]).is_file()


def test_a_store_stays_with_its_engine_until_it_is_built_anew(repo: Repo, rocks: Path) -> None:
    rocks.write_text("")
    dumped(repo)
    rocks.write_text('[store]\nengine = "rocksdb"\n')
    gc.collect()
    assert not open_session(repo.path).store.is_exclusive
    gc.collect()
    remove_store(store_directory(repo.git_dir))
    assert open_session(repo.path).store.is_exclusive


def test_it_is_queried_measured_and_swept(repo: Repo, rocks: Path) -> None:
    session = open_session(repo.path)
    session.graph("HEAD")
    assert session.store.is_exclusive and session.store.bytes() > 0
    assert session.query("?[path] := file[path, _]", "HEAD", "", {}, 10.0).rows == [["Cargo.toml"], ["src/lib.rs"]]
    with session.store.writing():
        session.store.compact()
    assert examine(session.repository, session.store).findings == ()
    repo.git("update-ref", "refs/heads/main", "HEAD~1")
    collect(session.repository, session.store)
    assert session.store.is_in_place()


def test_two_sessions_of_one_process_share_it(repo: Repo, rocks: Path) -> None:
    first, second = open_session(repo.path), open_session(repo.path)
    first.graph("HEAD")
    assert second.store.versions.is_indexed(second.repository.resolve("HEAD"))
    first.store.close()
    assert second.store.size().commits == 1
    second.store.close()
    assert open_session(repo.path).store.size().commits == 1


def test_another_process_is_told_who_has_it(repo: Repo, rocks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = open_session(repo.path).store
    command = [sys.executable, "-m", "rgraph", "status"]
    done = subprocess.run(command, cwd=repo.path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0 and "open in another process" in done.stderr and "rgraph index --rebuild" in done.stderr
    held.close()
    done = subprocess.run(command, cwd=repo.path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_binding_without_it_says_what_to_do(repo: Repo, rocks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_database(engine: str, *_: object) -> None:
        raise Exception(f"database engine '{engine}' not supported (maybe not compiled in)")

    monkeypatch.setattr(engine_module, "open_database", open_database)
    with pytest.raises(StoreError, match="has no engine rocksdb") as raised:
        open_store(store_directory(repo.git_dir))
    assert 'engine = "sqlite"' in raised.value.hint and not isinstance(raised.value, LockedError)


@pytest.mark.parametrize(
    ("text", "said"),
    [('engine = "rocks"', "engine is 'rocks'"), ('engin = "rocksdb"', "no `engin`"), ("engine = 1", "engine is 1")],
    ids=["word", "key", "number"],
)
def test_a_wrong_configuration_is_said(repo: Repo, rocks: Path, text: str, said: str) -> None:
    rocks.write_text(f"[store]\n{text}\n")
    with pytest.raises(ConfigError, match=said):
        open_store(store_directory(repo.git_dir))
