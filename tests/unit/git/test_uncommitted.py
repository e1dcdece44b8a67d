"""The index and the working directory as trees."""

import os
from pathlib import Path

import pytest

from rgraph.errors import RepositoryError
from rgraph.git import uncommitted
from rgraph.git.records import UncommittedTree
from rgraph.git.repository import open_repository
from tests.dsl import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit(
        {"Cargo.toml": "t", "src/lib.rs": "lib", "src/a.rs": "a", "README.md": "r", ".gitignore": "target/\n*.gen.rs\n"}
    )
    made.checkout()
    return made


def contents(tree: UncommittedTree) -> dict[str, bytes]:
    return {path: blob.read() for path, blob in tree.files.items()}


def staged(repo: Repo) -> dict[str, bytes]:
    return contents(open_repository(repo.path).staged_tree())


def on_disk(repo: Repo) -> dict[str, bytes]:
    return contents(open_repository(repo.path).worktree_tree())


def test_a_clean_checkout_is_its_commit(repo: Repo) -> None:
    opened = open_repository(repo.path)
    head = opened.head()
    assert head is not None
    tree = opened.tree(head)
    for uncommitted_tree in (opened.staged_tree(), opened.worktree_tree()):
        assert {path: blob.oid for path, blob in uncommitted_tree.files.items()} == tree
        assert contents(uncommitted_tree) == {"Cargo.toml": b"t", "src/a.rs": b"a", "src/lib.rs": b"lib"}
        assert uncommitted_tree.conflicts == uncommitted_tree.skipped == ()


def test_edits_are_in_the_worktree_and_staged_ones_in_the_index(repo: Repo) -> None:
    repo.write("src/lib.rs", "staged")
    repo.stage()
    repo.write("src/lib.rs", "edited")
    repo.write("src/new.rs", "new")
    (repo.path / "src/a.rs").unlink()
    assert staged(repo) == {"Cargo.toml": b"t", "src/a.rs": b"a", "src/lib.rs": b"staged"}
    assert on_disk(repo) == {"Cargo.toml": b"t", "src/lib.rs": b"edited", "src/new.rs": b"new"}
    files = open_repository(repo.path).worktree_tree().files
    assert files["src/lib.rs"].oid is None and files["Cargo.toml"].oid is not None


def test_ignored_files_are_not_there_unless_tracked(repo: Repo) -> None:
    repo.write("target/debug/build.rs", "x")
    repo.write("src/x.gen.rs", "x")
    repo.write("src/y.gen.rs", "y")
    repo.git("add", "-f", "src/y.gen.rs")
    assert sorted(on_disk(repo)) == ["Cargo.toml", "src/a.rs", "src/lib.rs", "src/y.gen.rs"]


def test_an_untracked_directory_is_looked_into(repo: Repo) -> None:
    repo.write("fresh/deep/Cargo.toml", "t")
    repo.write("fresh/deep/src/lib.rs", "l")
    assert {"fresh/deep/Cargo.toml", "fresh/deep/src/lib.rs"} <= set(on_disk(repo))


def test_symlinks_pipes_and_submodules_are_not_followed(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "secret.rs").write_text("secret")
    os.symlink(tmp_path / "secret.rs", repo.path / "src/link.rs")
    os.symlink("src", repo.path / "linked")
    os.mkfifo(repo.path / "pipe.rs")
    (repo.path / "src/a.rs").unlink()
    os.symlink("lib.rs", repo.path / "src/a.rs")
    inner = Repo(repo.path / "inner")
    inner.commit({"i.rs": "i"})
    inner.checkout()
    assert sorted(on_disk(repo)) == ["Cargo.toml", "src/lib.rs"]
    repo.stage("src", "linked")
    assert sorted(staged(repo)) == ["Cargo.toml", "src/lib.rs"]


