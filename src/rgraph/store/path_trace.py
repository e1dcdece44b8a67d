"""One path through the history: what the chains say of it is read once each, and the rest is arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Protocol

from rgraph.model.graph import FileState
from rgraph.model.ids import EMPTY_BLOB, Oid, RepoPath

from .failures import damaged
from .limits import MOST_LAYERS
from .stored_records import PathChange, StoredCommit


class Versions(Protocol):
    """What is read of the store's versions."""

    def commit(self, oid: Oid) -> StoredCommit | None: ...
    def commit_at(self, chain: int, pos: int) -> StoredCommit: ...
    def base(self, chain: int) -> tuple[int, int, int]: ...
    def changes_of(self, chain: int, path: RepoPath) -> list[tuple[int, FileState]]: ...


class PathTrace:
    """Follows one path back from a commit. A chain is asked for the path once, however often the way comes by."""

    def __init__(self, versions: Versions, path: RepoPath) -> None:
        self._versions = versions
        self._path = path
        self._written: dict[int, tuple[list[int], list[FileState]]] = {}
        self._below: dict[int, tuple[int, int]] = {}

    def changes_back(self, start: StoredCommit) -> Iterator[PathChange]:
        """Each commit that changed the path, newest first: first parents, and where a merge took the path from another
        parent, that parent."""
        at: StoredCommit | None = start
        seen: set[Oid] = set()
        while at is not None:
            if at.oid in seen:
                raise damaged(f"commit {at.oid} is its own ancestor")
            seen.add(at.oid)
            changed = self._last_change(at)
            after = self._state_at(changed.chain, changed.pos)
            parents = [parent for oid in changed.parents if (parent := self._versions.commit(oid)) is not None]
            befores = [self._state_at(parent.chain, parent.pos) for parent in parents]
            at = next((parent for parent, before in zip(parents, befores, strict=True) if before == after), None)
            if at is not None:
                continue  # a snapshot that changed nothing, or a merge that took another parent's file
            before = befores[0] if befores else None
            if before is not None or after is not None:
                others = tuple([(parent.oid, state) for parent, state in zip(parents, befores, strict=True)][1:])
                yield PathChange(changed, before, after, len(parents) == len(changed.parents), others)
            at = parents[0] if parents else None

    def _last_change(self, commit: StoredCommit) -> StoredCommit:
        """The last commit up to here on these layers that wrote the path, or the first of the lowest layer."""
        lowest = (commit.chain, commit.pos)
        for chain, pos in self._layers(commit.chain, commit.pos):
            positions, _ = self._of(chain)
            before = bisect_right(positions, pos)
            if before:
                lowest = (chain, positions[before - 1])
                break
            lowest = (chain, 0)
        return commit if lowest == (commit.chain, commit.pos) else self._versions.commit_at(*lowest)

    def _state_at(self, chain: int, pos: int) -> FileState | None:
        for layer, layer_pos in self._layers(chain, pos):
            positions, states = self._of(layer)
            before = bisect_right(positions, layer_pos)
            if before:
                state = states[before - 1]
                return None if state.blob == EMPTY_BLOB else state
        return None

    def _of(self, chain: int) -> tuple[list[int], list[FileState]]:
        found = self._written.get(chain)
        if found is None:
            changes = self._versions.changes_of(chain, self._path)
            found = self._written[chain] = ([pos for pos, _ in changes], [state for _, state in changes])
        return found

    def _layers(self, chain: int, pos: int) -> Iterator[tuple[int, int]]:
        """A position, and those that its chain lies above, nearest first."""
        for _ in range(MOST_LAYERS):
            if chain < 0:
                return
            yield chain, pos
            below = self._below.get(chain)
            if below is None:
                below = self._below[chain] = self._versions.base(chain)[:2]
            chain, pos = below
        raise damaged(f"chain {chain} lies under more than {MOST_LAYERS} others")
