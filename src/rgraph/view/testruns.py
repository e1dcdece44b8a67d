"""The `cargo test` lines that run given tests and no others."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from rgraph.model.cargo import Crate, TargetKind
from rgraph.model.ids import Symbol

from .answers import TestRun
from .graph import CommitGraph
from .names import plain

LONGEST = 20
"""With more tests than this in one target, the line runs the whole target."""

_SELECT = {
    TargetKind.BIN: "--bin",
    TargetKind.TEST: "--test",
    TargetKind.EXAMPLE: "--example",
    TargetKind.BENCH: "--bench",
}


def test_runs(graph: CommitGraph, tests: Iterable[str]) -> list[TestRun]:
    """The tests grouped by target, each group with its command; in a fixed order."""
    crates = {crate.id: crate for crate in graph.cargo.crates}
    by_crate: dict[str, set[str]] = {}
    for symbol in tests:
        item = graph.item(symbol)
        if item is not None and item.crate in crates:
            by_crate.setdefault(item.crate, set()).add(_path_in_crate(item.symbol, item.crate))
    return [_run(crates[crate], sorted(paths)) for crate, paths in sorted(by_crate.items())]


def _path_in_crate(symbol: Symbol, crate: str) -> str:
    return plain(symbol).removeprefix(f"{plain(crate)}::")


def _run(crate: Crate, tests: list[str]) -> TestRun:
    words = ["cargo", "test", "-p", crate.package, *_target_options(crate)]
    if len(tests) <= LONGEST:
        words += ["--", "--exact", *tests]
    target = "lib" if crate.kind == TargetKind.LIB else f"{crate.kind} {crate.target_name or crate.name}"
    return TestRun(crate.package, target, tests, shlex.join(words))


def _target_options(crate: Crate) -> list[str]:
    if crate.kind in _SELECT:
        return [_SELECT[crate.kind], crate.target_name or crate.name]
    return ["--lib"] if crate.kind == TargetKind.LIB else []
