"""Only the findings between two commits, as hooks and rules need them, without the rest of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph

    from .breakage import Breakage


def check(old: CommitGraph, new: CommitGraph) -> Breakage:
    """The findings of the semver rules on two commits."""
    from rgraph.diff.api.surface import Surfaces
    from rgraph.diff.matching.match import Matcher
    from rgraph.diff.snapshot import Snapshot

    from .breaking import breakage

    pairs = Matcher(Snapshot(old), Snapshot(new)).run().pairs
    return breakage(Surfaces(old), Surfaces(new), pairs)
