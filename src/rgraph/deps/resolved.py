"""The resolution of a graph with what the machine has of its packages."""

from __future__ import annotations

from functools import partial

from rgraph.cargo.resolution.resolve import resolve
from rgraph.index.progress import SILENCE, Progress
from rgraph.model.cargo import Manifest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Resolution
from rgraph.view.graph import CommitGraph

from .tier import ColdTier

_MANIFEST = RepoPath("Cargo.toml")


def resolved(graph: CommitGraph, tier: ColdTier, jobs: int | None = None, progress: Progress = SILENCE) -> Resolution:
    """Which packages a graph's dependencies mean; those that are found are kept in the tier."""
    tier.add(graph.resolution.packages, jobs, progress)
    found = with_tier(graph, tier)
    if not found.is_locked:
        tier.add(found.packages, jobs, progress)
        found = with_tier(graph, tier)
    return found


def with_tier(graph: CommitGraph, tier: ColdTier) -> Resolution:
    """The resolution of a graph, with the manifests of what the tier has."""
    return resolve(graph.cargo, graph.manifests, graph.lockfiles, partial(manifest_in, tier), tier.versions)


def manifest_in(tier: ColdTier, package: PackageId) -> Manifest | None:
    """The manifest of a package; None where its source is not at hand."""
    files = tier.files(package)
    blob = files.get(_MANIFEST) if files is not None else None
    return tier.contents.manifests([blob])[blob] if blob is not None else None
