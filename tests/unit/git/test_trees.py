"""Indexed paths of trees and changes between them, against libgit2's own listing."""

from pathlib import Path

import pygit2
import pytest
from hypothesis import given, settings
from pygit2.enums import FileMode

from rgraph.errors import RepositoryError
from rgraph.git import trees
from rgraph.git.path_bytes import is_indexed, to_repo_path
from rgraph.git.repository import Repository, open_repository
from rgraph.model.ids import Oid
from tests.dsl import History, Repo, histories


def expected(repo: Repo, revision: str) -> dict[str, bytes]:
    return {to_repo_path(path): data for path, data in repo.files(revision).items() if is_indexed(path)}


def contents(opened: Repository, oid: str) -> dict[str, bytes]:
    return {path: opened.read(blob) for path, blob in opened.tree(Oid(oid)).items()}


@given(history=histories(max_steps=8))
@settings(max_examples=40, deadline=None)
def test_trees_and_changes_equal_git_on_random_histories(
    history: History, tmp_path_factory: pytest.TempPathFactory
) -> None:
    built = history.build(tmp_path_factory.mktemp("h"))
    opened = open_repository(built.repo.path)
    for commit in built.commits:
        assert contents(opened, commit) == expected(built.repo, commit)
        for other in built.commits[-3:]:
            before, after = opened.tree(Oid(other)), opened.tree(Oid(commit))
            differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
            changes = opened.changes(Oid(other), Oid(commit))
            assert [change.path for change in changes] == sorted(differing)
            assert all((c.old_blob, c.new_blob) == (before.get(c.path), after.get(c.path)) for c in changes)


def test_only_regular_indexed_files_count(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    sub = repo.commit({"x.rs": "x"}, branch="sub")
    oid = repo.commit(
        {
            "src/a.rs": "a",
            "run.rs": "r",
            "README.md": "no",
            "Cargo.toml": "t",
            "deep/Cargo.lock": "l",
            "a.rs/b.txt": "dir",
        },
        symlinks={"link.rs": "src/a.rs", "dirlink": "src"},
        submodules={"sub.rs": sub},
        executable=["run.rs"],
    )
    assert list(open_repository(repo.path).tree(Oid(oid))) == ["Cargo.toml", "deep/Cargo.lock", "run.rs", "src/a.rs"]


def test_a_path_that_turns_from_file_to_directory_and_back(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    first = Oid(repo.commit({"a.rs": "1", "b.rs": "2"}))
    second = Oid(repo.commit({"a.rs/inner.rs": "3"}, delete=["a.rs"], symlinks={"b.rs": "a.rs"}))
    opened = open_repository(repo.path)
    gone_and_new = [(c.path, c.old_blob is None, c.new_blob is None) for c in opened.changes(first, second)]
    assert gone_and_new == [("a.rs", False, True), ("a.rs/inner.rs", True, False), ("b.rs", False, True)]
    back = [(c.path, c.old_blob is None, c.new_blob is None) for c in opened.changes(second, first)]
    assert back == [("a.rs", True, False), ("a.rs/inner.rs", False, True), ("b.rs", True, False)]


def test_odd_names(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    odd = {b"src/\xff\xfe.rs": "1", b"new\nline.rs": "2", b"back\\slash.rs": "3", "ü/ä.rs".encode(): "4"}
    oid = Oid(repo.commit(odd))
    opened = open_repository(repo.path)
    assert contents(opened, oid) == {
        "src/\\xff\\xfe.rs": b"1",
        "new\nline.rs": b"2",
        "back\\\\slash.rs": b"3",
        "ü/ä.rs": b"4",
    }


def test_everything_is_added_to_nothing(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    oid = Oid(repo.commit({"b.rs": "b", "a/c.rs": "c"}))
    changes = open_repository(repo.path).changes(None, oid)
    assert [(change.path, change.old_blob) for change in changes] == [("a/c.rs", None), ("b.rs", None)]
    assert open_repository(repo.path).changes(oid, oid) == []


def nested(repo: Repo, levels: int, width: int = 1) -> str:
    """A commit of directories within directories, each holding the one below `width` times."""
    store = repo.repo
    tree = store.TreeBuilder()
    tree.insert("a.rs", store.create_blob(b"x"), FileMode.BLOB)
    below = tree.write()
    for _ in range(levels):
        builder = store.TreeBuilder()
        for number in range(width):
            builder.insert(f"d{number}", below, FileMode.TREE)
        below = builder.write()
    signature = pygit2.Signature("A", "a@x", 1, 0)
    return str(store.create_commit(None, signature, signature, "m", below, []))


def test_the_depth_limit_does_not_depend_on_what_was_read_before(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    inside, outside = Oid(nested(repo, trees.MAX_DEPTH)), Oid(nested(repo, trees.MAX_DEPTH + 1))
    for order in ((inside, outside), (outside, inside)):
        opened = open_repository(repo.path)
        assert {oid: len(opened.tree(oid)) for oid in order} == {inside: 1, outside: 0}
        assert opened.changes(None, outside) == [] and len(opened.changes(None, inside)) == 1


def test_directories_too_deep_are_listed(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    opened = open_repository(repo.path)
    assert opened.too_deep(Oid(nested(repo, trees.MAX_DEPTH))) == []
    for depth in (trees.MAX_DEPTH + 1, trees.MAX_DEPTH + 30):
        (path,) = opened.too_deep(Oid(nested(repo, depth)))
        assert path.count("/") == trees.MAX_DEPTH


def test_only_the_first_directories_too_deep_are_listed(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    above = "d/" * trees.MAX_DEPTH
    repo.commit({f"{above}{n:03}/lib.rs": "" for n in range(130)})
    found = open_repository(repo.path).too_deep(Oid(repo.oid("HEAD")))
    assert found == [f"{above}{n:03}" for n in range(trees.MAX_TOO_DEEP)]


def test_a_tree_that_spells_billions_of_paths_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "MAX_PATHS", 50_000)
    repo = Repo(tmp_path / "r")
    bomb = Oid(nested(repo, 12, width=10))
    empty = Oid(repo.commit({"a.rs": "1"}))
    opened = open_repository(repo.path)
    with pytest.raises(RepositoryError, match="more than"):
        opened.tree(bomb)
    with pytest.raises(RepositoryError, match="more than"):
        opened.changes(empty, bomb)


def test_two_bombs_are_not_compared_forever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "MAX_PATHS", 5_000)
    repo = Repo(tmp_path / "r")
    first = Oid(nested(repo, 40, width=2))
    repo.repo.create_blob(b"y")
    second = Oid(nested(repo, 39, width=2))
    with pytest.raises(RepositoryError, match="more than"):
        open_repository(repo.path).changes(first, second)


def test_a_small_cache_changes_nothing(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    commits = [Oid(repo.commit({f"m{number % 7}/f{number}.rs": str(number)})) for number in range(30)]
    opened = open_repository(repo.path)
    small = trees.TreeReader(opened._objects, cached_entries=3)
    for commit in commits:
        tree = opened.commit(commit).tree
        assert small.paths(tree) == opened.tree(commit)
        assert small.changes(opened.commit(commits[0]).tree, tree) == opened.changes(commits[0], commit)
