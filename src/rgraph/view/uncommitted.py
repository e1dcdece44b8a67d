"""The staged tree and the working directory as graphs; nothing of them is stored."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rgraph.errors import LockedError

from .graph import CommitGraph

if TYPE_CHECKING:
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
