"""Patterns as a user asks for them: of a revision, or of the staged tree or worktree, with the history up to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rgraph.model.ids import Oid
from rgraph.view.session import STAGED, WORKTREE, Session

from .codebase import Codebase
from .finding import portrait
from .limits import MAX_COMMITS
from .pattern import Portrait
from .registry import chosen

_SHALLOW = (
    "this clone is shallow: files that change together are seen in what it has of the history alone; "
    "`git fetch --unshallow` gets the rest"
)


def asked(session: Session, at: str, since: str = "", only: Sequence[str] = ()) -> Portrait:
    """The patterns of a revision. Raises ConfigError for a pattern that is none, RevisionError for a revision."""
    chosen(only)
    before = codebase_at(session, since) if since else None
    found = portrait(codebase_at(session, at), at, only, before, since)
    if session.repository.shallow_commits():
        return replace(found, notes=(*found.notes, _SHALLOW))
    return found


def codebase_at(session: Session, at: str) -> Codebase:
    """One tree as the patterns see it; its history is that of the commit, or of HEAD for what is not committed."""
    graph = session.graph(at)
    tip = session.repository.head() if at in {STAGED, WORKTREE} else Oid(graph.commit)
    return Codebase(graph, lambda: _commits(session, tip))


def _commits(session: Session, tip: Oid | None) -> Iterator[list[str]]:
    """The paths that each of the newest commits changed; merges changed nothing of their own."""
    repository = session.repository
    for oid in repository.newest(tip, MAX_COMMITS) if tip is not None else ():
        commit = repository.commit(oid)
        if len(commit.parents) == 1:
            changes = repository.changes(commit.parents[0], oid)
            yield [change.path for change in changes if change.path.endswith(".rs")]
