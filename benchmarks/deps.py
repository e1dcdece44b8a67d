"""What it costs to read dependencies: a scan against reading the same files, and a scan of what is kept.

    python benchmarks/deps.py [--packages 40] [--jobs 1] [--folder /usr/share/cargo/registry]

The packages are the first by name of a folder of `NAME-VERSION`s: Debian's, or `registry/src/HOST` of Cargo. CPU
seconds are those of this process and its workers; all parts run in one go, so that a busy machine costs them alike.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from rgraph.deps.sources.surroundings import DEBIAN, Surroundings
from rgraph.deps.tier import ColdTier
from rgraph.model.packages import PackageId, ResolvedPackage
from rgraph.parse.extract import extract
from rgraph.parse.grammar import new_parser
from rgraph.parse.trees import quiet

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
NAMED = re.compile(r"(.+?)-(\d+\.\d+\.\d+.*)")

T = TypeVar("T")


class Cost(NamedTuple):
    """Seconds of the processor, and of the clock."""

    cpu: float
    wall: float


def measured(do: Callable[[], T]) -> tuple[T, Cost]:
    before, began = os.times(), time.monotonic()
    done = do()
    after = os.times()
    return done, Cost(sum(after[:4]) - sum(before[:4]), time.monotonic() - began)


def packages_in(folder: Path, count: int) -> list[ResolvedPackage]:
    named = (NAMED.fullmatch(path.name) for path in sorted(folder.iterdir()))
    return [ResolvedPackage(PackageId(*each.groups(), CRATES_IO)) for each in named if each is not None][:count]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=DEBIAN)
    given = parser.parse_args()
    if not given.folder.is_dir():
        print(f"no folder {given.folder}", file=sys.stderr)
        return 2
    packages = packages_in(given.folder, given.packages)
    around = Surroundings(Path(os.devnull), debian=given.folder)
    with tempfile.TemporaryDirectory() as temporary:
        compare(packages, around, Path(temporary) / "packages", given.jobs)
    return 0


def compare(packages: list[ResolvedPackage], around: Surroundings, directory: Path, jobs: int) -> None:
    tier = ColdTier(around, directory, print)
    found, reading = measured(lambda: [tier.finder.find(package)[0] for package in packages])
    sources = {data for each in found if each is not None for path, data in each.files.items() if path.endswith(".rs")}
    size = sum(map(len, sources))
    print(f"{len(packages)} packages, {len(sources):,} files, {size / 1e6:.1f} MB of Rust, {jobs} processes\n")
    print("| | CPU s | wall s | MB/s of CPU |\n|---|---|---|---|")

    def row(name: str, cost: Cost) -> None:
        print(f"| {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {size / 1e6 / max(cost.cpu, 1e-3):.1f} |", flush=True)

    row("find, read and check", reading)
    syntax = new_parser()
    with quiet():
        row("syntax trees alone", measured(lambda: [syntax.parse(data) for data in sources] and None)[1])
        _, plain = measured(lambda: [extract(data) for data in sources] and None)
    row("facts and bodies of the same files", plain)
    added, scan = measured(lambda: tier.add(packages, jobs=jobs))
    row(f"first scan ({added.contents:,} contents kept)", scan)
    again = ColdTier(around, directory, print)
    _, second = measured(lambda: again.add(packages, jobs=jobs))
    row("scan again", second)
    print(f"\nfirst scan: {scan.cpu / plain.cpu:.2f} times the CPU of reading the same files")
    print(f"store: {tier.store.bytes() / 1e6:.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
