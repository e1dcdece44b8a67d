"""Where git looks for hooks, and whether that place belongs to this repository alone."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rgraph import children
from rgraph.errors import RepositoryError


class Owner(StrEnum):
    """Whose a folder of hooks is."""

    REPOSITORY = "repository"  # inside the git directory, or ignored by git (husky's `_`)
    TEAM = "team"  # in the working tree, so it is committed
    MACHINE = "machine"  # elsewhere: every repository that is configured so shares it


@dataclass(frozen=True, slots=True)
class HooksPlace:
    """A folder of hooks. `configured`: `core.hooksPath` names it."""

    folder: Path
    owner: Owner
    configured: bool


def hooks_place(cwd: Path | None = None) -> HooksPlace:
    """The folder from which git runs the hooks of the repository at `cwd`. Raises RepositoryError."""
    here = cwd or Path.cwd()
    folder = (here / _git(here, "rev-parse", "--git-path", "hooks")).resolve()
    common = (here / _git(here, "rev-parse", "--git-common-dir")).resolve()
    configured = _ask(here, "config", "core.hooksPath").returncode == 0
    if folder.is_relative_to(common):
        return HooksPlace(folder, Owner.REPOSITORY, configured)
    top = _ask(here, "rev-parse", "--show-toplevel").stdout.strip()
    if top and folder.is_relative_to(Path(top).resolve()):
        ignored = _ask(here, "check-ignore", "-q", "--no-index", str(folder / "post-commit")).returncode == 0
        return HooksPlace(folder, Owner.REPOSITORY if ignored else Owner.TEAM, configured)
    return HooksPlace(folder, Owner.MACHINE, configured)


def _git(here: Path, *arguments: str) -> str:
    result = _ask(here, *arguments)
    if result.returncode:
        reason = result.stderr.strip().removeprefix("fatal: ") or f"git {arguments[0]} failed"
        raise RepositoryError(f"git cannot say where its hooks are: {reason}.")
    return result.stdout.rstrip("\n")


def _ask(here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [*children.GIT, *arguments],  # these questions run no hook, and one asks what `core.hooksPath` is
            cwd=here,
            env=os.environ | {"GIT_NO_LAZY_FETCH": "1"},
            capture_output=True,
            text=True,
            check=False,
            errors="surrogateescape",
        )
    except FileNotFoundError as error:
        raise RepositoryError("git is not on the PATH.", f"PATH is {os.environ.get('PATH', '')!r}.") from error
