"""Finding repositories, the environment's say in it, and repositories that cannot be opened."""

import os
import pickle
import subprocess
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from rgraph.errors import RepositoryError
from rgraph.git.opening import _explain
from rgraph.git.repository import Repository, open_repository
from rgraph.model.ids import Oid
from tests.dsl import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({"src/lib.rs": "lib"})
    made.checkout()
    return made


def refused(path: Path | str | None = None) -> RepositoryError:
    with pytest.raises(RepositoryError) as caught:
        open_repository(path)
    assert caught.value.message.endswith(".") and "\n" not in caught.value.message
    return caught.value


def test_from_within(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (repo.path, repo.path / "src", repo.git_dir):
        assert open_repository(path).git_dir == repo.git_dir
    monkeypatch.chdir(repo.path / "src")
    assert open_repository().workdir == repo.path


def test_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path).message == f"{tmp_path} is not in a git repository."
    monkeypatch.chdir(tmp_path)
    assert refused().message == f"{tmp_path} is not in a git repository."
    assert "does not exist" in refused(tmp_path / "none").message


def test_a_bare_repository(tmp_path: Path) -> None:
    bare = Repo(tmp_path / "b.git", bare=True)
    oid = bare.commit({"a.rs": "1"})
    opened = open_repository(bare.path)
    assert (opened.head(), opened.workdir, opened.common_dir) == (oid, None, bare.path)


def test_git_dir(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", "r/.git")
    assert open_repository().git_dir == repo.git_dir
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("GIT_DIR", ".git")
    assert open_repository().workdir == repo.path
    monkeypatch.chdir("/")
    assert open_repository(repo.path).workdir == repo.path
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert "is not in a git repository" in refused().message


def test_work_tree(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "other.rs").write_text("other")
    monkeypatch.setenv("GIT_WORK_TREE", "elsewhere")
    monkeypatch.setenv("GIT_DIR", str(repo.git_dir))
    monkeypatch.chdir(tmp_path)
    opened = open_repository()
    assert opened.workdir == elsewhere and os.environ["GIT_WORK_TREE"] == "elsewhere"
    assert list(opened.worktree_tree().files) == ["other.rs"]
    assert pickle.loads(pickle.dumps(opened)).workdir == elsewhere
    monkeypatch.setenv("GIT_WORK_TREE", "none")
    assert str(tmp_path / "none") in refused().message


def test_objects_in_quarantine(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a pre-receive hook sees: pushed objects lie in a folder of their own until it agrees."""
    other = Repo(tmp_path / "other")
    pushed = Oid(other.commit({"a.rs": "pushed"}))
    assert not open_repository(repo.path).has_commit(pushed)
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.git_dir / "objects"))
    monkeypatch.setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", str(repo.git_dir / "objects"))
    opened = open_repository(repo.path)
    assert list(opened.tree(pushed)) == ["a.rs"]
    assert list(opened.tree(Oid(repo.oid("main")))) == ["src/lib.rs"]


def test_a_ceiling_stops_the_search(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repo.path))
    assert "is not in a git repository" in refused(repo.path / "src").message


def test_sha256(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--object-format=sha256", str(tmp_path / "s")], check=True)
    error = refused(tmp_path / "s")
    assert "SHA-256" in error.message and error.hint


def test_extensions(repo: Repo) -> None:
    def configure(*words: str) -> None:  # git itself would not start with an extension that it does not know
        repo.git("config", "-f", str(repo.git_dir / "config"), *words, env={"GIT_DIR": "/"})

    configure("core.repositoryformatversion", "1")
    configure("extensions.worktreeConfig", "true")
    assert open_repository(repo.path).head() == repo.oid("main")
    configure("extensions.refstorage", "reftable")
    assert "reftable" in refused(repo.path).message and "git refs migrate" in refused(repo.path).hint
    configure("--unset", "extensions.refstorage")
    configure("extensions.fromTheFuture", "1")
    assert "fromthefuture" in refused(repo.path).message.lower()


def test_a_partial_clone_opens_and_says_what_is_missing(repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    opened = open_repository(repo.clone(tmp_path / "partial", "--bare", "--filter=blob:none"))
    head = opened.head()
    assert head is not None
    tree = opened.tree(head)
    assert list(tree) == ["src/lib.rs"]
    with pytest.raises(RepositoryError, match="partial clone") as caught:
        opened.read(tree["src/lib.rs"])
    assert "git fetch --refetch" in caught.value.hint


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_folder_of_somebody_else(repo: Repo) -> None:
    os.chown(repo.path, 12345, 12345)
    os.chown(repo.git_dir, 12345, 12345)
    error = refused(repo.path / "src")
    assert "belongs to another user" in error.message
    assert error.hint.endswith(f"safe.directory {repo.path}")


def test_what_libgit2_says_about_owners_is_understood(repo: Repo) -> None:
    error = _explain(repo.path, "repository path '/x' is not owned by current user")
    assert "another user" in error.message and str(repo.path) in error.hint


def test_a_git_file_that_points_nowhere(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w/.git").write_text("gitdir: /nowhere/at/all\n")
    refused(tmp_path / "w")


def subjects(opened: Repository, oids: list[Oid]) -> list[bytes]:
    return [opened.read(opened.tree(oid)["a.rs"]) for oid in oids]


def test_threads_and_processes_read_at_once(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    oids = [Oid(repo.commit({"a.rs": str(number)})) for number in range(60)]
    expected = [str(number).encode() for number in range(60)]
    opened = open_repository(repo.path)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(subjects, [opened] * 8, [oids] * 8)) == [expected] * 8
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(subjects, [opened] * 2, [oids] * 2)) == [expected] * 2