def test_a_directory_replaced_by_a_link_hides_what_was_in_it(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/lib.rs").write_text("not ours")
    for path in (repo.path / "src").iterdir():
        path.unlink()
    (repo.path / "src").rmdir()
    os.symlink(tmp_path / "elsewhere", repo.path / "src")
    assert sorted(on_disk(repo)) == ["Cargo.toml"]


def test_odd_names(repo: Repo) -> None:
    repo.write(b"src/\xff.rs", "1")
    repo.write("src/new\nline.rs", "2")
    repo.write("src/back\\slash.rs", "3")
    expected = {"src/\\xff.rs": b"1", "src/new\nline.rs": b"2", "src/back\\\\slash.rs": b"3"}
    assert {path: data for path, data in on_disk(repo).items() if path in expected} == expected
    repo.stage()
    assert {path: data for path, data in staged(repo).items() if path in expected} == expected


def test_an_intent_to_add_is_no_content(repo: Repo) -> None:
    repo.write("src/soon.rs", "soon")
    repo.write("src/empty.rs", "")
    repo.git("add", "-N", "src/soon.rs")
    repo.git("add", "src/empty.rs")
    assert "src/soon.rs" not in staged(repo) and staged(repo)["src/empty.rs"] == b""
    assert on_disk(repo)["src/soon.rs"] == b"soon"


def test_conflicts_are_reported(repo: Repo) -> None:
    repo.commit({"src/lib.rs": "theirs", "src/new.rs": "theirs"}, branch="other", parents=["main"])
    repo.commit({"src/lib.rs": "ours", "src/new.rs": "ours"})
    repo.checkout()
    repo.git("merge", "other", check=False)
    tree = open_repository(repo.path).staged_tree()
    assert tree.conflicts == ("src/lib.rs", "src/new.rs")
    assert sorted(tree.files) == ["Cargo.toml", "src/a.rs"]
    assert b"<<<<<<<" in on_disk(repo)["src/lib.rs"]


def test_the_index_that_git_commit_uses(repo: Repo) -> None:
    """`git commit FILE` gives its hooks another index than `.git/index`."""
    repo.write("src/lib.rs", "committed")
    repo.write("src/a.rs", "staged only")
    repo.stage("src/a.rs")
    hook = repo.git_dir / "hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\nprintf %s "$GIT_INDEX_FILE" > seen\ncp "$GIT_INDEX_FILE" .git/kept-index\n')
    hook.chmod(0o755)
    repo.git("commit", "-q", "-m", "m", "src/lib.rs")
    assert (repo.path / "seen").read_text()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GIT_INDEX_FILE", str(repo.git_dir / "kept-index"))
        assert staged(repo)["src/lib.rs"] == b"committed" and staged(repo)["src/a.rs"] == b"a"
        environment.setenv("GIT_INDEX_FILE", ".git/kept-index")
        environment.chdir(repo.path / "src")
        assert contents(open_repository().staged_tree())["src/a.rs"] == b"a"
    assert staged(repo)["src/a.rs"] == b"staged only"


def test_line_endings_are_what_git_would_commit(repo: Repo) -> None:
    repo.write("src/crlf.rs", b"a\r\nb\r\n")
    assert on_disk(repo)["src/crlf.rs"] == b"a\r\nb\r\n"
    repo.write(".gitattributes", "*.rs text\n")
    assert on_disk(repo)["src/crlf.rs"] == b"a\nb\n"


def test_a_file_over_the_limit_is_skipped(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uncommitted, "MAX_FILE_BYTES", 100)
    repo.write("src/big.rs", "x" * 101)
    repo.write("src/fits.rs", "x" * 100)
    tree = open_repository(repo.path).worktree_tree()
    assert "src/big.rs" not in tree.files and "src/fits.rs" in tree.files
    assert tree.skipped == (("src/big.rs", "101 bytes"),)


def test_a_file_that_went_away_since_is_an_error(repo: Repo) -> None:
    target = repo.write("src/new.rs", "x")
    blob = open_repository(repo.path).worktree_tree().files["src/new.rs"]
    target.unlink()
    with pytest.raises(RepositoryError, match="cannot be read"):
        blob.read()


def test_a_bare_repository_has_no_working_directory(repo: Repo, tmp_path: Path) -> None:
    opened = open_repository(repo.clone(tmp_path / "bare", "--bare"))
    assert opened.workdir is None
    with pytest.raises(RepositoryError, match="bare"):
        opened.worktree_tree()
    assert opened.staged_tree().files == {}


def test_before_the_first_commit(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    repo.write("src/lib.rs", "x")
    assert staged(repo) == {} and on_disk(repo) == {"src/lib.rs": b"x"}
    repo.stage()
    assert staged(repo) == {"src/lib.rs": b"x"}


SPARSE = [("set", "--no-cone", "src"), ("set", "--cone", "src"), ("set", "--cone", "--sparse-index", "src")]


@pytest.fixture
def wide(repo: Repo) -> Repo:
    repo.commit({"other/o.rs": "o", "other/deep/Cargo.toml": "d", "src/b.rs": "b"})
    repo.checkout()
    return repo


@pytest.mark.parametrize("command", SPARSE)
def test_what_a_sparse_checkout_leaves_out_is_as_in_the_index(wide: Repo, command: tuple[str, ...]) -> None:
    whole = on_disk(wide)
    wide.git("sparse-checkout", *command)
    assert not (wide.path / "other").exists()
    assert staged(wide) == on_disk(wide) == whole
    wide.write("src/lib.rs", "edited")
    (wide.path / "src/a.rs").unlink()
    wide.write("src/new.rs", "new")
    expected = {path: text for path, text in whole.items() if path != "src/a.rs"}
    assert on_disk(wide) == expected | {"src/lib.rs": b"edited", "src/new.rs": b"new"}
    wide.write("other/o.rs", "is there after all")
    assert on_disk(wide)["other/o.rs"] == b"is there after all"
    wide.git("add", "--sparse", "-A")
    assert staged(wide) == on_disk(wide)


@pytest.mark.parametrize("mark", ["--skip-worktree", "--assume-unchanged"])
def test_a_marked_file_is_as_in_the_index(wide: Repo, mark: str) -> None:
    wide.git("update-index", mark, "src/lib.rs", "src/a.rs")
    wide.write("src/lib.rs", "only here")
    (wide.path / "src/a.rs").unlink()
    assert on_disk(wide)["src/lib.rs"] == b"lib" and on_disk(wide)["src/a.rs"] == b"a"


def test_a_split_index_is_read(wide: Repo) -> None:
    whole = on_disk(wide)
    wide.git("update-index", "--split-index")
    wide.write("src/b.rs", "staged")
    wide.git("add", "src/b.rs")
    wide.write("src/lib.rs", "edited")
    assert staged(wide) == whole | {"src/b.rs": b"staged"}
    assert on_disk(wide) == whole | {"src/b.rs": b"staged", "src/lib.rs": b"edited"}


def test_a_sparse_index_of_another_place_is_read(wide: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `git commit FILE` has it for a hook, relative to the top of the working directory."""
    wide.git("sparse-checkout", *SPARSE[2])
    (wide.git_dir / "index").rename(wide.git_dir / "next-index")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    monkeypatch.chdir(wide.path / "src")
    assert "other/o.rs" in staged(wide) and "other/o.rs" in on_disk(wide)


def test_git_runs_nothing_while_it_writes_an_index_out(wide: Repo, tmp_path: Path) -> None:
    """Not the repository's fsmonitor, and no hook."""
    wide.git("sparse-checkout", *SPARSE[2])
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    spy.chmod(0o755)
    wide.git("config", "core.fsmonitor", str(spy))
    (wide.git_dir / "hooks").mkdir(exist_ok=True)
    (wide.git_dir / "hooks/post-index-change").symlink_to(spy)
    assert "other/o.rs" in staged(wide)
    assert not (tmp_path / "ran").exists()


def test_without_git_a_sparse_index_is_refused_with_the_line_that_helps(
    wide: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide.git("sparse-checkout", *SPARSE[2])
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RepositoryError, match="sparse") as caught:
        open_repository(wide.path).staged_tree()
    assert caught.value.hint == "git sparse-checkout reapply --no-sparse-index"


def test_nothing_is_written(repo: Repo) -> None:
    repo.write("src/lib.rs", "edited")
    repo.write("src/new.rs", "new")
    os.utime(repo.path / "Cargo.toml", (1, 1))  # a stat cache that is out of date is what status would like to refresh

    def state() -> dict[Path, tuple[int, bytes]]:
        files = [path for path in repo.git_dir.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = state()
    staged(repo)
    on_disk(repo)
    opened = open_repository(repo.path)
    opened.refs()
    opened.kept_commits()
    list(opened.walk(opened.refs().values()))
    assert state() == before
