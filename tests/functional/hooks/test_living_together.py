"""Installing beside other hooks and hook tools, and leaving again without a trace."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from .project import BAD, GOOD, SAID, Project

OTHERS = {
    "sh that reads its own name": '#!/bin/sh\nset -e\necho "$(basename "$0") $# $(pwd)" >>"$HOME/ran"\n',
    "bash without execute at the end": '#!/usr/bin/env bash\ndeclare -a x=(one two)\necho "${x[1]}" >>"$HOME/ran"',
    "python": f"#!{sys.executable}\nimport pathlib, sys\nwith open(pathlib.Path.home() / 'ran', 'a') as f: f.write('python\\n')\n",
    "no first line": 'echo plain >>"$HOME/ran"\n',
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_a_hook_that_is_there_is_chained_and_comes_back_byte_for_byte(project: Project, text: str) -> None:
    hook = project.hook("post-commit", text)
    mode = hook.stat().st_mode
    project.install("post-commit")
    project.write({"src/domain.rs": GOOD})
    assert project.commit("-a").returncode == 0
    assert (project.home / "ran").read_text().startswith(("post-commit 0", "two", "python", "plain"))
    project.wait_idle()
    assert project.rgraph("hooks", "uninstall").returncode == 0
    assert (hook.read_text(), hook.stat().st_mode) == (text, mode)
    assert [path.name for path in project.hooks.iterdir() if "rgraph" in path.name] == []


def test_a_chained_check_that_fails_stops_the_commit_with_its_own_words(project: Project) -> None:
    project.hook("pre-commit", "#!/bin/sh\necho no, says the other >&2\nexit 3\n")
    project.install("pre-commit")
    project.write({"src/domain.rs": GOOD})
    done = project.commit("-a")
    assert done.returncode != 0
    assert done.stderr == "no, says the other\n"


def test_a_chained_hook_reads_what_git_writes_to_it(project: Project, tmp_path: Path) -> None:
    project.git("init", "-q", "--bare", str(tmp_path / "remote.git"))
    project.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    project.hook("pre-push", '#!/bin/sh\necho "$1" >"$HOME/ran"\ncat >>"$HOME/ran"\n')
    project.hook("post-rewrite", '#!/bin/sh\ncat >>"$HOME/rewrites"\n')
    project.install("pre-push", "post-rewrite")
    project.git("push", "-q", "origin", "main")
    assert (
        project.home / "ran"
    ).read_text() == f"origin\nrefs/heads/main {project.head()} refs/heads/main {'0' * 40}\n"
    old = project.head()
    project.git("commit", "-q", "--amend", "-m", "other words")
    assert (project.home / "rewrites").read_text() == f"{old} {project.head()}\n"
    project.wait_idle()


def test_a_hook_that_git_would_not_run_is_not_run(project: Project) -> None:
    hook = project.hook("pre-commit", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o644)
    project.install("pre-commit")
    project.write({"src/domain.rs": GOOD})
    assert project.commit("-a").returncode == 0


def test_a_link_comes_back_as_a_link(project: Project) -> None:
    project.write({"tools/check.sh": '#!/bin/sh\necho linked >>"$HOME/ran"\n'})
    (project.path / "tools/check.sh").chmod(0o755)
    hook = project.hooks / "pre-commit"
    project.hooks.mkdir(exist_ok=True)
    hook.symlink_to("../../tools/check.sh")
    project.install("pre-commit")
    project.write({"src/domain.rs": GOOD})
    assert project.commit("-a").returncode == 0
    assert (project.home / "ran").read_text() == "linked\n"
    project.rgraph("hooks", "uninstall")
    assert os.readlink(hook) == "../../tools/check.sh"


def test_installing_twice_changes_nothing_and_status_tells(project: Project) -> None:
    project.hook("pre-commit", "#!/bin/sh\n")
    project.install()
    first = {path.name: path.read_bytes() for path in project.hooks.iterdir()}
    project.install()
    assert {path.name: path.read_bytes() for path in project.hooks.iterdir()} == first
    said = project.rgraph("hooks", "status").stdout
    assert "installed, and runs the previous hook too" in said
    assert "no run in the background yet" in said
    project.rgraph("hooks", "uninstall")
    assert project.rgraph("hooks", "status").stdout.count("absent") == 6


def test_a_hook_that_somebody_put_over_ours_is_not_lost(project: Project) -> None:
    project.hook("pre-commit", "#!/bin/sh\n# first\n")
    project.install("pre-commit")
    project.hook("pre-commit", "#!/bin/sh\n# second\n")
    done = project.rgraph("hooks", "install", "pre-commit")
    assert done.returncode == 2
    assert "was replaced after rgraph had chained" in done.stderr
    assert (project.hooks / "pre-commit").read_text() == "#!/bin/sh\n# second\n"
    assert (project.hooks / "pre-commit.rgraph-chained").read_text() == "#!/bin/sh\n# first\n"


def test_an_unknown_hook_is_refused(project: Project) -> None:
    done = project.rgraph("hooks", "install", "post-comit")
    assert done.returncode == 2
    assert "did you mean `post-commit`?" in done.stderr


# ---- core.hooksPath, husky ----------------------------------------------------------------------------------


def test_a_folder_that_the_team_shares_is_refused_unless_asked_for(project: Project) -> None:
    project.hook("pre-commit", "#!/bin/sh\necho team >&2\n", project.path / ".githooks")
    project.git("config", "core.hooksPath", ".githooks")
    done = project.rgraph("hooks", "install", "pre-commit")
    assert done.returncode == 2
    assert "belongs to the team" in done.stderr
    assert "rgraph hooks run --detach NAME" in done.stderr
    assert project.rgraph("hooks", "install", "pre-commit", "--shared").returncode == 0
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert done.returncode != 0
    assert done.stderr.startswith("team\n")
    assert SAID in done.stderr


def test_a_folder_that_all_repositories_share_is_refused_unless_asked_for(project: Project, tmp_path: Path) -> None:
    project.git("config", "core.hooksPath", str(tmp_path / "all"))
    done = project.rgraph("hooks", "install", "post-commit")
    assert done.returncode == 2
    assert "every repository of this machine" in done.stderr
    assert not (tmp_path / "all").exists()


def test_husky_nine(project: Project) -> None:
    husky = project.path / ".husky/_"
    h = '#!/usr/bin/env sh\nn=$(basename "$0")\ns=$(dirname "$(dirname "$0")")/$n\n[ ! -f "$s" ] && exit 0\nsh -e "$s" "$@"\n'
    project.hook("h", h, husky)
    project.hook("pre-commit", '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n', husky)
    (husky / ".gitignore").write_text("*")
    project.hook("pre-commit", 'echo husky >>"$HOME/ran"\n', project.path / ".husky")
    project.git("config", "core.hooksPath", ".husky/_")
    project.install("pre-commit")
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert (project.home / "ran").read_text() == "husky\n"
    assert done.returncode != 0
    assert SAID in done.stderr
    assert project.git("status", "--porcelain", "--untracked-files=all", ".husky/_") == ""


def test_husky_eight_calls_the_hook_again_and_is_checked_once(project: Project) -> None:
    husky = project.path / ".husky"
    again = 'if [ -z "$husky_skip_init" ]; then\n  export husky_skip_init=1\n  sh -e "$0" "$@"\n  exit $?\nfi\n'
    project.hook("husky.sh", again, husky / "_")
    text = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\necho husky >>"$HOME/ran"\n'
    project.hook("pre-commit", text, husky)
    project.git("config", "core.hooksPath", ".husky")
    assert project.rgraph("hooks", "install", "pre-commit", "--shared").returncode == 0
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert (project.home / "ran").read_text() == "husky\n"
    assert done.stderr.count(SAID) == 1


# ---- the pre-commit framework -------------------------------------------------------------------------------

LOCAL = """\
repos:
- repo: local
  hooks:
  - {id: own, name: own, entry: sh -c 'echo framework >>"$HOME/ran"', language: system, always_run: true, pass_filenames: false}
