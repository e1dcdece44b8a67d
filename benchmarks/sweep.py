"""Runs rgraph's commands on every repository of a folder and prints what each cost and how it ended.

    python benchmarks/sweep.py FOLDER --out RESULTS [--only NAME ...] [--limit 600] [--memory 8000] [--jobs 1]
                               [--no-doctor] [--no-releases]

FOLDER holds git repositories (NAME, NAME/.git or NAME/repo). Nothing is fetched and nothing is written there: each is
cloned, bare and with shared objects, and begins with an empty store. On each run: `index` of HEAD, `status`, `diff` of
the two last commits and of the two last releases (by tags such as v1.2.3 that HEAD reaches), `api`, `rules init`,
`check` with the rules that it proposes, `index` of the last commits, and `doctor` with 10 links.

RESULTS keeps the raw output of every command, `result.json` a repository (a repository that has one is not run again),
and the table as `sweep.txt` and `sweep.md`. Exits with 1 where anything failed: a time or memory limit, a wrong exit
code, proposed rules that the code does not keep, or a store that `doctor` finds unsound.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from processes import Outcome, machine, run, stop_with_us

LINKS = 10
COMMITS = 15
"""So many of the last commits are indexed one after the other before `doctor` checks the links of some."""
RELEASE = re.compile(r"(?P<name>.*?)v?(?P<version>\d+\.\d+(?:\.\d+)?)")
STEPS = ("index", "status", "diff", "releases", "api", "rules", "check", "last", "doctor")
STEP_TITLES = {"releases": "diff tags", "last": f"last {COMMITS}"}


@dataclass(frozen=True, slots=True)
class Step:
    """One command's outcome: seconds, megabytes, and why it counts as failed (nothing where it does not)."""

    command: str
    wall: float
    cpu: float
    memory: float
    failure: str


@dataclass(slots=True)
class Result:
    """What one repository showed."""

    name: str
    head: str
    files: int = 0
    lines: int = 0
    names: int = 0
    unresolved: int = 0
    limits: int = 0
    steps: dict[str, Step] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    @property
    def failures(self) -> list[str]:
        """The failed steps, with the first line of each."""
        return [f"{name}: {step.failure}" for name, step in self.steps.items() if step.failure]

    @property
    def memory(self) -> float:
        """The most megabytes of any step."""
        return max((step.memory for step in self.steps.values()), default=0)


def repositories(folder: Path, only: Sequence[str]) -> list[tuple[str, Path]]:
    """Names and git directories, those with the fewest Rust files first."""
    found = []
    for entry in sorted(folder.iterdir()):
        if only and not any(word in entry.name for word in only):
            continue
        place = next((p for p in (entry / ".git", entry / "repo", entry) if (p / "HEAD").is_file()), None)
        if place is not None:
            paths = git(place, "ls-tree", "-r", "--name-only", "HEAD")
            found.append((sum(path.endswith(".rs") for path in paths), entry.name, place))
    return [(name, place) for _, name, place in sorted(found)]


def git(folder: Path, *arguments: str) -> list[str]:
    """Lines that git prints; none where it fails."""
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if not done.returncode else []


def releases(folder: Path) -> tuple[str, str] | None:
    """The two last releases of one name that HEAD reaches: of a workspace's many, those of the newest tag."""
    named: dict[str, list[tuple[tuple[int, ...], str]]] = {}
    newest: str | None = None
    for tag in git(folder, "tag", "--merged", "HEAD", "--sort=creatordate"):
        found = RELEASE.fullmatch(tag)
        if found:
            version = tuple(map(int, found["version"].split(".")))
            named.setdefault(found["name"], []).append((version, tag))
            newest = found["name"] if len(named[found["name"]]) > 1 else newest
    if newest is None:
        return None
    (_, old), (_, new) = sorted(named[newest])[-2:]
    return old, new


class Sweep:
    """The run over one repository."""

    def __init__(self, name: str, source: Path, folder: Path, options: argparse.Namespace) -> None:
        self._folder = folder
        self._clone = folder / "clone"
        self._limit: float = options.limit
        self._megabytes: float = options.memory
        self._jobs = f"-j{options.jobs}"
        self._doctor: bool = options.doctor
        self._releases: bool = options.releases
        shutil.rmtree(self._clone, ignore_errors=True)
        subprocess.run(["git", "clone", "-q", "--bare", "--shared", str(source), str(self._clone)], check=True)
        counts = [int(line.rpartition(":")[2]) for line in git(self._clone, "grep", "-Ic", "", "HEAD", "--", "*.rs")]
        self.result = Result(name, "".join(git(self._clone, "rev-parse", "HEAD")), len(counts), sum(counts))

    def all(self) -> Result:
        """Every step, and the clone away."""
        if not self._step("index", "index", self._jobs).failure:
            self._status()
            self._diffs()
            self._step("api", "api", "--format", "json")
            self._rules()
            self._last_commits()
        shutil.rmtree(self._clone)
        return self.result

    def _step(self, name: str, *command: str, fine: Sequence[int] = (0,)) -> Step:
        out, errors = self._folder / f"{name}.out", self._folder / f"{name}.err"
        outcome = run(command, self._clone, out, errors, self._limit, self._megabytes)
        step = Step(" ".join(command), outcome.wall, outcome.cpu, outcome.memory, _failure(outcome, fine, out, errors))
        self.result.steps[name] = step
        return step

    def _status(self) -> None:
        if self._step("status", "status", "--unresolved", "--format", "json").failure:
            return
        commit = json.loads((self._folder / "status.out").read_text())["commit"]
        unresolved = {(row["reason"], row["shape"]): row["count"] for row in commit["unresolved"]}
        self.result.unresolved = sum(unresolved.values())
        self.result.limits = sum(count for (reason, _), count in unresolved.items() if reason == "limit")
        self.result.names = self.result.unresolved + sum(commit["edges"].values())

    def _diffs(self) -> None:
        if git(self._clone, "rev-parse", "-q", "--verify", "HEAD~1"):
            self._step("diff", "diff", "HEAD~1..HEAD", "--format", "json")
        else:
            self.result.skipped["diff"] = "one commit"
        tags = releases(self._clone) if self._releases else None
        if tags:
            self._step("releases", "diff", "..".join(tags), "--format", "json")
        else:
            self.result.skipped["releases"] = "no two releases" if self._releases else "left out"

    def _rules(self) -> None:
        if not self._step("rules", "rules", "init", "--at", "HEAD").failure:
            self._step("check", "check", "--at", "HEAD", "--rules", str(self._folder / "rules.out"))

    def _last_commits(self) -> None:
        if not self._doctor:
            self.result.skipped["doctor"] = "left out"
            return
        line = git(self._clone, "rev-list", "--first-parent", f"--max-count={COMMITS + 1}", "HEAD")
        if len(line) > 1:
            self._step("last", "index", f"{line[-1]}..HEAD", self._jobs)
        self._step("doctor", "doctor", "--commits", str(COMMITS), "--links", str(LINKS))


