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
import random
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pygit2
from processes import RGRAPH, Outcome, machine, run

from rgraph.git.path_bytes import to_bytes
from rgraph.git.repository import Repository, open_repository
from rgraph.model.ids import Oid, RepoPath
from rgraph.store.store import open_store, store_directory

REPEATS = 3
"""Quick commands are run this often; the fastest counts."""


def measure(
    command: Sequence[str], folder: Path, status: Sequence[int] = (0,), rgraph: Sequence[str] = RGRAPH
) -> Outcome:
    """Run a command to its end. Raises SystemExit with its errors where its status is another."""
    with tempfile.TemporaryDirectory(prefix="rgraph-speed-") as output:
        errors = Path(output) / "errors"
        outcome = run(command, folder, Path(os.devnull), errors, rgraph=rgraph)
        if outcome.status not in status:
            told = errors.read_text(errors="replace")
            raise SystemExit(f"rgraph {' '.join(command)}: {outcome.status}\n{told}")
    return outcome


def quickest(command: Sequence[str], folder: Path) -> Outcome:
    """The fastest of a few runs."""
    return min((measure(command, folder) for _ in range(REPEATS)), key=lambda cost: cost.wall)


def row(repository: str, what: str, cost: Outcome, note: str = "") -> None:
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
            commits = len(store.versions.all_commits())
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
