"""Times what should cost in proportion to a change: CPU seconds of whole processes, two versions interleaved.

    python benchmarks/costs.py REPOSITORY [--before SRC] [--rules FILE] [--releases A..B] [--runs 3]

SRC is the `src` folder of another checkout. Each version gets a clone of REPOSITORY (objects shared) in a temporary
folder, with HEAD indexed by one process; what is asked of commits that are not indexed is asked of a fresh copy of that
store each time. With `--rules` a function is added to a file and staged: `check --staged`, and `git commit` with the
hook before it. Compile the bytecode of both first, else each process pays for it.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

RGRAPH = (sys.executable, "-P", "-m", "rgraph")
COMMIT = ("git", "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "x")


@dataclass(frozen=True)
class Question:
    """A command; `fresh`: asked of a store that has HEAD alone, `undo`: of the commit before what it made."""

    name: str
    command: tuple[str, ...]
    fresh: bool = False
    undo: bool = False


@dataclass(frozen=True)
class Version:
    """One version of rgraph, with a clone of its own."""

    source: Path
    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / ".git" / "rgraph"

    def run(self, command: Sequence[str]) -> float:
        """The CPU seconds of a process and of those it waited for. Exits where it fails."""
        before = cpu()
        environment = os.environ | {"PYTHONPATH": str(self.source)}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode not in {0, 1}:
            raise SystemExit(f"{' '.join(command)} failed with {done.returncode}: {done.stderr}")
        return cpu() - before

    def prepare(self, repository: Path, rules: Path | None) -> None:
        """Clone, index HEAD, keep a copy of the store, stage a new function and the rules."""
        subprocess.run(["git", "clone", "-q", "--shared", str(repository), str(self.folder)], check=True)
        self.run([*RGRAPH, "index", "-j1", "--wait", "600"])
        shutil.copytree(self.store, self.copy)
        if rules is not None:
            (self.folder / "rgraph.toml").write_bytes(rules.read_bytes())
            source = max(self.folder.rglob("*.rs"), key=lambda path: (path.stat().st_size, path))
            source.write_text(source.read_text() + "\nfn benchmark() {}\n")
            self.run(["git", "add", "-A"])
            self.run([*RGRAPH, "hooks", "install", "pre-commit"])

    @property
    def copy(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.store")

    def asked(self, question: Question) -> float:
        """What a question costs."""
        if question.fresh:
            shutil.rmtree(self.store)
            shutil.copytree(self.copy, self.store)
        seconds = self.run(question.command)
        if question.undo:
            self.run(["git", "reset", "-q", "--soft", "HEAD~1"])
        return seconds


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def questions(rules: bool, releases: str) -> Iterator[Question]:
    if releases:
        yield Question(f"diff {releases}, not indexed", (*RGRAPH, "diff", releases, "--stat"), fresh=True)
        yield Question(f"diff {releases}, again", (*RGRAPH, "diff", releases, "--stat"))
    yield Question("index HEAD~50", (*RGRAPH, "index", "-j1", "--wait", "600", "HEAD~50"), fresh=True)
    yield Question("diff HEAD~1..HEAD, the first time", (*RGRAPH, "diff", "HEAD~1..HEAD", "--stat"), fresh=True)
    yield Question("diff HEAD~1..HEAD, again", (*RGRAPH, "diff", "HEAD~1..HEAD", "--stat"))
    if rules:
        yield Question("check --staged", (*RGRAPH, "check", "--staged"))
        yield Question("git commit with the hook", COMMIT, undo=True)
        yield Question("git commit --no-verify", (*COMMIT, "--no-verify"), undo=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--before", type=Path, help="the src folder of another checkout")
    parser.add_argument("--rules", type=Path, help="an rgraph.toml, which the tree should not break")
    parser.add_argument("--releases", default="", metavar="A..B")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    here = Path(__file__).parents[1] / "src"
    sources = [each.resolve() for each in (options.before, here) if each is not None]
    with tempfile.TemporaryDirectory(prefix="rgraph-costs-") as folder:
        versions = [Version(source, Path(folder) / str(number)) for number, source in enumerate(sources)]
        for version in versions:
            version.prepare(options.repository, options.rules)
        print(f"| CPU s | {' | '.join(str(version.source) for version in versions)} | load |")
        print(f"|---|{'---|' * (len(versions) + 1)}")
        for question in questions(options.rules is not None, options.releases):
            told: list[list[float]] = [[] for _ in versions]
            for _ in range(options.runs):
                for seconds, version in zip(told, versions, strict=True):
                    seconds.append(version.asked(question))
            cells = [", ".join(f"{each:.2f}" for each in seconds) for seconds in told]
            print(f"| {question.name} | {' | '.join(cells)} | {os.getloadavg()[0]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
