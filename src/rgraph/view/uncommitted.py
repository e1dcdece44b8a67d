"""The staged tree and the working directory as graphs; nothing of them is stored."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rgraph.errors import LockedError
from rgraph.model.cargo import Manifest
from rgraph.model.facts import BlobBodies, BlobFacts
from rgraph.model.graph import FileState, LinkedFile
from rgraph.model.ids import BlobHash, RepoPath

from .graph import CommitGraph

if TYPE_CHECKING:
    from rgraph.index.uncommitted import LinkedTree
    from rgraph.store.store import Store

    from .session import Session


def uncommitted_graph(session: Session, name: str) -> CommitGraph:
    """The graph of git's index ("staged") or of the working directory ("worktree"), linked on top of HEAD."""
    from rgraph.index.uncommitted import link_tree

    repository = session.repository
    head = repository.head()
    if head is not None:
        # only to be quick: while another run writes, a commit must not wait for it in its hook
        with contextlib.suppress(LockedError):
            session.ensure([head], wait=0)
    tree = repository.staged_tree() if name == "staged" else repository.worktree_tree()
    for path in tree.conflicts:
        session.note(f"{path} has a merge conflict" + (": left out" if name == "staged" else ""))
    for path, reason in tree.skipped:
        session.note(f"{path} is left out: {reason}")
    linked = link_tree(repository, session.store, tree)
    return CommitGraph(linked.files, UncommittedSource(linked, session.store), name)


class UncommittedSource:
    """What is new comes from the linked tree, what is known from the store."""

    def __init__(self, tree: LinkedTree, store: Store) -> None:
        self._tree = tree
        self._store = store  # which closes when nobody holds it
        self._contents = store.contents

    def facts(self, blob: str) -> BlobFacts:
        return self.all_facts([blob])[blob]

    def all_facts(self, blobs: Iterable[str]) -> dict[str, BlobFacts]:
        hashes = [BlobHash(blob) for blob in blobs]
        found: dict[str, BlobFacts] = {b: self._tree.facts(b) for b in hashes if b in self._tree.analyses}
        found.update(self._contents.facts(blob for blob in hashes if blob not in found).items())
        return found

    def bodies(self, blob: str) -> BlobBodies:
        key = BlobHash(blob)
        return self._tree.bodies(key) if key in self._tree.analyses else self._contents.bodies([key])[key]

    def linked(self, edges: str) -> LinkedFile:
        return self._tree.linked(edges) if edges in self._tree.sets else self._contents.linked([edges])[edges]

    def all_linked(self, files: Iterable[FileState]) -> dict[str, LinkedFile]:
        wanted = {state.edges for state in files if state.edges}
        new = {edges: self._tree.linked(edges) for edges in wanted if edges in self._tree.sets}
        return {**new, **self._contents.linked(wanted - new.keys())}

    def content(self, path: RepoPath, blob: str) -> bytes:
        del path
        return self._tree.content(BlobHash(blob))

    def manifest(self, blob: str) -> Manifest:
        key = BlobHash(blob)
        return self._tree.manifest(key) if key in self._tree.analyses else self._contents.manifests([key])[key]
