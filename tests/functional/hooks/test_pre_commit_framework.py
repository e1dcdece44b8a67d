"""`.pre-commit-hooks.yaml` with pre-commit itself: one environment, built as a user's is, for all its hooks."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from .project import BAD, GOOD, SAID, Project

ROOT = Path(__file__).parents[3]
PACKAGE = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "src", "hooks")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository that pre-commit can clone."""
    folder = tmp_path_factory.mktemp("published")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PACKAGE],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode().split("\0")  # fmt: skip
    maker = Project(folder, folder.parent / "maker-home", {"start": ""})
    maker.write({name: (ROOT / name).read_text() for name in listed if name and (ROOT / name).is_file()})
    maker.git("add", "-A")
    maker.git("commit", "-q", "-m", "rgraph")
    return folder


def pre_commit(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    return project.run(sys.executable, "-m", "pre_commit", *arguments)


def test_the_hooks_of_a_published_rgraph(project: Project, published: Path) -> None:
    revision = project.git("rev-parse", "HEAD", cwd=published).strip()
    hooks = "".join(f"  - id: {name}\n" for name in ("rgraph-check", "rgraph-index", "rgraph-api"))
    project.write({".pre-commit-config.yaml": f"repos:\n- repo: {published}\n  rev: {revision}\n  hooks:\n{hooks}"})
    project.git("add", "-A")
    project.git("commit", "-q", "-m", "config")
    project.git("tag", "v0.1.0")
    types = [f"--hook-type={name}" for name in ("pre-commit", "post-commit", "pre-push", "post-checkout")]
    done = pre_commit(project, "install", "--install-hooks", *types)
    assert done.returncode == 0, done.stdout + done.stderr

    # an installed rgraph has its hook scripts
    (command,) = (project.home / ".cache/pre-commit").glob("repo*/py_env*/bin/rgraph")
    assert project.run(str(command), "hooks", "install", "post-merge").returncode == 0
    assert f"'{command.parent}/python" in (project.hooks / "post-merge").read_text()

    # a commit that breaks a rule is stopped
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert done.returncode != 0
    assert SAID in done.stdout + done.stderr

    # a fine one is let through, and indexed without waiting
    project.write({"src/domain.rs": GOOD})
    done = project.commit("-a")
    assert done.returncode == 0, done.stdout + done.stderr
    deadline = time.monotonic() + 20
    while not project.log() and time.monotonic() < deadline:
        time.sleep(0.05)
    project.wait_idle()
    assert project.indexed(project.head())

    # files that have nothing to do with Rust start nothing
    project.write({"notes.txt": "x\n"})
    project.git("add", "-A")
    assert "no files to check" in pre_commit(project, "run", "rgraph-check").stdout

    # a push that breaks the API without a bump is stopped
    project.git("init", "-q", "--bare", str(project.home / "remote.git"))
    project.git("remote", "add", "origin", str(project.home / "remote.git"))
    project.git("push", "-q", "origin", "main")
    project.write({"src/domain.rs": "pub struct Other(u8);\n"})
    project.git("commit", "-q", "-a", "-m", "gone")
    done = project.run("git", "push", "-q", "origin", "main")
    assert done.returncode != 0
    assert "demo::domain::Order" in done.stdout + done.stderr

    # as its author tries it: the same revision, so no second environment is built
    project.write({"src/domain.rs": BAD})
    project.git("add", "-A")
    done = pre_commit(project, "try-repo", str(published), "rgraph-check", "--ref", revision)
    assert done.returncode == 1
    assert SAID in done.stdout
