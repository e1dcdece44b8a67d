"""The packages of one tree as Cargo resolves them, read from git alone: nothing is indexed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.cargo.resolution.resolve import resolve
from rgraph.model.cargo import CargoTree, Lockfile, Manifest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import Resolution
from rgraph.view.session import STAGED, WORKTREE

from .tree_manifests import tree_manifests

if TYPE_CHECKING:
    from rgraph.git.repository import Repository


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
