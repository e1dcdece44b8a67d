"""Which files are not as in HEAD, told cheaply."""

from __future__ import annotations

import os
from pathlib import Path

from rgraph.git.repository import open_repository
from tests.dsl.repo import Repo


def _repo(path: Path) -> Repo:
    repo = Repo(path)
    repo.commit({"src/a.rs": "fn a() {}\n", "src/b.rs": "", "notes.txt": "x", ".gitignore": "ignored.rs\n"})
    repo.checkout("main")
    return repo


def test_nothing_differs_after_a_checkout(tmp_path: Path) -> None:
    _repo(tmp_path)
    assert open_repository(tmp_path).touched().paths == frozenset()


def test_changed_new_and_deleted_files_are_told_and_others_are_not(tmp_path: Path) -> None:
    _repo(tmp_path)
    (tmp_path / "src/a.rs").write_text("fn changed() {}\n")
    (tmp_path / "src/new.rs").write_text("")
    (tmp_path / "src/b.rs").unlink()
    (tmp_path / "notes.txt").write_text("y")
    (tmp_path / "ignored.rs").write_text("")
    touched = open_repository(tmp_path).touched()
    assert sorted(touched.worktree) == ["src/a.rs", "src/b.rs", "src/new.rs"]
    assert touched.staged == {}


def test_a_second_edit_of_the_same_length_is_another_state(tmp_path: Path) -> None:
    _repo(tmp_path)
    repository = open_repository(tmp_path)
    path = tmp_path / "src/a.rs"
    path.write_text("fn b() {}\n")
    before = repository.touched()
    path.write_text("fn c() {}\n")
    os.utime(path, ns=(1, 1))
    assert repository.touched() != before


def test_what_is_staged_is_told_by_its_content(tmp_path: Path) -> None:
    repo = _repo(tmp_path)
    repository = open_repository(tmp_path)
    (tmp_path / "src/a.rs").write_text("fn b() {}\n")
    repo.git("add", "src/a.rs")
    staged = repository.touched().staged
    assert list(staged) == ["src/a.rs"]
    (tmp_path / "src/a.rs").write_text("fn c() {}\n")
    repo.git("add", "src/a.rs")
    assert repository.touched().staged != staged


def test_a_bare_repository_has_no_such_files(tmp_path: Path) -> None:
    repo = Repo(tmp_path, bare=True)
    repo.commit({"src/a.rs": ""})
    assert open_repository(tmp_path).touched().paths == frozenset()
