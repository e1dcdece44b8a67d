"""A store as the history that the life of an item is read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from rgraph.model.graph import FileState
from rgraph.model.ids import Oid, RepoPath

from .graph import CommitGraph
from .life import Change
from .limits import KEPT_PATHS

if TYPE_CHECKING:
    from rgraph.store.store import Store
    from rgraph.store.stored_records import StoredCommit


class StoreHistory:
    """A store's record of what each commit did. `cut_off` tells the commits whose parents a shallow clone lacked."""

    def __init__(
        self, store: Store, graph: Callable[[Oid], CommitGraph], cut_off: Callable[[StoredCommit], bool]
    ) -> None:
        self.contents = store.contents
        self._versions = store.versions
        self._graph = graph
        self._cut_off = cut_off
        self._whole: dict[tuple[RepoPath, Oid], list[Change]] = {}

    def path_history(self, path: RepoPath, oid: Oid) -> list[Change]:
        """Each commit up to this one that changed a path, oldest first. One that is whole is remembered for a while."""
        known = self._whole.get((path, oid))
        if known is not None:
            return known
        found = self._versions.path_history(path, oid)
        changes: list[Change] = [replace(one, rooted=False) if self._cut_off(one.commit) else one for one in found]
        if all(change.rooted for change in changes):  # else more of the history may be indexed any time
            if len(self._whole) >= KEPT_PATHS:
                self._whole.clear()
            self._whole[path, oid] = changes
        return changes

    def graph_of(self, oid: Oid) -> CommitGraph | None:
        return self._graph(oid) if self._versions.is_indexed(oid) else None

    def files(self, oid: Oid) -> dict[RepoPath, FileState]:
        return {state.path: state for state in self._versions.files_at(oid)}
