"""How much of real upgrades `rgraph deps plan` foresees, and how much of what it says is so.

    python benchmarks/upgrades.py UPGRADES.jsonl CLONES SOURCES

`UPGRADES.jsonl` has a commit a line: repository, parent, dependencies with their tags, hunks of the old side. `CLONES`
has the repositories as `OWNER+NAME` (bare ones too), `SOURCES` both versions of each dependency as `NAME-VERSION`.

A hunk is foreseen where a finding names one of its lines, or one beside it where it only adds; a finding is right where
the function, type or constant around it was changed. What authors change without need (names of their own, other calls
that serve as well) counts as not foreseen.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rgraph.deps.sources.surroundings import Surroundings, cargo_home
from rgraph.deps.tier import ColdTier
from rgraph.deps.upgrade.asking import plan
from rgraph.deps.upgrade.report import CallSite, Upgrade
from rgraph.model.facts import ItemKind
from rgraph.view.graph import CommitGraph
from rgraph.view.session import open_session

AROUND = frozenset({
    ItemKind.FUNCTION, ItemKind.STRUCT, ItemKind.ENUM, ItemKind.CONST, ItemKind.STATIC, ItemKind.TYPE_ALIAS,
    ItemKind.MACRO_CALL,
})  # fmt: skip

Hunk = tuple[str, int, int]
"""A file and the lines of a hunk's old side, the last one included."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("upgrades", type=Path)
    parser.add_argument("clones", type=Path)
    parser.add_argument("sources", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tier = ColdTier(Surroundings(cargo_home(), folders=(asked.sources,)), Path(folder))
        print(f"{'upgrade':<24}{'hunks foreseen':>16}{'findings right':>16}{'CPU-s':>8}{'again':>8}")
        for line in asked.upgrades.read_text("utf-8").splitlines():
            judge(json.loads(line), asked.clones, tier)


def judge(upgrade: dict[str, object], clones: Path, tier: ColdTier) -> None:
    """Print one line of the table."""
    name = str(upgrade["repository"]).replace("/", "+")
    bare = clones / name / "repo"
    session = open_session(bare if bare.exists() else clones / name)
    targets = {each["crate"]: each["to_tag"].split("-v")[-1].lstrip("v") for each in upgrade["dependencies"]}  # type: ignore[attr-defined]
    graph = session.graph(str(upgrade["parent"]))
    seconds = []
    for _ in range(2):
        before = time.process_time()
        found = plan(session, tier, str(upgrade["parent"]), targets)
        seconds.append(time.process_time() - before)
    hunks = list(hunks_of(upgrade))
    foreseen = sum(any(is_in(site, hunk) for site in sites_of(found)) for hunk in hunks)
    sites = list(sites_of(found))
    right = sum(is_changed(site, graph, hunks) for site in sites)
    print(
        f"{upgrade['id']!s:<24}{f'{foreseen} of {len(hunks)}':>16}{f'{right} of {len(sites)}':>16}"
        f"{seconds[0]:>8.1f}{seconds[1]:>8.1f}"
    )


def hunks_of(upgrade: dict[str, object]) -> Iterator[Hunk]:
    for path, hunks in upgrade["hunks_old_new"].items():  # type: ignore[attr-defined]
        for first, count, _, _ in hunks:
            yield (path, first, first + count - 1) if count else (path, first - 1, first + 1)


def sites_of(found: Upgrade) -> Iterator[CallSite]:
    return (site for felt in found.felt for site in felt.sites)


def is_in(site: CallSite, hunk: Hunk) -> bool:
    path, first, last = hunk
    return site.path == path and first <= site.line <= last


def is_changed(site: CallSite, graph: CommitGraph, hunks: list[Hunk]) -> bool:
    """Whether the innermost function, type or constant around a line was changed."""
    items = (item for item in graph.facts(site.path).items if item.kind in AROUND)
    around = [(item.start_line, item.end_line) for item in items if item.start_line <= site.line <= item.end_line]
    first, last = min(around, key=lambda span: span[1] - span[0], default=(site.line - 1, site.line + 1))
    return any(path == site.path and begin <= last and first <= end for path, begin, end in hunks)


if __name__ == "__main__":
    main()
