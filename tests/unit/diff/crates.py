"""Small crates in memory, compared."""

from __future__ import annotations

from collections.abc import Mapping

from rgraph.diff.compare import Options, compare
from rgraph.diff.matching import matches
from rgraph.diff.report import DiffReport, ItemChange
from rgraph.view.graph import CommitGraph
from rgraph.view.memory import graph_of

Source = str | Mapping[str, str]


def graph(source: Source) -> CommitGraph:
    """The graph of a `src/lib.rs`, or of files by path."""
    return graph_of({"src/lib.rs": source} if isinstance(source, str) else source)


def report(old: Source, new: Source, options: Options | None = None) -> DiffReport:
    """The comparison of two crates."""
    return compare(graph(old), graph(new), options or Options())


def pairs(old: Source, new: Source) -> dict[str, str]:
    """Old symbols to new ones, without the crate's name."""
    short = {a.removeprefix("demo::"): b.removeprefix("demo::") for a, b in matches(graph(old), graph(new)).items()}
    return {a: b for a, b in short.items() if a != "demo"}


def change(found: DiffReport, name: str) -> ItemChange:
    """The change of the item whose symbol ends in `name`, in the new version or (for removed ones) in the old."""
    hits = [c for c in found.changes if c.ref.symbol == f"demo::{name}"]
    assert len(hits) == 1, [c.ref.symbol for c in found.changes]
    return hits[0]


def words(found: DiffReport) -> set[tuple[str, ...]]:
    """Every change as its symbol and kinds."""
    return {(c.ref.symbol.removeprefix("demo::"), *(kind.value for kind in c.kinds)) for c in found.changes}
