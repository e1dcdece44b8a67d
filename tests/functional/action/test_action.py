"""The GitHub Action and the GitLab snippet, step by step, on a repository and a code host of this machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dsl import Repo, manifest

from .runner import ROOT, Runner, action, code_host

RULES = """
[[rule]]
name = "apart"
kind = "forbidden"
from = "demo::a"
to = "demo::b"
reason = "A stands alone."
"""
V1 = {
    "Cargo.toml": manifest(),
    "src/lib.rs": "pub mod a;\npub mod b;\npub fn f(x: u8) -> u8 { x }\n",
    "src/a.rs": "pub fn g() {}\n",
    "src/b.rs": "pub fn h() {}\n",
}
BREAKS = {"src/lib.rs": V1["src/lib.rs"].replace("x: u8", "x: u16").replace("{ x }", "{ x as u8 }")}
VIOLATES = {"src/a.rs": "pub fn g() { crate::b::h() }\n"}


@pytest.fixture
def host() -> Iterator[Any]:
    with code_host() as server:
        yield server


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit({**V1, "rgraph.toml": RULES}, tag="base")
    return made


def runner(repo: Repo, host: Any, tmp_path: Path, event: str = "pull_request") -> Runner:
    repo.checkout("HEAD")
    values = {
        "github.event.pull_request.base.sha": repo.git("rev-parse", "base").strip(),
        "github.event.before": "",
        "github.event.pull_request.number": "7",
        "github.event_name": event,
        "github.token": "t0ken",
        "github.action_path": str(ROOT),
        "runner.temp": str(tmp_path),
    }
    names = {"GITHUB_STEP_SUMMARY": "summary", "GITHUB_OUTPUT": "output"}
    environment = {name: str(tmp_path / file) for name, file in names.items()}
    environment |= {"GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": "o/r", "XDG_STATE_HOME": str(tmp_path)}
    return Runner(repo.path, tmp_path, values, environment)


def test_a_pull_request_gets_one_comment_that_is_updated(repo: Repo, host: Any, tmp_path: Path) -> None:
    host.comments.append({"id": 1, "body": "a person's words on <!-- rgraph -->"})
    repo.commit(BREAKS)
    first = runner(repo, host, tmp_path).run({})
    assert first.returncode == 0, first.stderr
    repo.commit(VIOLATES)
    second = runner(repo, host, tmp_path).run({})
    assert second.returncode == 1, "a rule is violated"
    assert len(host.comments) == 2
    text = host.comments[1]["body"]
    assert text.startswith("<!-- rgraph -->\n### ")
    assert "**What breaks:** 1 major" in text and "    error: apart (forbidden)" in text
    assert [method for method, _, _ in host.log if method != "GET"] == ["POST", "PATCH"]
    assert {headers["Authorization"] for _, _, headers in host.log} == {"Bearer t0ken"}
    assert host.log[-1][1] == "/repos/o/r/issues/comments/2"
    assert (tmp_path / "summary").read_text("utf-8").count("<!-- rgraph -->") == 2
    assert (tmp_path / "output").read_text("utf-8").splitlines()[0] == f"report={tmp_path}/rgraph-report"


def test_what_is_uploaded_is_sarif(repo: Repo, host: Any, tmp_path: Path) -> None:
    repo.commit({**BREAKS, **VIOLATES})
    made = runner(repo, host, tmp_path)
    made.run({"comment": "false"})
    out = tmp_path / "rgraph-report"
    for file, rule in (("diff.sarif", "parameter_type_changed"), ("check.sarif", "apart")):
        (run,) = json.loads((out / file).read_text("utf-8"))["runs"]
        assert [result["ruleId"] for result in run["results"]] == [rule]
        assert any(f"rgraph-report/{file}" in str(step.get("with")) for step in action()["runs"]["steps"])
    assert not [method for method, _, _ in host.log]
    assert sum("upload-sarif" in name for name in made.used) == 2


@pytest.mark.parametrize(("fail_on", "code"), [("", 0), ("major", 1), ("new-cycle", 0), ("new-cycle,minor", 1)])
def test_the_job_fails_where_it_is_asked_to(repo: Repo, host: Any, tmp_path: Path, fail_on: str, code: int) -> None:
    repo.commit(BREAKS)
    assert runner(repo, host, tmp_path).run({"fail-on": fail_on}).returncode == code
    assert len(host.comments) == 1, "the comment is posted all the same"


def test_without_rules_none_is_checked_and_the_upload_has_a_file(repo: Repo, host: Any, tmp_path: Path) -> None:
    repo.commit(BREAKS, delete=["rgraph.toml"])
    assert runner(repo, host, tmp_path).run({}).returncode == 0
    assert "**Rules**" not in host.comments[0]["body"]
    assert json.loads((tmp_path / "rgraph-report/check.sarif").read_text("utf-8"))["runs"][0]["results"] == []


def test_only_what_the_pull_request_brings_is_judged(repo: Repo, host: Any, tmp_path: Path) -> None:
    repo.commit(VIOLATES, branch="other", parents=["base"])
    repo.commit(BREAKS, branch="mine", parents=["base"])
    repo.git("tag", "-f", "base", "other")
    repo.checkout("mine")
    made = runner(repo, host, tmp_path)
    repo.checkout("mine")
    assert made.run({"head": "mine"}).returncode == 0
    assert "apart" not in host.comments[0]["body"]


def test_a_token_that_may_not_write_fails_nothing(repo: Repo, host: Any, tmp_path: Path) -> None:
    repo.commit(BREAKS)
    host.refuses = 403
    ran = runner(repo, host, tmp_path).run({})
    assert ran.returncode == 0 and host.comments == []
    host.refuses = 500
    failed = runner(repo, host, tmp_path).run({})
    assert failed.returncode == 1 and "the comment was not posted: 500" in failed.stderr


def test_a_push_gets_no_comment_and_a_clone_without_history_is_told_so(repo: Repo, host: Any, tmp_path: Path) -> None:
    repo.commit(BREAKS)
    assert runner(repo, host, tmp_path, "push").run({}).returncode == 0
    assert host.log == []
    lost = runner(repo, host, tmp_path).run({"base": "f" * 40})
    assert lost.returncode == 2 and "fetch-depth: 0" in lost.stderr
    option = runner(repo, host, tmp_path).run({"base": "--all"})
    assert option.returncode == 2 and "--all is no commit here" in option.stderr


def test_the_comment_is_found_on_a_later_page_and_a_long_one_is_cut(repo: Repo, host: Any, tmp_path: Path) -> None:
    host.comments += [{"id": n, "body": "words"} for n in range(1, 151)]
    host.comments.append({"id": 151, "body": "<!-- rgraph --> old"})
    many = "".join(f"pub fn a_function_with_a_long_name_{n}() {{}}\n" for n in range(900))
    repo.commit({"src/b.rs": V1["src/b.rs"] + many})
    made = runner(repo, host, tmp_path)
    assert made.run({}).returncode == 0
    assert len(host.comments) == 151 and len(host.comments[-1]["body"]) < 65_000
    comment = tmp_path / "rgraph-report/comment.md"
    fold = "<details><summary>x</summary>\n\n- y\n\n</details>\n\n"
    comment.write_text("<!-- rgraph -->\n" + fold * 3000)
    step = next(step for step in action()["runs"]["steps"] if step["name"] == "Comment")
    assert made.shell(step["run"], step["env"]).returncode == 0
    text = host.comments[-1]["body"]
    assert len(text) < 65_000 and text.endswith("The report is longer; the job has all of it.\n")
    assert text.count("<details") == text.count("</details>") > 100


def test_gitlab_gets_the_same_comment_by_the_documented_script(repo: Repo, host: Any, tmp_path: Path) -> None:
    repo.commit({**BREAKS, **VIOLATES})
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    (text,) = [block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "gitlab" in block]
    job = yaml.safe_load(text)["rgraph"]
    made = runner(repo, host, tmp_path)
    made.environment |= {
        "CI_API_V4_URL": host.url,
        "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "3",
        "RGRAPH_TOKEN": "t0ken",
        "RGRAPH_OUT": str(tmp_path / job["variables"]["RGRAPH_OUT"]),
        "RGRAPH_BASE": "base",
        "RGRAPH_FAIL_ON": job["variables"]["RGRAPH_FAIL_ON"],
    }
    left_out = ("git clone", "sh /opt/rgraph-source/action/install.sh", "export PATH")
    lines = [line for line in job["script"] if not line.startswith(left_out)]
    assert len(lines) == len(job["script"]) - 3
    codes = [made.shell(line.replace("/opt/rgraph-source", str(ROOT)), {}).returncode for line in lines * 2]
    assert codes == [0, 0, 1, 0, 0, 1]
    assert len(host.comments) == 1 and host.comments[0]["body"].startswith("<!-- rgraph -->")
    assert [(method, path) for method, path, _ in host.log if method != "GET"] == [
        ("POST", "/projects/5/merge_requests/3/notes"),
        ("PUT", "/projects/5/merge_requests/3/notes/1"),
    ]
    assert {name.lower(): value for name, value in host.log[0][2].items()}["private-token"] == "t0ken"


def test_the_action_s_shell_lives_in_files_and_takes_what_users_give_from_the_environment() -> None:
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "an input in a script is a way to inject commands"
        assert re.fullmatch(r"[\w./-]+@v\d+", step.get("uses", "a@v1"))
    for script in sorted((ROOT / "action").glob("*.sh")):
        assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0


STAND_IN = """#!/bin/sh
printf '%s\\n' "$0" "$@" "" >> "$CALLS"
if [ "$2" = venv ]; then
    mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
