"""The plain and the compiled build beside each other on real repositories, in one table.

    python benchmarks/beside.py NAME=REPOSITORY[@REV] ... [--history] [--first N] [--builds FOLDER] [--runs N]

Both builds are made of this checkout's HEAD (`--builds` keeps them). Each row is measured with one build and then with
the other, so that what else the machine does meets both; the load stands beside each row. `x` is how many times as long
as tree-sitter alone takes to parse the same contents, measured in this run. `--history` indexes the whole history of
each repository, `--first N` that of the first N commits in the order in which they were made.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pygit2
from builds import BUILDS, installed, rgraph_of
from processes import Outcome, machine
from speed import KINDS, an_item, clone, commit_with_changes, measure
from tree_sitter import Language, Parser
from tree_sitter_rust import language

from rgraph.git.repository import Repository
from rgraph.model.ids import Oid

Commands = dict[str, Sequence[str]]


def row(what: str, costs: dict[str, Outcome], parse: float = 0, note: str = "") -> None:
    """Print a line of the table: of each build CPU and wall seconds, memory, and how many times as long as a parse."""
    cells = []
    for cost in costs.values():
        times = f" ({cost.cpu / parse:.1f} x)" if parse else ""
        cells.append(f"{cost.cpu:.2f} s{times} | {cost.wall:.2f} s | {cost.memory:,.0f} MB")
    print(f"| {what} | {' | '.join(cells)} | {os.getloadavg()[0]:.0f} | {note} |", flush=True)


def in_turn(commands: Commands, once: Callable[[str, Sequence[str]], Outcome], runs: int) -> dict[str, Outcome]:
    """The cheapest of a few runs of each build, one build after the other."""
    taken: dict[str, list[Outcome]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, rgraph in commands.items():
            taken[name].append(once(name, rgraph))
    return {name: min(costs, key=lambda cost: cost.cpu) for name, costs in taken.items()}


def parse_seconds(contents: Iterable[bytes]) -> float:
    """CPU seconds of parsing contents by tree-sitter alone."""
    parser = Parser(Language(language()))
    total = 0.0
    for content in contents:
        before = time.process_time()
        parser.parse(content)
        total += time.process_time() - before
    return total


def sources(repository: Repository, oids: Iterable[Oid]) -> Iterable[bytes]:
    """Each Rust file's content in the trees of some commits, once."""
    seen: set[Oid] = set()
    before: Oid | None = None
    for oid in oids:
        for change in repository.changes(before, oid):
            if change.path.endswith(".rs") and change.new_blob is not None and change.new_blob not in seen:
                seen.add(change.new_blob)
                yield repository.read(change.new_blob)
        before = oid


def first_commit(repository: Repository, number: int) -> str:
    """The commit that had so many before it when it was made; the tip where there are fewer."""
    repo = pygit2.Repository(str(repository.git_dir))
    order = pygit2.enums.SortMode.TOPOLOGICAL | pygit2.enums.SortMode.REVERSE
    for count, commit in enumerate(repo.walk(repo.head.target, order), 1):
        last = commit.id
        if count == number:
            break
    return str(last)


def at_head(name: str, source: str, revision: str, commands: Commands, runs: int) -> None:
    """HEAD into an empty store, one more commit, and questions."""
    with tempfile.TemporaryDirectory(prefix="rgraph-beside-") as temporary:
        folder = Path(temporary)
        repositories = {build: clone(source, folder / build, revision) for build in commands}
        one = next(iter(repositories.values()))
        parse = parse_seconds(sources(one, [one.resolve("HEAD")]))

        def cold(build: str, rgraph: Sequence[str]) -> Outcome:
            place = folder / f"{build}-{time.monotonic_ns()}"
            clone(source, place, revision)
            return measure(["index", "--no-vectors"], place, rgraph=rgraph)

        row(f"{name}: index HEAD, cold", in_turn(commands, cold, runs), parse, f"parse {parse:.2f} s")
        for build, rgraph in commands.items():
            measure(["index", "--no-vectors"], folder / build, rgraph=rgraph)

        def more(number: list[int], build: str, rgraph: Sequence[str]) -> Outcome:
            number[0] += 1
            commit_with_changes(repositories[build], 3, random.Random(number[0] // len(commands)))
            return measure(["index", "--no-vectors"], folder / build, rgraph=rgraph)

        row(f"{name}: one more commit, 3 files", in_turn(commands, partial(more, [-1]), runs))
        item = an_item(folder / next(iter(commands)))
        for words in (["show", item], ["callers", item], ["query", KINDS]):

            def ask(words: list[str], build: str, rgraph: Sequence[str]) -> Outcome:
                return measure(words, folder / build, rgraph=rgraph)

            row(f"{name}: {words[0]}", in_turn(commands, partial(ask, words), max(runs, 3)))


def whole_history(name: str, source: str, revision: str, first: int | None, commands: Commands) -> None:
    """Every commit into an empty store."""
    with tempfile.TemporaryDirectory(prefix="rgraph-beside-") as temporary:
        folder = Path(temporary)
        tip = first_commit(clone(source, folder / "whole", revision), first) if first else revision
        costs, note = {}, ""
        for build, rgraph in commands.items():
            repository = clone(source, folder / build, tip)
            costs[build] = measure(["index", "--history", "--no-vectors"], folder / build, rgraph=rgraph)
            size = sum(file.stat().st_size for file in (folder / build / "rgraph").rglob("*") if file.is_file())
            commits = [record.oid for record in repository.walk([repository.resolve("HEAD")])]
            note = f"{len(commits):,} commits, store {size / 1e6:,.0f} MB"
        parse = parse_seconds(sources(repository, reversed(commits)))
        row(f"{name}: index --history", costs, parse, f"{note}, parse {parse:.1f} s")


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", nargs="+", metavar="NAME=REPOSITORY[@REV]")
    parser.add_argument("--history", action="store_true", help="the whole history, too")
    parser.add_argument("--first", type=int, help="the history of the first N commits, too")
    parser.add_argument("--builds", type=Path, help="a folder that keeps the builds")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with ExitStack() as stack:
        builds = asked.builds or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rgraph-builds-")))
        builds.mkdir(parents=True, exist_ok=True)
        commands = {name: rgraph_of(installed(builds.resolve(), name)) for name in BUILDS}
        print(machine(), end="\n\n")
        cells = " | ".join(f"{name}, CPU | wall | memory" for name in commands)
        print(f"| what | {cells} | load | |\n|---|{'---|' * (3 * len(commands) + 2)}")
        for spec in asked.repositories:
            name, _, place = spec.partition("=")
            source, _, revision = place.partition("@")
            at_head(name, source, revision or "HEAD", commands, asked.runs)
            if asked.history or asked.first:
                whole_history(name, source, revision or "HEAD", asked.first, commands)


if __name__ == "__main__":
    main()
