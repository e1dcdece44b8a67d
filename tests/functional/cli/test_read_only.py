"""A repository that cannot be written: questions are answered from a copy of its store in the user's cache directory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rgraph.store import elsewhere
from rgraph.store.store import FILE, store_directory
from tests.dsl import Repo, manifest

from .conftest import Rgraph


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() { g() }\nfn g() {}\n"})
    return made


@pytest.fixture
def read_only(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Nothing below the repository can be written, as the system would say it; root may write everywhere, so it is told."""
    access = os.access

    def refused(path: object, mode: int, **options: bool) -> bool:
        inside = os.fspath(path).startswith(os.fspath(repo.path))  # type: ignore[call-overload]
        return not (inside and mode & os.W_OK) and access(path, mode, **options)  # type: ignore[arg-type]

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "access", refused)
    yield tmp_path / "cache" / "rgraph" / "stores"


def state(repo: Repo) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in repo.git_dir.rglob("*") if path.is_file()}


ASKED = (["show", "f"], ["dump"], ["callers", "g"], ["query", "?[p] := file[p, _]"], ["status"], ["doctor"], ["check"])


def test_an_indexed_store_answers_and_is_not_touched(
    repo: Repo, rgraph: Rgraph, request: pytest.FixtureRequest
) -> None:
    rgraph(repo.path, "index")
    answered = [rgraph(repo.path, *words).out for words in ASKED]
    before = state(repo)
    copies = request.getfixturevalue("read_only")
    again = [rgraph(repo.path, *words).out for words in ASKED]
    assert [text for text in again if "store:" not in text] == [text for text in answered if "store:" not in text]
    assert state(repo) == before
    assert len(list(copies.iterdir())) == 1 and copies.stat().st_mode & 0o077 == 0


def test_what_is_not_indexed_is_indexed_in_the_copy(repo: Repo, read_only: Path, rgraph: Rgraph) -> None:
    before = state(repo)
    first = rgraph(repo.path, "show", "f")
    assert first.code == 0 and "not indexed yet" in first.err
    assert rgraph(repo.path, "index", "--history").code == 0
    assert "not indexed yet" not in rgraph(repo.path, "show", "f").err
    assert state(repo) == before


def test_the_copy_follows_the_repositorys_own_store(
    repo: Repo, rgraph: Rgraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    directory = store_directory(repo.git_dir)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rgraph(repo.path, "index")
    copy = elsewhere.copied(directory)
    assert (copy / FILE).read_bytes() == (directory / FILE).read_bytes()
    marked = (copy / FILE).stat().st_ino
    assert elsewhere.copied(directory) == copy and (copy / FILE).stat().st_ino == marked, (
        "an unchanged store is not copied again"
    )
    repo.commit({"src/lib.rs": "pub fn h() {}\n"})
    rgraph(repo.path, "index")
    assert elsewhere.copied(directory) == copy
    assert (copy / FILE).read_bytes() == (directory / FILE).read_bytes()


def test_where_nothing_can_be_written_that_is_said(repo: Repo, read_only: Path, rgraph: Rgraph) -> None:
    read_only.parent.parent.write_text("no folder")
    ran = rgraph(repo.path, "show", "f")
    assert ran.code == 2 and "cannot be" in ran.err and "Traceback" not in ran.err
