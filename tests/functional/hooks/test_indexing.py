"""Hooks that index: the index follows what git does, in the background, once for many commits."""

from __future__ import annotations

import stat
import sys
import time
from pathlib import Path

from .project import BAD, GOOD, Project

INDEXING = ("post-commit", "post-merge", "post-checkout", "post-rewrite")


def test_a_commit_is_indexed_in_the_background_and_says_nothing(project: Project) -> None:
    project.install("post-commit")
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    log = project.wait_idle()
    assert len(log) == 1
    assert f"post-commit: indexed {project.head()[:10]}" in log[0]
    assert project.indexed(project.head())


def test_the_commit_does_not_wait_for_the_run(project: Project, tmp_path: Path) -> None:
    project.install("post-commit")
    slow = tmp_path / "python"
    slow.write_text(f"#!/bin/sh\nsleep 5\ntouch {tmp_path}/ran\n")
    slow.chmod(0o755)
    hook = project.hooks / "post-commit"
    hook.write_text(hook.read_text().replace(sys.executable, str(slow)))
    project.write({"src/domain.rs": GOOD})
    began = time.monotonic()
    assert project.commit("-a").returncode == 0
    assert time.monotonic() - began < 4
    assert not (tmp_path / "ran").exists()


def test_a_rebase_of_fifty_commits_makes_one_run_and_is_recorded(project: Project) -> None:
    project.git("checkout", "-q", "-b", "topic")
    for number in range(50):
        project.write({"src/infra.rs": f"pub struct Db;\npub const N: u32 = {number};\n"})
        project.git("commit", "-q", "-a", "-m", f"c{number}")
    old = project.git("rev-list", "main..topic").split()
    project.git("checkout", "-q", "main")
    project.write({"src/domain.rs": GOOD})
    project.git("commit", "-q", "-a", "-m", "main goes on")
    project.install(*INDEXING)
    project.git("rebase", "-q", "main", "topic")
    log = project.wait_idle()
    assert len(log) == 1, log
    assert project.indexed(project.head())
    new = project.git("rev-list", "main..topic").split()
    assert project.rewritten() == set(zip(old, new, strict=True))


def test_amend_cherry_pick_reset_and_stash_are_followed(project: Project) -> None:
    project.install(*INDEXING)
    project.write({"src/domain.rs": GOOD})
    project.git("commit", "-q", "-a", "-m", "one")
    first = project.head()
    project.git("commit", "-q", "--amend", "-m", "two")
    project.wait_idle()
    assert project.indexed(project.head())
    assert (first, project.head()) in project.rewritten()
    amended = project.head()
    project.git("checkout", "-q", "-b", "topic", "HEAD~1")
    project.git("cherry-pick", amended)
    project.wait_idle()
    assert project.indexed(project.head())
    project.write({"src/domain.rs": "pub struct Stashed;\n"})
    project.git("stash", "-q")
    project.git("stash", "pop", "-q")
    project.git("reset", "-q", "--hard", "main")
    project.git("branch", "-q", "-D", "main")
    project.wait_idle()
    assert project.indexed(project.head())


def test_a_pull_a_squash_and_a_new_worktree_are_followed(project: Project, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    project.git("clone", "-q", "--depth=1", project.path.resolve().as_uri(), str(clone))
    other = Project.__new__(Project)
    other.path, other.home = clone, project.home
    other.install(*INDEXING)
    project.write({"src/domain.rs": GOOD})
    project.git("commit", "-q", "-a", "-m", "upstream")
    other.git("pull", "-q")
    other.wait_idle()
    assert other.head() == project.head()
    assert other.indexed(project.head())
    other.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "side")
    (tmp_path / "tree/src/domain.rs").write_text("pub struct Side;\n")
    other.git("commit", "-q", "-a", "-m", "side", cwd=tmp_path / "tree")
    other.wait_idle()
    assert other.indexed(other.head(cwd=tmp_path / "tree"))
    other.git("merge", "-q", "--squash", "side")
    other.git("commit", "-q", "-m", "squashed")
    other.wait_idle()
    assert other.indexed(other.head())


def test_objects_in_quarantine_are_left_alone(project: Project) -> None:
    project.install("post-commit")
    env = project.environment() | {"GIT_QUARANTINE_PATH": str(project.path / ".git/objects/incoming")}
    assert project.run(str(project.hooks / "post-commit"), env=env).returncode == 0
    assert not project.state.exists()


def test_what_a_dead_run_left_is_no_hindrance(project: Project) -> None:
    project.install("post-commit")
    project.state.mkdir(parents=True)
    (project.state / "running").write_text("999999999\n")
    project.write({"src/domain.rs": GOOD})
    project.git("commit", "-q", "-a", "-m", "x")
    deadline = time.monotonic() + 20
    while not project.log() and time.monotonic() < deadline:
        time.sleep(0.05)
    project.wait_idle()
    assert project.indexed(project.head())


def test_a_hook_is_an_executable_shell_script(project: Project) -> None:
    project.install("post-commit")
    hook = project.hooks / "post-commit"
    assert hook.read_text().startswith("#!/bin/sh\n")
    assert stat.S_IMODE(hook.stat().st_mode) == 0o755
