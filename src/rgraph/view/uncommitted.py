"""Trees that are no commit as graphs: the staged one, the working directory, any with other contents of some files.

Nothing of them is stored.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from rgraph.errors import LockedError

from .graph import CommitGraph

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath

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
    linked = link_tree(repository, session.store, tree, session.contents)
    return CommitGraph(linked.files, linked.contents, linked.content, name)


def graph_with(session: Session, graph: CommitGraph, contents: Mapping[RepoPath, bytes]) -> CommitGraph:
    """The graph of a tree of this repository with other contents of some of its files, linked by the difference."""
    from rgraph.git.records import StagedBlob, UncommittedTree
    from rgraph.index.uncommitted import link_tree

    stored = session.store.contents.blobs_there(state.blob for state in graph.files.values())
    files = {}
    for path, state in graph.files.items():
        oid = stored[state.blob].git_oid if state.blob in stored and path not in contents else None
        read = partial(bytes, contents[path]) if path in contents else partial(graph.source, path)
        files[path] = StagedBlob(path, oid, read)
    linked = link_tree(session.repository, session.store, UncommittedTree(files), session.contents)
    return CommitGraph(linked.files, linked.contents, linked.content)
