"""Which saved files are worth a look."""

from __future__ import annotations

from pathlib import Path

import pytest

from rgraph.git.repository import open_repository
from rgraph.watch.watching import _matters, _places
from tests.dsl import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({".gitignore": "target/\n*.gen.rs\n", "src/lib.rs": ""})
    made.checkout("main")
    return made


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("src/lib.rs", True),
        ("src/new/deep.rs", True),
        ("Cargo.toml", True),
        ("rgraph.toml", True),
        ("README.md", False),
        ("src/lib.rs.swp", False),
        ("target/debug/build/out.rs", False),
        ("src/made.gen.rs", False),
        (".git/HEAD", True),
        (".git/logs/HEAD", True),
        (".git/index", True),
        (".git/index.lock", False),
        (".git/objects/ab/cdef.rs", False),
        (".git/rgraph/v1/graph.db-wal", False),
    ],
)
def test_a_change_matters_where_it_may_change_the_tree(repo: Repo, path: str, matters: bool) -> None:
    root = repo.path.resolve()
    assert _matters(open_repository(repo.path), str(root / path)) is matters


def test_the_folder_of_git_is_watched_where_it_lies_elsewhere(repo: Repo, tmp_path: Path) -> None:
    assert _places(open_repository(repo.path)) == [str(repo.path.resolve())]
    beside = tmp_path / "beside"
    repo.git("worktree", "add", "-q", "--detach", str(beside))
    root, git = _places(open_repository(beside))
    assert Path(root) == beside.resolve() and Path(git).parent.name == "worktrees"
