"""How the tree that an answer is about stands to the repository as it is now."""

from __future__ import annotations

import msgspec

from rgraph.model.ids import Oid, RepoPath

from .answers import CommitRef


class Standing(msgspec.Struct, frozen=True, gc=False):
    """The tree of an answer, and what has changed beside it.

    `revision` is as asked; `commit` is None for the staged tree and the worktree. `head` is HEAD now, `branch` what it
    points to; `moved_from` is where it was at the answer before, "" where it is there still. `touched` are the indexed
    files that are not as in HEAD. `told` is what had to be done for this answer, or had to be left out.
    """

    revision: str
    commit: CommitRef | None
    head: Oid | None
    branch: str = ""
    moved_from: str = ""
    touched: list[RepoPath] = []
    told: list[str] = []
