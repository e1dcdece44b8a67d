"""Measures rgraph's commands as whole processes on real repositories, and prints one table with the machine's details.

    python benchmarks/speed.py NAME=REPOSITORY[@REV] ... [--no-history] [--seed 1]

Each repository is cloned (objects shared) to a temporary folder and is not written to. `wall` is the process from start
to end, `cpu` the seconds of all its processes together (on a busy machine the figure to trust), `memory` the most that
they held at once, each shared page counted once (Linux).
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pygit2

import rgraph
from rgraph.git.paths import to_bytes
from rgraph.git.repository import Repository, open_repository
from rgraph.model.ids import Oid, RepoPath
from rgraph.store.store import open_store, store_directory

RGRAPH = [sys.executable, "-m", "rgraph"]
REPEATS = 3
"""Quick commands are run this often; the fastest counts."""
PAGE_KB = 1 << 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds, and megabytes (0 where the platform does not tell)."""

    wall: float
    cpu: float
    memory: float


class Meter(threading.Thread):
    """Samples the memory of a process group until told to stop."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self._group = group
        self._ended = threading.Event()
        self.most = 0

    def run(self) -> None:
        """Sample five times a second."""
        while not self._ended.wait(0.2):
            self.most = max(self.most, sum(map(_pss, _members(self._group))))

    def stop(self) -> float:
        """The most that was seen, in megabytes."""
        self._ended.set()
        self.join()
        return self.most / PAGE_KB


def _members(group: int) -> list[Path]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[2]) == group:
            found.append(stat.parent)
    return found


def _pss(process: Path) -> int:
    """Kilobytes of a process, a page that n processes share counted as 1/n."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def measure(command: Sequence[str], folder: Path, status: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end. Raises SystemExit with its errors where its status is another."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    process = subprocess.Popen(
        [*RGRAPH, *command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    meter = Meter(process.pid)
    meter.start()
    _, errors = process.communicate()
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in status:
        raise SystemExit(f"rgraph {' '.join(command)}: {process.returncode}\n{errors.decode(errors='replace')}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, meter.stop())


def quickest(command: Sequence[str], folder: Path) -> Cost:
    """The fastest of a few runs."""
    return min((measure(command, folder) for _ in range(REPEATS)), key=lambda cost: cost.wall)


def row(repository: str, what: str, cost: Cost, note: str = "") -> None:
    """Print a line of the table."""
    memory = f"{cost.memory:,.0f} MB" if cost.memory else ""
    print(f"| {repository} | {what} | {cost.wall:.2f} s | {cost.cpu:.2f} s | {memory} | {note} |", flush=True)


def clone(source: str, target: Path, revision: str) -> Repository:
    """A bare clone that shares the objects, its HEAD detached at the revision."""
    subprocess.run(["git", "clone", "-q", "--bare", "--shared", source, str(target)], check=True)
    repo = pygit2.Repository(str(target))
    repo.set_head(repo.revparse_single(revision).peel(pygit2.Commit).id)
    return open_repository(target)


def commit_with_changes(repository: Repository, files: int, chosen: random.Random) -> None:
    """Move HEAD to a new commit in which so many Rust files have one more function."""
    repo = pygit2.Repository(str(repository.git_dir))
    parent = repo[repo.head.target].peel(pygit2.Commit)
    index = pygit2.Index()
    index.read_tree(parent.tree)
    tree = repository.tree(Oid(str(parent.id)))
    sources = [path for path in sorted(tree) if path.endswith(".rs") and "/src/" in f"/{path}"]
    for number, path in enumerate(chosen.sample(sources, files)):
        text = repository.read(tree[path]) + f"\nfn rgraph_speed_{number}() -> usize {{ {number} }}\n".encode()
        index.add(pygit2.IndexEntry(os.fsdecode(to_bytes(path)), repo.create_blob(text), pygit2.enums.FileMode.BLOB))
    signature = pygit2.Signature("speed", "speed@example.org", parent.commit_time + 60, 0)
    tree_id = index.write_tree(repo)
    repo.set_head(repo.create_commit(None, signature, signature, "three files", tree_id, [parent.id]))


def shape(repository: Repository, oid: Oid) -> str:
    """Files and lines of a commit."""
    sources: dict[RepoPath, Oid] = {path: blob for path, blob in repository.tree(oid).items() if path.endswith(".rs")}
    lines = sum(repository.read(blob).count(b"\n") for blob in sources.values())
    return f"{len(sources):,} files, {lines / 1000:,.0f} kLOC"


MOST_CALLED = """
called[dst, count(src)] := call[src, dst, _]
?[number, dst] := called[dst, number], item[dst, _, _, _, _, _, _]
:order -number, dst
:limit 1
"""
KINDS = "?[kind, count(symbol)] := item[symbol, kind, _, _, _, _, _]"


def an_item(folder: Path) -> str:
    """The item of the repository with the most callers."""
    command = [*RGRAPH, "query", MOST_CALLED, "--format", "csv"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return list(csv.reader(done.stdout.splitlines()))[-1][1]


def one_repository(name: str, source: str, revision: str, folder: Path, history: bool, chosen: random.Random) -> None:
    """All rows of one repository."""
    repository = clone(source, folder, revision)
    head = repository.resolve("HEAD")
    row(name, "index HEAD, cold", measure(["index"], folder), shape(repository, head))
    if history:
        cost = measure(["index", "--history"], folder)
        with open_store(store_directory(repository.common_dir)) as store:
            commits = len(store.versions.all_oids())
        size = sum(file.stat().st_size for file in (folder / "rgraph").rglob("*") if file.is_file())
        row(name, "index --history", cost, f"{commits:,} commits, store {size / 1e6:,.0f} MB")
    row(name, "index, nothing to do", quickest(["index"], folder))
    commit_with_changes(repository, 3, chosen)
    row(name, "index, one more commit with 3 changed files", measure(["index"], folder))
    row(name, "index, nothing to do", quickest(["index"], folder))
    item = an_item(folder)
    row(name, "show", quickest(["show", item], folder), f"`{item}`")
    row(name, "callers", quickest(["callers", item], folder))
    row(name, "query", quickest(["query", KINDS], folder))
    if history:
        oids = [record.oid for record in repository.walk([head])]
        old = chosen.choice(oids[len(oids) // 3 : -1])
        query = ["query", KINDS, "--at", old]
        row(name, "query at an old commit, first time", measure(query, folder), old[:10])
        row(name, "query at an old commit", quickest(query, folder))
        row(name, "diff HEAD~20..HEAD", quickest(["diff", "HEAD~20..HEAD"], folder))


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = os.getloadavg()[0]
    return (
        f"rgraph {rgraph.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, load {load:.1f} at the start"
    )


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", metavar="NAME=REPOSITORY[@REV]")
    parser.add_argument("--no-history", action="store_true", help="HEAD alone")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(machine(), end="\n\n")
    print("| repository | what | wall | cpu | memory | |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="rgraph-speed-") as folder:
        row("", "--version", quickest(["--version"], Path(folder)))
        row("", "--help", quickest(["--help"], Path(folder)))
        for spec in arguments.repositories:
            name, _, place = spec.partition("=")
            source, _, revision = place.partition("@")
            chosen = random.Random(arguments.seed)
            one_repository(name, source, revision or "HEAD", Path(folder) / name, not arguments.no_history, chosen)


if __name__ == "__main__":
    main()
