"""The commits up to one, each with the files that it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rgraph.model.graph import FileState
from rgraph.model.ids import EMPTY_BLOB, Oid, RepoPath

Tree = dict[RepoPath, FileState]


@dataclass(frozen=True, slots=True)
class Step:
    """A commit and what differs from its first parent, path by path: before and after, None where there is no file.

    `others` has the same paths in the other parents of a merge. A root commit has no parents and everything is new;
    where a parent is not indexed `rooted` is False, and what was before is not known.
    """

    oid: Oid
    changed: dict[RepoPath, tuple[FileState | None, FileState | None]]
    others: list[dict[RepoPath, FileState | None]]
    rooted: bool


class StoredCommit(Protocol):
    """What is read of a stored commit."""

    @property
    def oid(self) -> Oid: ...
    @property
    def chain(self) -> int: ...
    @property
    def pos(self) -> int: ...
    @property
    def parents(self) -> tuple[Oid, ...]: ...


class Versions(Protocol):
    """What is read of the store's versions."""

    def base(self, chain: int) -> tuple[int, int, int]:
        """A chain's base chain (negative: none), the position in it, and the depth."""

    def chain_changes(self, chain: int) -> list[tuple[int, FileState]]:
        """Every change recorded on a chain, by position and path."""


def steps(versions: Versions, commits: Sequence[StoredCommit]) -> Iterator[Step]:
    """What each of the commits did. They come parents first; only trees that are still needed are kept."""
    known = {commit.oid for commit in commits}
    waiting = Counter(parent for commit in commits for parent in set(commit.parents) if parent in known)
    recorded = _Recorded(versions)
    trees: dict[Oid, Tree] = {}
    for commit in commits:
        first = trees.get(commit.parents[0]) if commit.parents else None
        tree = recorded.tree(commit, first)
        yield _step(commit, tree, first, [trees[parent] for parent in commit.parents[1:] if parent in trees], known)
        for parent in set(commit.parents) & known:
            waiting[parent] -= 1
            if not waiting[parent]:
                trees.pop(parent, None)
        if waiting[commit.oid]:
            trees[commit.oid] = tree


class _Recorded:
    """The changes that the store has recorded, a chain at a time."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._chains: dict[int, dict[int, list[FileState]]] = {}
        self._based: dict[int, bool] = {}

    def tree(self, commit: StoredCommit, first: Tree | None) -> Tree:
        """All files of a commit, from those of its first parent."""
        changes = self._changes(commit.chain).get(commit.pos, ())
        alone = commit.pos == 0 and not self._based[commit.chain]
        tree = {} if alone or first is None else dict(first)
        for state in changes:
            if state.blob == EMPTY_BLOB:
                tree.pop(state.path, None)
            else:
                tree[state.path] = state
        return tree

    def _changes(self, chain: int) -> dict[int, list[FileState]]:
        found = self._chains.get(chain)
        if found is None:
            found = self._chains[chain] = {}
            for pos, state in self._versions.chain_changes(chain):
                found.setdefault(pos, []).append(state)
            self._based[chain] = self._versions.base(chain)[0] >= 0
        return found


def _step(commit: StoredCommit, tree: Tree, first: Tree | None, others: list[Tree], known: set[Oid]) -> Step:
    before = first or {}
    paths = [path for path in _paths(before, tree) if before.get(path) != tree.get(path)]
    changed = {path: (before.get(path), tree.get(path)) for path in paths}
    beside = [{path: other.get(path) for path in paths} for other in others]
    return Step(commit.oid, changed, beside, all(parent in known for parent in commit.parents))


def _paths(before: Tree, after: Tree) -> Iterable[RepoPath]:
    return sorted(before.keys() | after.keys())