"""


def pre_commit(project: Project, *arguments: str) -> None:
    done = project.run(sys.executable, "-m", "pre_commit", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def test_over_the_frameworks_hook(project: Project) -> None:
    project.write({".pre-commit-config.yaml": LOCAL})
    project.git("add", ".pre-commit-config.yaml")
    pre_commit(project, "install")
    theirs = (project.hooks / "pre-commit").read_bytes()
    project.install("pre-commit")
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert (project.home / "ran").read_text() == "framework\n"
    assert SAID in done.stderr
    project.rgraph("hooks", "uninstall", "pre-commit")
    assert (project.hooks / "pre-commit").read_bytes() == theirs


def test_under_the_frameworks_hook(project: Project) -> None:
    project.write({".pre-commit-config.yaml": LOCAL})
    project.git("add", ".pre-commit-config.yaml")
    project.install("pre-commit")
    pre_commit(project, "install")
    assert "installed, run by pre-commit" in project.rgraph("hooks", "status").stdout
    project.write({"src/domain.rs": BAD})
    done = project.commit("-a")
    assert done.returncode != 0
    assert SAID in done.stdout + done.stderr
    theirs = (project.hooks / "pre-commit").read_bytes()
    project.rgraph("hooks", "uninstall", "pre-commit")
    assert (project.hooks / "pre-commit").read_bytes() == theirs
    assert not (project.hooks / "pre-commit.legacy").exists()
    assert project.commit("-a").returncode == 0
