"""Which packages of a commit anybody gets from a registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.model.cargo import CargoTree, Manifest, Package
    from rgraph.model.ids import RepoPath


def published(tree: CargoTree, manifests: Mapping[RepoPath, Manifest]) -> frozenset[RepoPath]:
    """The manifests of the packages that may be published.

    crates.io refuses what names no licence: examples and test crates of a repository whose other packages name theirs
    are for nobody, whether or not they say `publish = false`.
    """
    offered = [package for package in tree.packages if _is_offered(package)]
    licensed = frozenset(package.manifest for package in offered if _names_licence(manifests.get(package.manifest)))
    return licensed or frozenset(package.manifest for package in offered)


def _is_offered(package: Package) -> bool:
    """Version 0.0.0 stands for none: Cargo takes it for one where it is left out."""
    return package.publish and package.version != "0.0.0"


def _names_licence(manifest: Manifest | None) -> bool:
    return manifest is not None and bool(manifest.license or {"license", "license-file"} & {*manifest.inherits})
