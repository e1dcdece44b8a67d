"""Hooks that check: git decides by them what is committed, merged and pushed, whatever lies about."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from .project import BAD, GOOD, SAID, Project


def test_a_violation_stops_the_commit_and_says_where(project: Project) -> None:
    project.install("pre-commit")
    before = project.head()
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert done.returncode != 0
    assert SAID in done.stderr
    assert "src/domain.rs:1:19" in done.stderr
    assert "The domain is tested without a database." in done.stderr
    assert project.head() == before
    assert project.commit("-a", "--no-verify").returncode == 0


def test_what_is_fine_passes_without_a_word(project: Project) -> None:
    project.install("pre-commit")
    project.write({"src/domain.rs": GOOD})
    done = project.commit("-a")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_staged_file_that_cannot_be_read_in_full_is_named_and_does_not_stop_the_commit(project: Project) -> None:
    project.install("pre-commit")
    project.write({"src/domain.rs": "pub struct Order;\npub fn f( {\n"})
    note = "note: 1 file was not read in full, so violations there may be missed: src/domain.rs\n"
    for _ in range(2):  # the second time it is answered by what was kept of the first
        done = project.commit("-a")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", note)
        project.git("reset", "-q", "--soft", "HEAD~1")
    project.git("commit", "-q", "--no-verify", "-m", "broken")
    project.write({"src/infra.rs": "pub struct Db;\npub struct Pool;\n"})
    done = project.commit("-a")
    assert (done.returncode, done.stderr) == (0, ""), "a file that the commit leaves alone is not named each time"


def test_only_the_staged_part_of_a_file_is_judged(project: Project) -> None:
    project.install("pre-commit")
    project.write({"src/domain.rs": GOOD})
    project.git("add", "src/domain.rs")
    project.write({"src/domain.rs": BAD})
    assert project.commit().returncode == 0
    project.git("add", "src/domain.rs")
    project.write({"src/domain.rs": GOOD})
    done = project.commit()
    assert done.returncode != 0
    assert SAID in done.stderr


def test_commit_only_judges_the_index_that_git_makes_for_it(project: Project) -> None:
    project.install("pre-commit")
    project.write({"src/domain.rs": BAD, "src/infra.rs": "pub struct Db;\npub struct Row;\n"})
    project.git("add", "src/domain.rs")
    assert project.commit("--only", "src/infra.rs").returncode == 0
    assert project.git("show", "--name-only", "--format=", "HEAD").split() == ["src/infra.rs"]
    done = project.commit("--only", "src/domain.rs")
    assert done.returncode != 0
    assert SAID in done.stderr


def test_an_amended_commit_is_judged_as_it_will_be(project: Project) -> None:
    project.install("pre-commit")
    project.write({"src/domain.rs": BAD})
    assert project.commit("-a", "--no-verify").returncode == 0
    assert project.commit("--amend").returncode != 0
    project.write({"src/domain.rs": GOOD})
    assert project.commit("-a", "--amend").returncode == 0


def test_untracked_modules_are_not_seen(project: Project) -> None:
    project.install("pre-commit")
    project.write({"src/domain/extra.rs": BAD, "src/domain.rs": "pub mod extra;\npub struct Order;\n"})
    project.git("add", "src/domain.rs")
    assert project.commit().returncode == 0
    project.git("add", "src/domain/extra.rs")
    assert project.commit().returncode != 0


def test_without_rules_in_the_index_nothing_is_checked(project: Project) -> None:
    project.install("pre-commit")
    project.git("rm", "-q", "--cached", "rgraph.toml")
    project.write({"src/domain.rs": BAD})
    project.git("add", "src/domain.rs")
    assert project.commit().returncode == 0


def test_without_rules_no_python_is_started(project: Project, tmp_path: Path) -> None:
    """Were it started, it would fail: the hook says so where there are rules."""
    project.git("init", "-q", "--bare", str(tmp_path / "remote.git"))
    project.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    project.install("pre-commit", "pre-push")
    for name in ("pre-commit", "pre-push"):
        hook = project.path / ".git" / "hooks" / name
        hook.write_text(hook.read_text().replace(sys.executable, "/nowhere/python"))
    folders = {str(Path(found).parent) for found in (shutil.which("git"), shutil.which("sh")) if found}
    path = project.environment() | {"PATH": os.pathsep.join(sorted(folders))}
    project.write({"README": "1"})
    project.git("add", "README")
    done = project.run("git", "commit", "-q", "-m", "ruled", env=path)
    assert done.returncode != 0
    assert "neither at /nowhere/python" in done.stderr
    assert project.run("git", "push", "-q", "origin", "main", env=path).returncode != 0
    project.git("rm", "-q", "--cached", "rgraph.toml")
    done = project.run("git", "commit", "-q", "-m", "free", env=path)
    assert (done.returncode, done.stderr) == (0, "")
    done = project.run("git", "push", "-q", "origin", "main", env=path)
    assert (done.returncode, done.stderr) == (0, "")
    project.git("branch", "old", "HEAD~1")
    assert project.run("git", "push", "-q", "origin", "main", "old", env=path).returncode != 0


def test_wrong_rules_stop_the_commit(project: Project) -> None:
    project.install("pre-commit")
    project.write({"rgraph.toml": '[[rule]]\nname = "x"\nkind = "forbiden"\nreason = "y"\n'})
    done = project.commit("-a")
    assert done.returncode != 0
    assert "rgraph.toml:3:1" in done.stderr
    assert "did you mean `forbidden`?" in done.stderr


def test_a_merge_is_judged_before_it_is_committed(project: Project) -> None:
    project.write({"src/domain.rs": "pub use crate::infra::*;\n", "src/infra.rs": "mod hidden { pub struct Db; }\n"})
    project.install("pre-merge-commit")
    project.git("checkout", "-q", "-b", "topic")
    project.write({"src/domain.rs": BAD, "src/infra.rs": "pub struct Db;\n"})
    project.git("commit", "-q", "-a", "--no-verify", "-m", "topic")
    project.git("checkout", "-q", "main")
    project.write({"Cargo.toml": '[package]\nname = "demo"\nversion = "0.2.0"\nedition = "2021"\n'})
    project.git("commit", "-q", "-a", "-m", "main")
    done = project.run("git", "merge", "-q", "--no-edit", "topic")
    assert done.returncode != 0
    assert SAID in done.stderr


def test_a_push_is_judged_by_the_commits_that_it_sends(project: Project, tmp_path: Path) -> None:
    project.git("init", "-q", "--bare", str(tmp_path / "remote.git"))
    project.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    project.install("pre-push")
    project.git("push", "-q", "origin", "main")
    project.write({"src/domain.rs": BAD})
    project.git("commit", "-q", "-a", "-m", "bad")
    done = project.run("git", "push", "-q", "origin", "main")
    assert done.returncode != 0
    assert SAID in done.stderr
    project.git("branch", "old", "HEAD~1")
    project.git("push", "-q", "origin", "old")
    project.git("push", "-q", "origin", "--delete", "old")


def test_a_worktree_is_judged_by_its_own_index(project: Project, tmp_path: Path) -> None:
    project.install("pre-commit")
    other = tmp_path / "other"
    project.git("worktree", "add", "-q", str(other), "-b", "other")
    (other / "src/domain.rs").write_text(BAD)
    project.write({"src/domain.rs": GOOD})
    assert project.commit("-a").returncode == 0
    done = project.commit("-a", cwd=other)
    assert done.returncode != 0
    assert SAID in done.stderr


def test_a_submodule_has_hooks_of_its_own(project: Project, tmp_path: Path) -> None:
    outer = Project(tmp_path / "outer", project.home, {"README": "x\n"})
    outer.git("submodule", "--quiet", "add", str(project.path), "inner")
    inner = outer.path / "inner"
    outer.install("pre-commit", cwd=inner)
    assert (outer.path / ".git/modules/inner/hooks/pre-commit").exists()
    (inner / "src/domain.rs").write_text(BAD)
    assert outer.commit("-a", cwd=inner).returncode != 0


def test_a_client_with_a_bare_environment_is_checked_too(project: Project) -> None:
    project.install("pre-commit")
    project.write({"src/domain.rs": BAD})
    bare = {name: value for name, value in project.environment().items() if name.startswith("GIT_")}
    done = project.run("git", "commit", "-q", "-a", "-m", "x", env={**bare, "PATH": "/usr/bin:/bin"})
    assert done.returncode != 0
    assert SAID in done.stderr


def test_git_dir_and_work_tree_from_the_environment(project: Project, tmp_path: Path) -> None:
    project.install("pre-commit")
    project.write({"src/domain.rs": BAD})
    env = project.environment() | {"GIT_DIR": str(project.path / ".git"), "GIT_WORK_TREE": str(project.path)}
    done = project.run("git", "commit", "-q", "-a", "-m", "x", cwd=tmp_path, env=env)
    assert done.returncode != 0
    assert SAID in done.stderr


def test_a_module_in_the_repository_is_never_imported(project: Project) -> None:
    project.install("pre-commit")
    project.write({"rgraph/__init__.py": "raise SystemExit(0)\n", "typer.py": "raise SystemExit(0)\n"})
    project.write({"src/domain.rs": BAD})
    assert project.commit("-a").returncode != 0


# ---- rgraph gone or failing --------------------------------------------------------------------------------


def without_rgraph(project: Project) -> dict[str, str]:
    for path in project.hooks.glob("p*"):
        path.write_text(path.read_text().replace(sys.executable, "/nowhere/python"))
    return project.environment() | {"PATH": "/usr/bin:/bin"}


def test_without_rgraph_checks_say_so_and_stop_the_commit(project: Project) -> None:
    project.install()
    env = without_rgraph(project)
    project.write({"src/domain.rs": GOOD})
    done = project.run("git", "commit", "-q", "-a", "-m", "x", env=env)
    assert done.returncode != 0
    assert "rgraph is neither at /nowhere/python nor on the PATH" in done.stderr
    assert "--no-verify" in done.stderr


def test_without_rgraph_indexing_is_silent(project: Project) -> None:
    project.install("post-commit", "post-checkout")
    env = without_rgraph(project)
    project.write({"src/domain.rs": GOOD})
    done = project.run("git", "commit", "-q", "-a", "-m", "x", env=env)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_crash_stops_the_commit_unless_the_user_chose_otherwise(project: Project) -> None:
    store = project.path / ".git" / "rgraph"
    store.write_text("in the way")  # no store can be made here
    project.install("pre-commit")
    project.write({"src/domain.rs": GOOD})
    done = project.commit("-a")
    assert done.returncode != 0
    assert "error:" in done.stderr
    assert project.rgraph("hooks", "install", "pre-commit", "--fail-open").returncode == 0
    done = project.commit("-a")
    assert done.returncode == 0
    assert "the rules were not checked" in done.stderr
    assert os.path.isfile(store)


def test_failing_open_lets_no_violation_through(project: Project) -> None:
    assert project.rgraph("hooks", "install", "pre-commit", "--fail-open").returncode == 0
    project.write({"src/domain.rs": BAD})
    assert project.commit("-a").returncode == 1