def _failure(outcome: Outcome, fine: Sequence[int], out: Path, errors: Path) -> str:
    if outcome.stopped:
        return outcome.stopped
    if outcome.status in fine:
        return ""
    for file in (errors, out):
        lines = [line.strip() for line in file.read_text(errors="replace").splitlines() if line.strip()]
        told = [line for line in lines if not line.startswith("note:")] or lines
        if told:
            return f"exit {outcome.status}: {told[0][:200]}"
    return f"exit {outcome.status}"


def load(file: Path) -> Result | None:
    """A result of an earlier run."""
    if not file.is_file():
        return None
    stored = json.loads(file.read_text())
    steps = {name: Step(**step) for name, step in stored.pop("steps").items()}
    return Result(**stored, steps=steps)


def sweep(name: str, source: Path, options: argparse.Namespace) -> Result:
    """One repository: as it was found before, or run now."""
    folder: Path = options.out / name
    file = folder / "result.json"
    result = load(file)
    if result is None:
        folder.mkdir(parents=True, exist_ok=True)
        result = Sweep(name, source, folder.resolve(), options).all()
        file.write_text(json.dumps(asdict(result), indent=1))
    return result


TITLES = (
    "repository",
    "files",
    "kLOC",
    "s",
    "s/kLOC",
    "MB",
    "unresolved",
    *(STEP_TITLES.get(s, s) for s in STEPS[2:]),
    "failures",
)


def cells(result: Result) -> list[str]:
    """The row of one repository; seconds are CPU seconds, `s` those of indexing HEAD."""
    index = result.steps["index"]
    share = f"{100 * result.unresolved / result.names:.1f}%" if result.names else ""
    if result.limits:
        share += f" ({result.limits} cut)"
    others = [f"{result.steps[step].cpu:.1f}" if step in result.steps else "-" for step in STEPS[2:]]
    return [
        result.name, f"{result.files:,}", f"{result.lines / 1000:,.0f}", f"{index.cpu:.1f}",
        f"{1000 * index.cpu / result.lines:.3f}" if result.lines else "", f"{result.memory:,.0f}", share, *others,
        "; ".join(result.failures) or "none",
    ]  # fmt: skip


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Columns that stand under each other."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        padded = [cell.ljust(width) if not column else cell.rjust(width)
                  for column, (cell, width) in enumerate(zip(row, widths, strict=False))]  # fmt: skip
        lines.append("  ".join([*padded, row[-1]]))
    return "\n".join(lines) + "\n"


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    head, *body = [f"| {' | '.join(row)} |" for row in escaped]
    return "\n".join([head, "|---" * len(rows[0]) + "|", *body]) + "\n"


def report(results: Mapping[str, Result], out: Path) -> bool:
    """Write and print the tables and the failures; whether there are none."""
    rows = [TITLES, *(cells(result) for result in results.values())]
    (out / "sweep.txt").write_text(as_text(rows))
    (out / "sweep.md").write_text(as_markdown(rows))
    print(as_text(rows))
    failed = {result.name: result.failures for result in results.values() if result.failures}
    print(f"{len(results)} repositories, {len(failed)} with failures")
    for name, failures in failed.items():
        for failure in failures:
            print(f"- {name}: {failure}")
    return not failed


def main() -> int:
    """Parse the command line, run, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="where raw outputs and tables go")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="names that contain one of these words")
    parser.add_argument("--limit", type=float, default=600, help="CPU seconds of each command")
    parser.add_argument("--memory", type=float, default=0, help="megabytes of each command; no limit where not given")
    parser.add_argument("--no-doctor", dest="doctor", action="store_false", help="leave out the slowest part")
    parser.add_argument("--no-releases", dest="releases", action="store_false", help="leave out the two last releases")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes of `index`")
    options = parser.parse_args()
    stop_with_us()
    options.out.mkdir(parents=True, exist_ok=True)
    print(machine(), flush=True)
    results: dict[str, Result] = {}
    for name, source in repositories(options.folder, options.only):
        results[name] = sweep(name, source, options)
        print("  ".join(cells(results[name])), flush=True)
    if not results:
        parser.error(f"no repositories in {options.folder}")
    print()
    return 0 if report(results, options.out) else 1


if __name__ == "__main__":
    sys.exit(main())
