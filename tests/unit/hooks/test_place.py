"""Where git looks for hooks; and asking it starts nothing that the repository names."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from rgraph.errors import RepositoryError
from rgraph.hooks import place
from rgraph.hooks.place import Owner, hooks_place


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


@pytest.mark.parametrize(
    ("hooks_path", "ignored", "owner"),
    [
        ("", False, Owner.REPOSITORY),
        ("shared", False, Owner.TEAM),
        ("shared", True, Owner.REPOSITORY),
        ("../elsewhere", False, Owner.MACHINE),
    ],
)
def test_whose_the_hooks_are(repository: Path, hooks_path: str, ignored: bool, owner: Owner) -> None:
    if hooks_path:
        git(repository, "config", "core.hooksPath", hooks_path)
    if ignored:
        (repository / ".gitignore").write_text("shared/\n")
    found = hooks_place(repository)
    assert (found.owner, found.configured) == (owner, bool(hooks_path))
    assert found.folder == (repository / (hooks_path or ".git/hooks")).resolve()


def test_what_git_is_asked_with(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "config", "core.hooksPath", "shared")
    asked: list[tuple[list[str], dict[str, str]]] = []
    run = subprocess.run

    def recorded(command: list[str], **options: Any) -> Any:
        asked.append((command, options["env"]))
        return run(command, **options)

    monkeypatch.setattr(place.subprocess, "run", recorded)
    hooks_place(repository)
    assert len(asked) == 5
    for command, environment in asked:
        assert command[:5] == ["git", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never"]
        assert command[5] in {"rev-parse", "config", "check-ignore"}
        assert environment["GIT_NO_LAZY_FETCH"] == "1"


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(RepositoryError, match="git cannot say where its hooks are"):
        hooks_place(tmp_path)
