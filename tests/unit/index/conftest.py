"""A small repository with branches, and a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rgraph.git.repository import Repository, open_repository
from rgraph.store.store import Store, open_store
from tests.dsl import Repo, manifest

LIB = "mod a;\npub fn run() -> u32 { a::walk(1) }\n"
A = "pub fn walk(n: u32) -> u32 { n + 1 }\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """main: three commits; topic: one, off the first."""
    repo = Repo(tmp_path / "r")
    first = repo.commit({"Cargo.toml": manifest(), "src/lib.rs": LIB, "src/a.rs": A, "rgraph.toml": ""}, tag="v1")
    repo.commit({"src/a.rs": A.replace("1", "2")})
    repo.commit({"src/b.rs": "", "Cargo.lock": "version = 3\n"}, delete=["rgraph.toml"])
    repo.commit({"src/lib.rs": LIB + "pub fn more() {}\n"}, branch="topic", parents=[first])
    return repo


@pytest.fixture
def repository(repo: Repo) -> Repository:
    return open_repository(repo.git_dir)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened
