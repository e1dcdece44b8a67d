"""Matching: which item of the new commit is which of the old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.model.ids import Symbol

if TYPE_CHECKING:
    from rgraph.diff.snapshot import Snapshot
    from rgraph.view.graph import CommitGraph


def matches(old: CommitGraph, new: CommitGraph) -> dict[Symbol, Symbol]:
    """Old symbols to new ones, modules, fields and variants included; what was removed is not in it."""
    from rgraph.diff.extent import Extent
    from rgraph.diff.snapshot import Snapshot

    from .match import Matcher

    files = Extent(old, new).files
    before, after = Snapshot(old, files[0]), Snapshot(new, files[1])
    pairs = left_out(before, after) | Matcher(before, after).run().pairs
    return {Symbol(one): Symbol(two) for one, two in sorted(pairs.items())}


def left_out(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Symbols of the files that both snapshots leave out: what stands there is what it was."""
    now = {*new.graph.symbols()} - new.nodes.keys()
    return {symbol: symbol for symbol in old.graph.symbols() if symbol in now and symbol not in old.nodes}
