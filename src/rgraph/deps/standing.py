"""The packages of one tree as Cargo resolves them, read from git alone: nothing is indexed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rgraph.cargo.resolution.resolve import resolve
from rgraph.model.cargo import CargoTree, Lockfile, Manifest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import Basis, Resolution
from rgraph.view.session import STAGED, WORKTREE

from .tree_manifests import tree_manifests

if TYPE_CHECKING:
    from rgraph.git.repository import Repository

    from .tier import ColdTier


@dataclass(frozen=True, slots=True)
class Standing:
    """What one tree's packages need. `commit` is its oid, or `staged` or `worktree`."""

    commit: str
    cargo: CargoTree
    manifests: Mapping[RepoPath, Manifest]
    lockfiles: Mapping[RepoPath, Lockfile]
    resolution: Resolution


def standing(repository: Repository, rev: str) -> Standing:
    """The packages of a revision, of `staged` or of `worktree`. Raises RevisionError, RepositoryError."""
    commit = rev if rev in {STAGED, WORKTREE} else repository.resolve(rev)
    tree = tree_manifests(repository, rev)
    resolution = resolve(tree.cargo, tree.manifests, tree.lockfiles)
    return Standing(commit, tree.cargo, tree.manifests, tree.lockfiles, resolution)


def with_at_hand(found: Standing, tier: Callable[[], ColdTier]) -> Standing:
    """The same with what this machine has of packages from elsewhere: their manifests where they were scanned, and
    versions that suit, where no lock file says them.
    """
    from .needs import Needs
    from .resolved import with_tier
    from .tier import tier_directory

    needs = Needs(found)
    asked = (each for number in needs.own for each in needs.packages[number].requirements)
    is_locked = all(each.basis in (Basis.LOCK, Basis.TREE) for each in asked)
    is_whole = not any(package.id.source for package in needs.packages)
    if is_locked and (is_whole or not tier_directory().exists()):
        return found
    return replace(found, resolution=with_tier(found, tier()))
