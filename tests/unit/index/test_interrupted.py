"""What an interrupted link of a tree had done is there for the next run, and for no other tree."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from rgraph.git.repository import open_repository
from rgraph.index.dump import dump
from rgraph.index.indexer import index, wanted
from rgraph.index.interrupted import Kept
from rgraph.index.progress import SILENCE, Silence
from rgraph.index.watch import watched
from rgraph.link.linked import Linked
from rgraph.link.one_file import FileLinker
from rgraph.model.ids import Oid, RepoPath
from rgraph.store.store import open_store, remove_store
from tests.dsl import Repo, manifest

A, B, C = RepoPath("a.rs"), RepoPath("b.rs"), RepoPath("c.rs")


def test_what_was_kept_is_found_by_tree(tmp_path: Path) -> None:
    first = Kept(tmp_path, "t1")
    first.add(A, (b"edges", b"reads"))
    first.add(B, (b"", b""))
    again, other = Kept(tmp_path, "t1"), Kept(tmp_path, "t2")
    assert (again.get(A), again.get(B), again.get(C)) == ((b"edges", b"reads"), (b"", b""), None)
    assert other.get(A) is None
    again.add(C, (b"c", b""))
    assert Kept(tmp_path, "t1").get(C) == (b"c", b"")
    other.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_was_cut_short_is_not_read(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "t")
    kept.add(A, (b"a" * 50, b""))
    kept.add(B, (b"b" * 50, b""))
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for cut in range(len(whole) // 2 + 1, len(whole)):
        file.write_bytes(whole[:cut])
        found = Kept(tmp_path, "t")
        assert (found.get(A), found.get(B)) == ((b"a" * 50, b""), None)
    file.write_bytes(whole[:-1] + b"x")
    assert Kept(tmp_path, "t").get(B) is None


def test_a_forked_process_writes_a_file_of_its_own(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "t")
    kept.add(A, (b"a", b""))
    pid = os.fork()
    if not pid:
        kept.add(B, (b"b", b""))
        os._exit(0)
    os.waitpid(pid, 0)
    kept.add(C, (b"c", b""))
    assert len(list(tmp_path.iterdir())) == 2
    assert all(Kept(tmp_path, "t").get(path) for path in (A, B, C))


def test_without_a_folder_nothing_is_kept() -> None:
    kept = Kept(None, "t")
    kept.add(A, (b"a", b""))
    assert kept.get(A) is None
    kept.discard()


def test_a_link_in_place_of_its_file_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    Kept(tmp_path, "t").add(A, (b"a", b""))
    (own,) = tmp_path.glob("*linking*")
    precious.write_bytes(own.read_bytes())
    kept = Kept(tmp_path, "t")
    own.unlink()
    own.symlink_to(precious)
    before = precious.read_bytes()
    with pytest.raises(OSError, match="symbolic"):
        kept.add(B, (b"b", b""))
    with pytest.raises(OSError, match="symbolic"):
        Kept(tmp_path, "t")
    kept.discard()
    assert precious.read_bytes() == before


def test_an_interrupted_run_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "r")
    files = {f"src/m{n}.rs": f"pub fn f{n}() {{ crate::m{(n + 1) % 30}::f{(n + 1) % 30}() }}\n" for n in range(30)}
    root = "".join(f"mod m{n};\n" for n in range(30))
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": root, **files})
    repository, head = open_repository(repo.git_dir), Oid(repo.oid("HEAD"))
    linked: list[str] = []
    real = FileLinker.link

    def counted(self: FileLinker, path: RepoPath, *rest: Any) -> Linked:
        if len(linked) == 10:
            raise KeyboardInterrupt
        linked.append(path)
        return real(self, path, *rest)

    with monkeypatch.context() as patch, open_store(tmp_path / "s") as store:
        patch.setattr(FileLinker, "link", counted)
        with pytest.raises(KeyboardInterrupt):
            index(repository, store, wanted(repository), jobs=1)
        assert store.versions.all_commits() == []
        before = list(linked)
        linked[:] = ["-"] * 11
        index(repository, store, wanted(repository), jobs=1)
        assert len(linked) - 11 == 31 - len(before)
        assert not set(before) & set(linked)
        with open_store(tmp_path / "other") as fresh:
            patch.undo()
            index(repository, fresh, wanted(repository), jobs=1)
            assert list(dump(store, head)) == list(dump(fresh, head))
    assert not list((tmp_path / "s").glob("*linking*"))


def test_a_rebuild_throws_it_away(tmp_path: Path) -> None:
    with open_store(tmp_path / "s"):
        Kept(tmp_path / "s", "t").add(A, (b"a", b""))
    remove_store(tmp_path / "s")
    assert Kept(tmp_path / "s", "t").get(A) is None


class Told(Silence):
    """Progress that hears what is slow."""

    def __init__(self) -> None:
        self.slows: list[str] = []
        self.heard = threading.Event()

    def slow(self, what: str) -> None:
        self.slows.append(what)
        self.heard.set()


def test_what_takes_long_is_named_once() -> None:
    told = Told()
    with watched(lambda: "src/a.rs, demo::a", told, slow=0.01):
        assert told.heard.wait(30)
    assert told.slows == ["src/a.rs, demo::a"]


def test_where_nobody_watches_nothing_is_asked() -> None:
    before = set(threading.enumerate())
    with watched(lambda: "", Silence(), slow=60):  # somebody does: the look itself
        assert len(set(threading.enumerate()) - before) == 1
    with watched(lambda: "", SILENCE, slow=60):
        assert set(threading.enumerate()) <= before
