"""A sparse checkout: what it leaves out is neither removed nor a hindrance to a commit."""

from __future__ import annotations

import pytest

from .project import BAD, GOOD, SAID, Project

MODES = [
    ("--no-cone", "/Cargo.toml", "/rgraph.toml", "/src/domain.rs"),
    ("--cone", "docs"),
    ("--cone", "--sparse-index", "docs"),
]


@pytest.mark.parametrize("mode", MODES, ids=["patterns", "cone", "sparse index"])
def test_what_is_not_checked_out_is_not_removed_and_rules_are_checked(project: Project, mode: tuple[str, ...]) -> None:
    project.write({"docs/a.md": "a"})
    project.git("add", "-A")
    project.git("commit", "-q", "-m", "docs")
    project.install("pre-commit")
    project.git("sparse-checkout", "set", *mode)
    assert not (project.path / "src/infra.rs").exists()
    for words in (("diff",), ("diff", "--staged"), ("diff", "--worktree")):
        said = project.rgraph(*words)
        assert said.returncode == 0, said.stderr
        assert "removed" not in said.stdout and "major" not in said.stdout, said.stdout
    for words in (("show", "Db", "--at", "worktree"), ("show", "Db", "--at", "staged"), ("check",)):
        said = project.rgraph(*words)
        assert said.returncode == 0, said.stdout + said.stderr
    project.write({"docs/a.md": "b"})
    project.git("add", "--sparse", "docs/a.md")
    done = project.commit()
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("mode", MODES[1:], ids=["cone", "sparse index"])
def test_a_violation_beyond_the_sparse_set_is_found(project: Project, mode: tuple[str, ...]) -> None:
    project.write({"docs/a.md": "a"})
    project.git("add", "-A")
    project.git("commit", "-q", "-m", "docs")
    project.install("pre-commit")
    project.git("sparse-checkout", "set", *mode)
    project.write({"src/domain.rs": BAD})
    project.git("add", "--sparse", "src/domain.rs")
    done = project.commit()
    assert done.returncode == 1 and SAID in done.stderr
    project.write({"src/domain.rs": GOOD})
    project.git("add", "--sparse", "src/domain.rs")
    assert project.commit().returncode == 0
