"""Checks the five invariants on a real repository, against git itself and against work done anew.

    python benchmarks/invariants.py REPOSITORY [--all] [--views 200] [--links 30] [--dumps 5] [--kills 10] [--steps 20]
        [--jumps 0] [--seed 1]

A history is linked in stretches, where each body knows what it leaned on. Hooks go from one commit to the next and have
the store alone: `--steps` walks a part of the first-parent line that way, and `--jumps` goes between that many far
places of it and back to the neighbours of each.

The repository is cloned (objects shared) to a temporary folder and is not written to. Exits with 1 on a difference.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from blake3 import blake3

from rgraph.git.path_bytes import is_indexed, to_repo_path
from rgraph.git.repository import Repository, open_repository
from rgraph.index.analysis import analyse, reading
from rgraph.index.doctor import check_links, examine
from rgraph.index.dump import dump
from rgraph.index.indexer import Scope, ensure, index, wanted
from rgraph.model.ids import Oid
from rgraph.store.store import Store, open_store

INDEX = [sys.executable, "-m", "rgraph", "index"]
REGULAR = (b"100644", b"100755", b"100664")


def clone(source: Path, target: Path) -> Repository:
    """A bare clone that shares the objects."""
    subprocess.run(["git", "clone", "-q", "--bare", "--shared", str(source), str(target)], check=True)
    return open_repository(target)


def tree_by_git(git_dir: Path, oid: Oid) -> dict[str, str]:
    """Indexed paths and their blobs by `git ls-tree`: an oracle that shares no code with ours."""
    listing = subprocess.run(
        ["git", "-C", str(git_dir), "ls-tree", "-r", "-z", "--full-tree", oid], check=True, capture_output=True
    )
    found: dict[str, str] = {}
    for line in filter(None, listing.stdout.split(b"\0")):
        described, _, path = line.partition(b"\t")
        mode, _, blob = described.split(b" ")
        if mode in REGULAR and is_indexed(path):
            found[to_repo_path(path)] = blob.decode()
    return found


def facts_are_pure(repository: Repository, store: Store, oids: Sequence[Oid], chosen: random.Random) -> Iterator[str]:
    """Invariant 1: analysing a stored content again gives the stored facts."""
    for oid in oids:
        tree = repository.tree(oid)
        for path in chosen.sample(sorted(tree), min(3, len(tree))):
            data = repository.read(tree[path])
            parts = analyse(tree[path], data, reading(path)).analysis.parts
            known = store.contents.hashes([tree[path]])[tree[path]]
            for part, packed in parts.items():
                if store.contents.squeezed(known, part) != packed:
                    yield f"{oid} {path}: the {part} differ"


def views_are_trees(repository: Repository, store: Store, oids: Sequence[Oid]) -> Iterator[str]:
    """Invariant 2: a view has the paths and contents of `git ls-tree`."""
    hashes: dict[str, str] = {}
    for oid in oids:
        tree = tree_by_git(repository.git_dir, oid)
        for blob in set(tree.values()) - hashes.keys():
            hashes[blob] = blake3(repository.read(Oid(blob))).hexdigest()
        view = {str(file.path): str(file.blob) for file in store.versions.files_at(oid)}
        if view != {path: hashes[blob] for path, blob in tree.items()}:
            yield f"{oid}: the view is not the tree"


def links_are_those_from_scratch(repository: Repository, store: Store, oids: Sequence[Oid]) -> Iterator[str]:
    """Invariant 3: linking a commit alone gives the stored edge sets."""
    for oid in oids:
        commit = store.versions.commit(oid)
        if commit is None:
            yield f"{oid}: not indexed"
        else:
            yield from (f"{oid}: {finding}" for finding in check_links(repository, store, commit))


def dumps_are_equal(repository: Repository, store: Store, oids: Sequence[Oid]) -> Iterator[str]:
    """Invariant 4: a store that has only these commits, indexed in another order, dumps the same bytes."""
    with open_store(None, "mem") as other:
        ensure(repository, other, list(reversed(oids)))
        for oid in oids:
            if list(dump(store, oid)) != list(dump(other, oid)):
                yield f"{oid}: the dumps differ"


def steps_are_those_from_scratch(repository: Repository, line: Sequence[Oid], directory: Path) -> Iterator[str]:
    """Invariants 3 and 4 as hooks meet them: HEAD moves from commit to commit, each linked from what is stored."""
    other = clone(repository.git_dir, directory)
    with open_index(other) as store:
        for oid in line:
            moved = ["git", "-C", str(other.git_dir), "update-ref", "--no-deref", "HEAD", oid]
            subprocess.run(moved, check=True, capture_output=True)
            ensure(other, store, [oid])
            with open_store(None, "mem") as alone:
                ensure(other, alone, [oid])
                if list(dump(store, oid)) != list(dump(alone, oid)):
                    yield f"{oid}: linked from what is stored, its dump differs"


def first_parents(repository: Repository) -> list[Oid]:
    """The first-parent line from HEAD."""
    command = ["git", "-C", str(repository.git_dir), "rev-list", "--first-parent", "HEAD"]
    return [Oid(oid) for oid in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()]


def stretch(repository: Repository, steps: int, chosen: random.Random) -> list[Oid]:
    """Some commits in a row of the first-parent line, the oldest first."""
    line = first_parents(repository)
    start = chosen.randrange(max(1, len(line) - steps))
    return line[start : start + steps + 1][::-1]


def far_places(repository: Repository, count: int, chosen: random.Random) -> list[Oid]:
    """Some commits of the first-parent line in any order, then their parents, of those that came last first."""
    line = first_parents(repository)
    places = chosen.sample(range(len(line) - 1), min(count, len(line) - 1))
    return [line[at] for at in places] + [line[at + 1] for at in reversed(places)]


def kills_leave_a_whole_store(
    repository: Repository, folder: Path, scope: str, kills: int, seconds: float, chosen: random.Random
) -> Iterator[str]:
    """Invariant 5: after each `kill -9` the store opens and is sound, and in the end a run completes it."""
    directory = folder / "killed"
    other = clone(repository.git_dir, directory)
    for _ in range(kills):
        with subprocess.Popen([*INDEX, scope], cwd=directory, stderr=subprocess.DEVNULL, start_new_session=True) as run:
            try:
                run.wait(chosen.uniform(0.1, max(1.0, seconds / 2)))
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
        with open_index(other) as store:
            yield from (str(finding) for finding in examine(other, store, commits=5, links=1).findings)
    done = subprocess.run([*INDEX, scope], cwd=directory, check=False, capture_output=True, text=True)
    if done.returncode:
        yield f"the run after the kills failed: {done.stderr.strip()}"
    with open_index(repository) as whole, open_index(other) as recovered:
        if {commit.oid for commit in whole.versions.all_commits()} != {
            commit.oid for commit in recovered.versions.all_commits()
        }:
            yield "the run after the kills did not complete the store"
        some = chosen.sample(sorted(commit.oid for commit in whole.versions.all_commits()), 3)
        yield from (f"{oid}: the dumps differ" for oid in some if list(dump(whole, oid)) != list(dump(recovered, oid)))


def open_index(repository: Repository) -> Store:
    """The repository's store."""
    from rgraph.store.store import store_directory

    return open_store(store_directory(repository.common_dir))


