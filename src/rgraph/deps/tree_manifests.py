"""The manifests and lock files of a tree, read from git alone: nothing is indexed for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rgraph.cargo.layout import layout
from rgraph.cargo.lockfile import parse_lockfile
from rgraph.cargo.manifest import parse_manifest
from rgraph.cargo.places import is_lock_file, is_manifest
from rgraph.git.repository import Repository
from rgraph.model.cargo import CargoTree, Lockfile, Manifest
from rgraph.model.ids import Oid, RepoPath
from rgraph.view.session import STAGED, WORKTREE


@dataclass(frozen=True, slots=True)
class TreeManifests:
    """What a tree says of packages."""

    cargo: CargoTree
    manifests: dict[RepoPath, Manifest]
    lockfiles: dict[RepoPath, Lockfile]


def tree_manifests(repository: Repository, rev: str) -> TreeManifests:
    """Those of a revision, of the index (`staged`) or of the working directory (`worktree`). Raises RevisionError."""
    if rev in (STAGED, WORKTREE):
        tree = repository.staged_tree() if rev == STAGED else repository.worktree_tree()
        wanted = ((path, file.read()) for path, file in tree.files.items() if _is_wanted(path))
        return _read(tree.files, wanted)
    paths = repository.tree(repository.resolve(rev))
    return _read(paths, _of_commit(repository, paths))


def _of_commit(repository: Repository, paths: dict[RepoPath, Oid]) -> Iterator[tuple[RepoPath, bytes]]:
    return ((path, repository.read(blob)) for path, blob in paths.items() if _is_wanted(path))


def _is_wanted(path: RepoPath) -> bool:
    return is_manifest(path) or is_lock_file(path)


def _read(paths: Iterable[RepoPath], contents: Iterable[tuple[RepoPath, bytes]]) -> TreeManifests:
    manifests: dict[RepoPath, Manifest] = {}
    lockfiles: dict[RepoPath, Lockfile] = {}
    for path, data in contents:
        if is_manifest(path):
            manifests[path] = parse_manifest(data)
        else:
            lockfiles[path] = parse_lockfile(data)
    return TreeManifests(layout(manifests, list(paths)), manifests, lockfiles)
