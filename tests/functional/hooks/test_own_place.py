"""rgraph's folder in a `.git` that came in an archive: what lies there is neither followed nor trusted."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from rgraph.git.repository import open_repository
from rgraph.hooks.lock import is_locked
from rgraph.store.store import FILE, store_directory

from .project import GOOD, Project

PRECIOUS = "not rgraph's\n"


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A file outside the repository that must stay as it is."""
    path = tmp_path / "precious"
    path.write_text(PRECIOUS)
    return path


def commit(project: Project) -> None:
    project.write({"src/domain.rs": GOOD + f"// {os.urandom(4).hex()}\n"})
    done = project.commit("-a")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["pending", "rewritten", "running", "log", "lock"])
def test_a_link_among_the_files_of_the_hooks_is_not_followed(project: Project, precious: Path, name: str) -> None:
    project.install("post-commit", "post-rewrite")
    project.state.mkdir(parents=True)
    (project.state / name).symlink_to(precious)
    commit(project)
    project.git("commit", "-q", "--amend", "-m", "again")
    refused = project.rgraph("hooks", "run", "post-commit")
    assert refused.returncode == 2 and "is a link" in refused.stderr and "Traceback" not in refused.stderr
    assert precious.read_text() == PRECIOUS
    (project.state / name).unlink()
    commit(project)
    assert project.wait_idle() and project.indexed(project.head())


def test_a_link_in_place_of_a_folder_is_not_followed(project: Project, tmp_path: Path) -> None:
    project.install("post-commit")
    (tmp_path / "elsewhere").mkdir()
    rgraph = project.path / ".git" / "rgraph"
    for link in (rgraph, rgraph / "hooks"):
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(tmp_path / "elsewhere")
        commit(project)
        assert project.rgraph("hooks", "run", "post-commit").returncode == 2
        link.unlink()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_pipe_does_not_stop_a_commit(project: Project) -> None:
    project.install("post-commit")
    project.state.mkdir(parents=True)
    os.mkfifo(project.state / "pending")
    commit(project)
    assert project.rgraph("hooks", "run", "post-commit").returncode == 2


@pytest.mark.parametrize(
    "name", ["writer.json", "writer.lock", FILE, f"{FILE}-wal", f"{FILE}.new", f"{FILE}.linking.0.0"]
)
def test_a_link_among_the_files_of_the_store_is_not_followed(project: Project, precious: Path, name: str) -> None:
    directory = store_directory(open_repository(project.path).common_dir)
    directory.mkdir(parents=True)
    (directory / name).symlink_to(precious)
    for command in (["index"], ["index", "--rebuild"], ["gc"], ["show", "Order"]):
        done = project.rgraph(*command)
        assert done.returncode == 2 and "is a link" in done.stderr, done.stderr
    assert precious.read_text() == PRECIOUS


def test_a_process_of_that_number_is_no_run(project: Project) -> None:
    """The process id that a dead run left may belong to anything now; only the lock says that a run is under way."""
    project.install("post-commit")
    project.state.mkdir(parents=True)
    (project.state / "running").write_text(f"{os.getpid()}\n")
    commit(project)
    assert project.wait_idle() and project.indexed(project.head())


def test_a_run_under_way_is_left_to_serve_the_mark(project: Project) -> None:
    project.install("post-commit")
    project.state.mkdir(parents=True)
    lock = project.state / "lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert is_locked(str(lock))
        commit(project)
        assert (project.state / "pending").exists() and project.log() == []
    assert not is_locked(str(lock))
    commit(project)
    assert project.wait_idle() and project.indexed(project.head())
