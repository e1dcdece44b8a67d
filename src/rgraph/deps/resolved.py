"""The resolution of a graph with what the machine has of its packages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from rgraph.cargo.resolution.resolve import resolve
from rgraph.index.progress import SILENCE, Progress
from rgraph.model.cargo import CargoTree, Lockfile, Manifest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Resolution

from .limits import MAX_ROUNDS
from .sources.package_files import MANIFEST
from .tier import ColdTier


class Manifests(Protocol):
    """What a tree says of packages: a graph, or no more than its manifests and lock files."""

    @property
    def cargo(self) -> CargoTree:
        """Packages and crates."""

    @property
    def manifests(self) -> Mapping[RepoPath, Manifest]:
        """Every manifest by its path."""

    @property
    def lockfiles(self) -> Mapping[RepoPath, Lockfile]:
        """Every lock file by its path."""


def resolved(graph: Manifests, tier: ColdTier, jobs: int | None = None, progress: Progress = SILENCE) -> Resolution:
    """Which packages a graph's dependencies mean; those that are found are kept in the tier."""
    tier.add(resolve(graph.cargo, graph.manifests, graph.lockfiles).packages, jobs, progress)
    found = with_tier(graph, tier)
    asked: set[PackageId] = set()
    for _ in range(MAX_ROUNDS):  # what has no lock file is known step by step: a manifest at hand names the next
        asked, before = {package.id for package in found.packages}, asked
        if found.is_locked or asked == before:
            break
        tier.add(found.packages, jobs, progress)
        found = with_tier(graph, tier)
    return found


def with_tier(graph: Manifests, tier: ColdTier) -> Resolution:
    """The resolution of a graph, with the manifests of what the tier has."""
    return resolve(graph.cargo, graph.manifests, graph.lockfiles, partial(manifest_in, tier), tier.versions)


def manifest_in(tier: ColdTier, package: PackageId) -> Manifest | None:
    """The manifest of a package; None where its source is not at hand."""
    files = tier.files(package)
    blob = files.get(MANIFEST) if files is not None else None
    return tier.contents.manifests([blob])[blob] if blob is not None else None
