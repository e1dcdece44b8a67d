"""A repository and its store, opened once; graphs of revisions, indexed on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .graph import CommitGraph

if TYPE_CHECKING:
    from rgraph.git.repository import Repository

Note = Callable[[str], None]
"""Where a session tells what it does on its own ("indexing 1 commit"): the command line prints it on stderr."""


class Session:
    """A repository and its store. The store is opened when a graph is first asked for, and kept."""

    def __init__(self, repository: Repository, note: Note = lambda _: None) -> None:
        self.repository = repository
        self.note = note

    def graph(self, rev: str = "HEAD") -> CommitGraph:
        """The graph of a revision as git writes it, of `"staged"` (the index) or `"worktree"`. Indexes what it needs.

        Raises RevisionError for a revision that names no commit, StoreError where the store cannot be used.
        """
        raise NotImplementedError


def open_session(path: str | Path | None = None, note: Note = lambda _: None) -> Session:
    """The session of the repository that git finds from `path` (the current folder for None)."""
    from rgraph.git.repository import open_repository

    return Session(open_repository(str(path) if path is not None else None), note)
