"""The workflows name what is there: files, extras, versions of Python, variables; and they may do no more than they need."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
MADE = {"resolved.txt"}
"""Files that a step makes for a later one."""


def workflow(name: str) -> dict[str, Any]:
    read: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))
    return {"on": read.pop(True), **read}  # YAML 1.1 takes `on` for true


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in WORKFLOWS:
        for name, job in workflow(file.stem)["jobs"].items():
            yield f"{file.stem}: {name}", job


def commands(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job.get("steps", ()) if "run" in step]


def pythons() -> list[str]:
    found = [
        re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", text) for text in PROJECT["project"]["classifiers"]
    ]
    return [match[1] for match in found if match]


def test_every_version_of_python_that_we_name_is_tested_and_has_wheels() -> None:
    tests = workflow("test")["jobs"]
    assert tests["test"]["strategy"]["matrix"]["python"] == pythons()
    assert [f"cp{version.replace('.', '')}-*" for version in pythons()] == PROJECT["tool"]["cibuildwheel"]["build"]
    oldest, newest = tests["dependencies"]["strategy"]["matrix"]["include"]
    assert (oldest["python"], newest["python"]) == (pythons()[0], pythons()[-1])
    assert (oldest["resolution"], newest["resolution"]) == ("lowest-direct", "highest")
    assert PROJECT["project"]["requires-python"] == f">={pythons()[0]}"
    assert PROJECT["tool"]["mypy"]["python_version"] == pythons()[0]


def test_every_system_that_we_name_is_tested_and_has_wheels() -> None:
    words = {"MacOS": "macos", "Windows": "windows", "Linux": "ubuntu"}
    named = [
        text.split(" :: ")[-1] for text in PROJECT["project"]["classifiers"] if text.startswith("Operating System")
    ]
    for job in (workflow("test")["jobs"]["test"], workflow("release")["jobs"]["wheels"]):
        assert {system.split("-")[0] for system in job["strategy"]["matrix"]["os"]} == {words[name] for name in named}


@pytest.mark.parametrize(("name", "job"), list(jobs()), ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_job_names_is_there(name: str, job: dict[str, Any]) -> None:
    for command in commands(job):
        for extras in re.findall(r"\.\[([\w,]+)\]", command):
            assert set(extras.split(",")) <= set(EXTRAS), command
        assert set(re.findall(r"--extra (\w+)", command)) <= set(EXTRAS), command
        for word in shlex.split(command, comments=True):
            if re.fullmatch(r"[\w./-]+\.(py|txt|toml|md)", word) and word not in MADE:
                assert (ROOT / word).is_file(), word
    for step in job.get("steps", ()):
        cached = step.get("with", {}).get("cache-dependency-path")
        assert cached is None or (ROOT / cached).is_file()
    if "uses" in job:
        assert (ROOT / job["uses"]).is_file()


@pytest.mark.parametrize(("name", "job"), list(jobs()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_job_may_do_no_more_than_it_needs(name: str, job: dict[str, Any]) -> None:
    allowed = {
        "release: publish": {"id-token": "write"},
        "release: announce": {"contents": "write"},
        "docs: deploy": {"pages": "write", "id-token": "write"},
    }
    assert job.get("permissions", {}) == allowed.get(name, {})
    for step in job.get("steps", ()):
        assert "${{" not in step.get("run", ""), "a value in a script is a way to inject commands"
        assert re.fullmatch(r"[\w./-]+@(v\d+|release/v1)", step.get("uses", "a@v1"))
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_a_workflow_reads_unless_a_job_says_otherwise_and_knows_no_secret() -> None:
    for file in WORKFLOWS:
        assert workflow(file.stem)["permissions"] == {"contents": "read"}
        assert "secrets." not in file.read_text(encoding="utf-8")


def test_nothing_is_published_untested() -> None:
    publish = workflow("release")["jobs"]["publish"]
    assert {"test", "source", "wheels"} == set(publish["needs"])
    assert "refs/tags/v" in publish["if"]


def test_the_checks_are_those_of_ci_run() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    own = [
        command
        for command in commands(workflow("test")["jobs"]["lint"])
        if "install" not in command and "pipx" not in command
    ]
    assert own == [line for line in script if re.match(r"(ruff|mypy|lint-imports)\b", line)]


def test_the_compiled_build_is_asked_for_by_the_name_of_its_hook() -> None:
    (hook,) = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]
    variable = f"HATCH_BUILD_HOOK_ENABLE_{hook.upper()}"
    assert PROJECT["tool"]["cibuildwheel"]["environment"] == {variable: "1"}
    assert {variable: "1"} in [step.get("env") for step in workflow("test")["jobs"]["compiled"]["steps"]]


def test_what_compiled_classes_do_otherwise_is_not_compiled_and_no_more_is_left_out() -> None:
    """Cached properties are not cached, and the fields of records that msgspec reads lose what is in their brackets."""
    hook = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
    folders = [ROOT / folder.lstrip("/") for folder in hook["include"]]
    assert folders and all(folder.is_dir() for folder in folders)
    found = {
        f"/{path.relative_to(ROOT).as_posix()}"
        for folder in folders
        for path in folder.rglob("*.py")
        if re.search(r"cached_property|^class \w+\(msgspec\.Struct\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert found | {"/src/rgraph/link/alternatives.py"} == set(hook["exclude"])


def test_what_a_wheel_is_tried_with_is_there() -> None:
    wheels = PROJECT["tool"]["cibuildwheel"]
    assert [name for name in wheels["test-sources"] if not (ROOT / name).exists()] == []
    tried = [word for word in shlex.split(wheels["test-command"]) if word.startswith("tests/")]
    assert tried and all((ROOT / folder).is_dir() for folder in tried)


@pytest.mark.skipif(shutil.which("actionlint") is None, reason="actionlint is not installed")
def test_actionlint_finds_nothing() -> None:
    done = subprocess.run(["actionlint", *map(str, WORKFLOWS)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
