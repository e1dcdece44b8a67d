"""The working directory linked again and again as it changes, each time only what differs from the time before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rgraph.git.repository import Repository
from rgraph.model.contents import ContentSource, Overlay
from rgraph.model.ids import BlobHash, Oid
from rgraph.store.edge_sets import PackedSet
from rgraph.store.store import Store

from .commit_linker import CommitLinker
from .left_off import resume
from .limits import MOST_NEW_CONTENTS
from .python_gc import uncollected
from .uncommitted import LinkedTree, NewContents, file_states, named, reader

if TYPE_CHECKING:
    from .analysis import Analysis


class StandingTree:
    """A linker that stands on the working directory. Nothing of it is stored.

    What the tree had and the store has not is kept, since it may come back; above a limit it begins anew.
    """

    def __init__(self, repository: Repository, store: Store, stored: ContentSource) -> None:
        self._repository, self._store, self._stored = repository, store, stored
        self._linker: CommitLinker | None = None
        self._analyses: dict[BlobHash, Analysis] = {}
        self._sets: dict[str, PackedSet] = {}
        self._readers: dict[Oid, Callable[[], bytes]] = {}

    def link(self) -> LinkedTree:
        """The working directory as it is now. Raises RepositoryError, StoreError; it can be asked again after them."""
        if len(self._analyses) > MOST_NEW_CONTENTS:
            self._begin_anew()
        tree = self._repository.worktree_tree()
        loose = {file.path for file in tree.files.values() if file.oid is None}
        oids, blobs = named(tree.files.values())
        self._readers.update((oids[path], blobs[oids[path]].read) for path in loose)
        try:
            with uncollected():
                linker = self._linker = self._linker or self._resumed()
                linked = linker.link_tree(oids, lambda oid: blobs[oid].read())
        except BaseException:
            self._begin_anew()  # it may stand between two trees
            raise
        self._analyses.update((analysis.blob.hash, analysis) for analysis in linked.analyses)
        self._sets.update((edges.hash, edges) for edges in linked.sets)
        files = file_states(self._store, linked.files.versions)
        new = NewContents(dict(self._analyses), dict(self._sets))
        return LinkedTree(files, Overlay(new, self._stored), reader(files, oids, blobs))

    def _resumed(self) -> CommitLinker:
        linker = CommitLinker(self._repository, self._store.contents, read=self._read)
        resume(self._store, self._repository, linker)
        return linker

    def _read(self, oid: Oid) -> bytes:
        known = self._readers.get(oid)
        return known() if known is not None else self._repository.read(oid)

    def _begin_anew(self) -> None:
        self._linker = None
        self._analyses.clear()
        self._sets.clear()
        self._readers.clear()
