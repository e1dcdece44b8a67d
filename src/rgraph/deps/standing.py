"""The packages of one tree as Cargo resolves them, read from git alone: nothing is indexed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rgraph.cargo.layout import layout
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.places import is_lock_file, is_manifest
from rgraph.cargo.resolution.resolve import resolve
from rgraph.model.cargo import CargoTree, Lockfile, Manifest
from rgraph.model.ids import RepoPath
from rgraph.model.packages import Resolution
from rgraph.view.session import STAGED, WORKTREE

if TYPE_CHECKING:
    from rgraph.git.records import UncommittedTree
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
    if rev in {STAGED, WORKTREE}:
        tree: UncommittedTree = repository.staged_tree() if rev == STAGED else repository.worktree_tree()
        return _standing(rev, tree.files, lambda path: tree.files[path].read())
    oid = repository.resolve(rev)
    blobs = repository.tree(oid)
    return _standing(oid, blobs, lambda path: repository.read(blobs[path]))


def with_at_hand(found: Standing, tier: Callable[[], ColdTier]) -> Standing:
    """The same with versions and manifests that this machine has, where no lock file says the versions."""
    if found.resolution.is_locked:
        return found
    from .resolved import with_tier

    return replace(found, resolution=with_tier(found, tier()))


def _standing(commit: str, paths: Iterable[RepoPath], read: Callable[[RepoPath], bytes]) -> Standing:
    every = list(paths)
    manifests = {path: parse_manifest(read(path)) for path in every if is_manifest(path)}
    lockfiles = {path: parse_lockfile(read(path)) for path in every if is_lock_file(path)}
    cargo = layout(manifests, every)
    return Standing(commit, cargo, manifests, lockfiles, resolve(cargo, manifests, lockfiles))
