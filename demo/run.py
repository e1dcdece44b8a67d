"""Sets rgraph up in a virtual environment, indexes a repository with its history, and prints what changed.

    python3 demo/run.py                      a small repository that it makes itself
    python3 demo/run.py REPOSITORY           yours, from the tag before the last to the last
    python3 demo/run.py REPOSITORY A..B      yours, between two revisions

Needs Python 3.11 or newer with venv, git, and the package index for the first run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from repository import make_repository

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")


def main(arguments: list[str]) -> None:
    """Runs the demonstration; leaves with the exit code of the first command that fails."""
    install()
    if arguments:
        show(Path(arguments[0]), arguments[1] if len(arguments) > 1 else last_release(Path(arguments[0])))
        return
    with tempfile.TemporaryDirectory() as folder:
        make_repository(Path(folder))
        show(Path(folder), "v0.1.0..v0.2.0")


def install() -> None:
    """rgraph in its own environment beside the source; a second run finds it there."""
    if not (BIN / "rgraph").exists() and not (BIN / "rgraph.exe").exists():
        print("installing into .venv", file=sys.stderr)
        venv.create(ENVIRONMENT, with_pip=True)
        pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "-c", str(ROOT / "constraints.txt"), "-e", str(ROOT)])


def show(repository: Path, revisions: str) -> None:
    """Index the whole history, then print the difference."""
    rgraph = [str(BIN / "rgraph"), "-C", str(repository)]
    for words in (["index", "--history"], ["diff", revisions]):
        print(f"\n$ rgraph {' '.join(words)}", flush=True)
        run([*rgraph, *words])


def last_release(repository: Path) -> str:
    """The last two tags on the way to HEAD; where there are none, the last ten commits."""

    def git(*words: str) -> str:
        asked = subprocess.run(["git", "-C", str(repository), *words], capture_output=True, text=True, check=False)
        return asked.stdout.strip()

    new = git("describe", "--tags", "--abbrev=0")
    old = git("describe", "--tags", "--abbrev=0", f"{new}^") if new else ""
    if old:
        return f"{old}..{new}"
    commits = git("rev-list", "--first-parent", "--max-count=11", "HEAD").split()
    return f"{commits[-1][:10]}..HEAD" if len(commits) > 1 else "HEAD..HEAD"


def run(command: list[str]) -> None:
    """A command that must succeed."""
    code = subprocess.run(command, check=False).returncode
    if code:
        sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
