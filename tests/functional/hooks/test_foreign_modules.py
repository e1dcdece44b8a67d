"""A repository's own Python files are never run, whatever they are called and whatever rgraph starts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from .project import BAD, GOOD, Project

THIRD_PARTY = ("rgraph", "blake3", "cozo_embedded", "pycozo", "msgspec", "pygit2", "typer", "rich", "re2")


@pytest.fixture
def planted(project: Project, tmp_path: Path) -> Project:
    """A repository in which every module of the standard library and of rgraph's has a namesake that says so."""
    for name in sorted({*sys.stdlib_module_names, *THIRD_PARTY, "sitecustomize", "usercustomize"}):
        (project.path / f"{name}.py").write_text(
            f"import os; os.close(os.open({os.fspath(tmp_path / 'ran')!r} + '-' + __name__, os.O_CREAT | os.O_WRONLY))\n"
        )
    project.git("add", "-A")
    project.git("commit", "-q", "-m", "planted")
    return project


def ran(tmp_path: Path) -> list[str]:
    """The planted modules that were run."""
    return sorted(path.name for path in tmp_path.glob("ran-*"))


COMMANDS = (
    ("index", "--history", "--jobs", "2"),
    ("index", "--rebuild"),
    ("status",),
    ("doctor",),
    ("dump",),
    ("show", "Order"),
    ("callers", "Order"),
    ("callees", "Order"),
    ("impact", "Order"),
    ("log", "Order"),
    ("why", "Order", "Db"),
    ("query", "?[p] := file[p, _]"),
    ("export",),
    ("diff", "HEAD~1..HEAD"),
    ("diff",),
    ("api",),
    ("check",),
    ("rules", "init"),
    ("hooks", "status"),
    ("hooks", "run", "post-commit"),
    ("hooks", "run", "--detach", "post-commit"),
    ("hooks", "run", "pre-commit"),
    ("init",),
    ("gc", "--pin", "HEAD"),
    ("gc",),
)


def test_no_command_runs_what_lies_in_the_repository(planted: Project, tmp_path: Path) -> None:
    for command in COMMANDS:
        said = planted.run(str(Path(sys.executable).with_name("rgraph")), *command).stderr
        assert "a bug in rgraph" not in said, said
        assert ran(tmp_path) == [], command
    planted.wait_idle()
    assert ran(tmp_path) == []


def test_nor_where_the_environment_puts_it_on_the_path(planted: Project, tmp_path: Path) -> None:
    """What is loaded until we put the path right cannot be helped, so it has no namesake here; what comes after has."""
    begun = planted.run(sys.executable, "-I", "-c", "import runpy, sys, rgraph.start; print(*sys.modules)").stdout
    assert "pickle" not in begun and "sqlite3" not in begun and "typer" not in begun
    for name in {*begun.split(), "sitecustomize", "usercustomize"}:
        (planted.path / f"{name}.py").unlink(missing_ok=True)
    for before in (":/nowhere", "./"):
        environment = planted.environment() | {"PYTHONPATH": before}
        for command in COMMANDS[0], COMMANDS[-1]:
            done = planted.run(sys.executable, "-m", "rgraph", *command, env=environment)
            assert done.returncode == 0, done.stderr
        assert ran(tmp_path) == []


def test_no_hook_runs_what_lies_in_the_repository(planted: Project, tmp_path: Path) -> None:
    planted.install()
    planted.write({"src/domain.rs": BAD})
    assert planted.commit("-a").returncode != 0  # the rule is checked
    planted.write({"src/domain.rs": GOOD})
    assert planted.commit("-a").returncode == 0
    assert planted.commit("--amend", "--allow-empty").returncode == 0
    planted.git("checkout", "-q", "-b", "side")
    assert planted.wait_idle()
    assert planted.indexed(planted.head())
    assert ran(tmp_path) == []


def test_what_a_store_needs_from_sqlite_is_done_elsewhere(planted: Project, tmp_path: Path) -> None:
    planted.write({"src/many.rs": "".join(f"pub fn f{n}() {{ f{n + 1}() }}\n" for n in range(2000))})
    planted.git("add", "-A")
    assert planted.commit().returncode == 0
    planted.rgraph("index")
    planted.git("reset", "-q", "--hard", "HEAD~1")
    assert planted.rgraph("gc").returncode == 0
    assert ran(tmp_path) == []