def check(name: str, amount: str, findings: Callable[[], Iterator[str]]) -> bool:
    """Run one check and print its line; False where it found something."""
    began = time.monotonic()
    found = list(findings())
    print(f"{'FAILED' if found else 'holds':7} {name:42} {amount:24} {time.monotonic() - began:7.1f} s", flush=True)
    for line in found[:20]:
        print(f"        {line}")
    return not found


def of_a_history(arguments: argparse.Namespace, folder: Path, repository: Repository, chosen: random.Random) -> bool:
    """What holds of a whole history, linked in stretches, and of a store whose runs are killed."""
    scope = Scope.ALL if arguments.all else Scope.HISTORY
    with open_index(repository) as store:
        began = time.monotonic()
        report = index(repository, store, wanted(repository, scope))
        seconds = time.monotonic() - began
        print(f"indexed {report.commits} commits with {report.contents} contents in {seconds:.1f} s", flush=True)
        oids = sorted(commit.oid for commit in store.versions.all_commits())

        def some(count: int) -> list[Oid]:
            return [Oid(oid) for oid in chosen.sample(oids, min(count, len(oids)))]

        views, links, dumps = some(arguments.views), some(arguments.links), some(arguments.dumps)
        held = [
            check("1 facts are a function of the content", f"{3 * len(views)} contents",
                  lambda: facts_are_pure(repository, store, views, chosen)),
            check("2 a view is the tree", f"{len(views)} commits", lambda: views_are_trees(repository, store, views)),
            check("3 incremental equals from scratch", f"{len(links)} commits",
                  lambda: links_are_those_from_scratch(repository, store, links)),
            check("4 deterministic", f"{len(dumps)} dumps", lambda: dumps_are_equal(repository, store, dumps)),
        ]  # fmt: skip
    if arguments.kills:
        held.append(
            check("5 nothing half-written", f"{arguments.kills} times kill -9",
                  lambda: kills_leave_a_whole_store(
                      repository, folder, f"--{scope}", arguments.kills, seconds, chosen))
        )  # fmt: skip
    return all(held)


def run(arguments: argparse.Namespace, folder: Path) -> bool:
    """All checks on one repository; whether all hold. Without `--views`, `--links`, `--dumps` and `--kills` (0 each) no
    history is indexed."""
    chosen = random.Random(arguments.seed)
    repository = clone(arguments.repository, folder / "whole")
    holds = True
    if arguments.steps:
        line = stretch(repository, arguments.steps, chosen)
        holds = check(
            "3 incremental equals from scratch", f"{len(line)} steps of HEAD",
            lambda: steps_are_those_from_scratch(repository, line, folder / "stepped"),
        )  # fmt: skip
    if arguments.jumps:
        places = far_places(repository, arguments.jumps, chosen)
        holds &= check(
            "3 incremental equals from scratch", f"{len(places)} jumps of HEAD",
            lambda: steps_are_those_from_scratch(repository, places, folder / "jumped"),
        )  # fmt: skip
    if arguments.views or arguments.links or arguments.dumps or arguments.kills:
        holds &= of_a_history(arguments, folder, repository, chosen)
    return holds


def main() -> int:
    """Parse the command line, check, clean up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--all", action="store_true", help="from every ref instead of HEAD")
    counts = {"views": 200, "links": 30, "dumps": 5, "steps": 20, "jumps": 0, "kills": 10, "seed": 1}
    for name, default in counts.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    with tempfile.TemporaryDirectory(prefix="rgraph-invariants-") as folder:
        return 0 if run(parser.parse_args(), Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