elif [ -n "${NO_PIP:-}" ]; then
    exit 7
fi
"""
"""A Python that writes down how it is called, and makes an environment that holds itself."""


def installing(tmp_path: Path, python: str, **environment: str) -> tuple[int, list[list[str]]]:
    """The exit code of the action's step that installs, and what it called."""
    stand_in = tmp_path / "of the host" / "python3"
    stand_in.parent.mkdir(exist_ok=True)
    stand_in.write_text(STAND_IN)
    stand_in.chmod(0o755)
    (step,) = [step for step in action()["runs"]["steps"] if step.get("id") == "install"]
    values = {
        "github.action_path": str(ROOT),
        "steps.python.outputs.python-path": python,
        "runner.temp": str(tmp_path / "a b"),
    }
    calls = tmp_path / "calls"
    calls.unlink(missing_ok=True)
    path = f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}"
    given = {"CALLS": str(calls), "PATH": path, "GITHUB_PATH": "", **environment}
    ran = Runner(tmp_path, tmp_path, values).shell(step["run"], {**step["env"], **given})
    return ran.returncode, [call.split("\n") for call in calls.read_text().removesuffix("\n\n").split("\n\n")]


def test_the_step_that_installs_makes_an_environment_and_puts_it_on_the_path(tmp_path: Path) -> None:
    stand_in, venv = str(tmp_path / "of the host" / "python3"), tmp_path / "a b" / "rgraph-venv"
    quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    expected = [
        [stand_in, "-m", "venv", str(venv)],
        [str(venv / "bin" / "python"), *quiet, "-c", str(ROOT / "constraints.txt"), str(ROOT)],
    ]
    later = tmp_path / "path"
    assert installing(tmp_path, stand_in, GITHUB_PATH=str(later)) == (0, expected)
    assert later.read_text() == f"{venv}/bin\n"
    assert installing(tmp_path, "") == (0, expected), "python3 of the PATH, on a host without a file for later steps"


def test_a_step_that_cannot_install_fails_and_puts_nothing_on_the_path(tmp_path: Path) -> None:
    later = tmp_path / "path"
    code, calls = installing(tmp_path, "", NO_PIP="1", GITHUB_PATH=str(later))
    assert (code, len(calls), later.exists()) == (7, 2, False)


def test_the_page_lists_the_inputs() -> None:
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?) \|", page, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([\w-]+)`", row)} == set(action()["inputs"])


def test_the_store_that_is_cached_is_the_one_that_is_used() -> None:
    from rgraph.store.store import store_directory

    (cached,) = [step["with"]["path"] for step in action()["runs"]["steps"] if "cache" in step.get("uses", "")]
    assert store_directory(Path(".git")).parent == Path(cached)
