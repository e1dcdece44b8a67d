"""Times `rgraph check` and the hooks as a user waits for them: whole processes on a clone of a real repository.

    python benchmarks/check.py REPOSITORY [--rules RULES.toml] [--commits 1000] [--runs 7]

REPOSITORY (a path or URL, ripgrep for the table in the docs) is cloned to a temporary folder. Prints the median wall
time and the CPU time of each, with the machine's details.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RULES = Path(__file__).parents[1] / "docs" / "examples" / "ripgrep.rgraph.toml"
RGRAPH = [sys.executable, "-P", "-m", "rgraph"]


@dataclass(frozen=True)
class Timing:
    """Seconds: what the clock said (median), and the CPU time of the process and its children (median)."""

    what: str
    wall: float
    cpu: float


def timed(what: str, command: Sequence[str], folder: Path, runs: int) -> Timing:
    """The medians of several runs of one command, after one that warms up."""
    run(command, folder)
    walls, cpus = [], []
    for _ in range(runs):
        before, began = cpu(), time.perf_counter()
        run(command, folder)
        walls.append(time.perf_counter() - began)
        cpus.append(cpu() - before)
    return Timing(what, statistics.median(walls), statistics.median(cpus))


def run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} failed with {done.returncode}: {done.stderr}")


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def post_commit(folder: Path, runs: int) -> list[Timing]:
    """What the hook adds to `git commit`, and how long until the new commit is indexed."""
    commit = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "--no-verify", "-m", "x"]
    source = next(path for path in sorted(folder.rglob("*.rs")) if path.stat().st_size > 2000)
    plain: list[float] = []
    hooked: list[float] = []
    current: list[float] = []
    state = folder / ".git" / "rgraph" / "hooks"
    for number in range(2 * runs):
        with_hook = number % 2 == 1
        run([*RGRAPH, "hooks", "install" if with_hook else "uninstall", "post-commit"], folder)
        source.write_text(source.read_text() + f"\n// {number}\nfn benchmark_{number}() {{}}\n")
        run(["git", "add", "-A"], folder)
        began = time.perf_counter()
        run(commit, folder)
        (hooked if with_hook else plain).append(time.perf_counter() - began)
        if with_hook:
            lines = number // 2 + 1
            while not (state / "log").exists() or len((state / "log").read_text().splitlines()) < lines:
                time.sleep(0.005)
            current.append(time.perf_counter() - began)
    added = statistics.median(hooked) - statistics.median(plain)
    return [
        Timing("post-commit: added to git commit", added, 0.0),
        Timing("post-commit: until the commit is indexed", statistics.median(current), 0.0),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository")
    parser.add_argument("--rules", type=Path, default=RULES)
    parser.add_argument("--commits", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "clone"
        subprocess.run(["git", "clone", "-q", options.repository, str(folder)], check=True)
        (folder / "rgraph.toml").write_bytes(options.rules.read_bytes())
        run(["git", "add", "rgraph.toml"], folder)
        run([*RGRAPH, "index", "--wait", "600"], folder)
        source = next(path for path in sorted(folder.rglob("*.rs")) if path.stat().st_size > 2000)
        source.write_text(source.read_text() + "\nfn benchmark() {}\n")
        run(["git", "add", "-A"], folder)
        timings = [
            timed("check --staged, one file changed", [*RGRAPH, "check", "--staged"], folder, options.runs),
            timed("check --at HEAD", [*RGRAPH, "check", "--at=HEAD", "--rules=rgraph.toml"], folder, options.runs),
            timed(
                f"check --since HEAD~{options.commits}",
                [*RGRAPH, "check", "--staged", "--since", f"HEAD~{options.commits}"], folder, max(3, options.runs // 2),
            ),
            *post_commit(folder, options.runs),
        ]  # fmt: skip
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {load}")
    print("| | wall s | CPU s |\n|---|---|---|")
    for timing in timings:
        print(f"| {timing.what} | {timing.wall:.3f} | {timing.cpu:.2f} |")


if __name__ == "__main__":
    main()
