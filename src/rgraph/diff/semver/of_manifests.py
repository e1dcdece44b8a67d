"""What breaks by the manifests alone: features, editions, the Rust version, the library itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.diff.counterparts import counterparts

from .breakage import Breakage
from .packages import package

if TYPE_CHECKING:
    from rgraph.model.cargo import CargoTree, Package
    from rgraph.view.graph import CommitGraph


def of_manifests(old: CommitGraph, new: CommitGraph) -> Breakage:
    """Every finding on what the manifests promise."""
    found = Breakage()
    for was, now in packages_of_both(old.cargo, new.cargo):
        found.collect(package(was, now, old, new))
    found.settle()
    return found


def packages_of_both(old: CargoTree, new: CargoTree) -> list[tuple[Package, Package]]:
    """The packages that both commits have."""
    both = counterparts(old, new)
    return [(one, two) for one, two in both if one is not None and two is not None]
