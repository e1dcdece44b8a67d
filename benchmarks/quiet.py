"""Compares commits that change no Rust with their parents: nothing may be told of them.

    python benchmarks/quiet.py FOLDER NAME ... [--commits 10] [--limit 120]

FOLDER holds git repositories (NAME, NAME/.git or NAME.git). Nothing is fetched and nothing is written there: each is
cloned, bare and with shared objects, and begins with an empty store. Of each, the newest commits are taken whose
difference from their only parent has no file that `diff` reads: no `.rs`, no manifest or lock, no `rgraph.toml`,
nothing under `.cargo`, and no file that a build script or a macro may read (`.in`, `.proto`, `.pest`, `.lalrpop`).
Prints a line for each that was not quiet, and how many were. Exits with 1 where anything was told.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from processes import RGRAPH

READ_NAMES = frozenset({"Cargo.toml", "Cargo.lock", "rgraph.toml", "rust-toolchain", "rust-toolchain.toml"})
READ_ENDINGS = frozenset({".rs", ".in", ".proto", ".pest", ".lalrpop"})
TOLD = ("changes", "findings", "undecided", "packages", "notes", "commits")
"""What a report in JSON lists. Its verdicts name every package, and must ask for nothing."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """What one repository showed: commits that were compared, and what was told, by commit."""

    compared: int
    told: Mapping[str, Sequence[str]]


def is_read(path: str) -> bool:
    """Whether a file may change what `diff` says."""
    file = PurePosixPath(path)
    return file.name in READ_NAMES or file.suffix in READ_ENDINGS or ".cargo" in file.parts


def commits_without_rust(repository: Path) -> Iterator[tuple[str, str]]:
    """The commits of one parent, newest first, that change something and nothing that is read, each with its parent."""
    words = ["log", "--no-merges", "--min-parents=1", "--no-renames", "--name-only", "-z", "--format=%x01%H %P%x02"]
    for entry in _git(repository, *words).split("\x01")[1:]:
        ids, _, names = entry.partition("\x02")
        changed = [name for name in names.strip("\n\0").split("\0") if name]
        if changed and not any(map(is_read, changed)):
            commit, parent = ids.split()
            yield commit, parent


def compare(source: Path, most: int, limit: float) -> Quiet:
    """So many commits of a repository, in a clone with an empty store."""
    told = {}
    with TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", "--bare", "--shared", str(source), folder], check=True)
        chosen = list(islice(commits_without_rust(Path(folder)), most))
        for commit, parent in chosen:
            said = _told(Path(folder), parent, commit, limit)
            if said:
                told[commit] = said
    return Quiet(len(chosen), told)


def _told(repository: Path, parent: str, commit: str, limit: float) -> list[str]:
    words = [*RGRAPH, "-C", str(repository), "diff", f"{parent}..{commit}", "--format", "json"]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=limit, check=False)
    if ran.returncode:
        return [f"exit {ran.returncode}: {ran.stderr.strip()[-200:]}"]
    report: Mapping[str, Any] = json.loads(ran.stdout)
    found = [f"{key}: {each}" for key in TOLD for each in report[key]]
    found += [f"{key}: {each}" for key, lost in report["drift"].items() for each in lost]
    return found + [f"verdict: {each}" for each in report["verdicts"] if each["needed"] != "none"]


def _git(repository: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(repository), *words], check=True, capture_output=True, text=True).stdout


def _source(folder: Path, name: str) -> Path:
    return next(each for each in (folder / name / ".git", folder / name, folder / f"{name}.git") if each.is_dir())


def main() -> int:
    """Compare, print, and say whether all was quiet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="+", metavar="NAME")
    parser.add_argument("--commits", type=int, default=10)
    parser.add_argument("--limit", type=float, default=120, help="seconds for one comparison")
    asked = parser.parse_args()
    compared = loud = 0
    for name in asked.names:
        found = compare(_source(asked.folder, name), asked.commits, asked.limit)
        compared, loud = compared + found.compared, loud + len(found.told)
        print(f"{name}: {found.compared - len(found.told)} of {found.compared} commits are quiet", flush=True)
        for commit, said in found.told.items():
            print(*(f"  {commit[:10]} {line}" for line in said), sep="\n")
    print(f"nothing is told of {compared - loud} of {compared} commits")
    return 1 if loud else 0


if __name__ == "__main__":
    sys.exit(main())
