"""Matching: which item of the new commit is which of the old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.model.ids import Symbol

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


def matches(old: CommitGraph, new: CommitGraph) -> dict[Symbol, Symbol]:
    """Old symbols to new ones, modules, fields and variants included; what was removed is not in it."""
    from rgraph.diff.snapshot import Snapshot

    from .match import Matcher

    pairs = Matcher(Snapshot(old), Snapshot(new)).run().pairs
    return {Symbol(before): Symbol(after) for before, after in sorted(pairs.items())}
