"""The revisions that a query is asked of, in a repository."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from rgraph.errors import QueryError

from ..commits_before import steps
from ..graph import CommitGraph
from .mentions import Mention
from .over_time import over_time
from .tables import Row

if TYPE_CHECKING:
    from ..session import Session

Search: TypeAlias = "Callable[[Session, str, str, str], list[Row]]"
"""What finds the rows of a rule that search gives (`tables.BY_SEARCH`): of session, revision, rule and words."""


class SessionRevisions:
    """The graphs of `--at` and `--vs`, and the history up to `--at`."""

    def __init__(self, session: Session, rev: str, vs: str, search: Search | None = None) -> None:
        self._session = session
        self._rev = rev
        self._vs = vs
        self._search = search

    def graph(self) -> CommitGraph:
        return self._session.widened(self._rev) if self._is_wide else self._session.graph(self._rev)

    def old_graph(self) -> CommitGraph:
        if not self._vs:
            raise QueryError("the rules that begin with `old_` need a second revision", "give --vs REV")
        return self._session.widened(self._vs) if self._is_wide else self._session.graph(self._vs)

    @cached_property
    def _is_wide(self) -> bool:
        """Whether edges lead into packages: of two revisions both' or neither's, else each would be a difference."""
        if not self._vs:
            return True
        return all(self._session.widened(rev).dependencies is not None for rev in (self._vs, self._rev))

    def hits(self, rule: str, text: str) -> list[Row]:
        if self._search is None:
            raise QueryError(f"`{rule}` is not known here: nothing can be searched")
        return self._search(self._session, self._rev, rule, text)

    def check_index(self) -> None:
        held = self._session.store.nearest.held()
        if held is None:
            raise QueryError("there is no index of vectors", "`rgraph index --hnsw` makes it")
        if not held.commit:
            self._session.note("the index of vectors is not complete; `rgraph index --hnsw` completes it")
        elif held.commit != (commit := self.graph().commit):
            self._session.note(
                f"the index of vectors is that of {held.commit[:10]}, not of {commit[:10]}: `rgraph index --hnsw REV`"
            )

    def over_time(self, mention: Mention) -> list[Row]:
        tip = self._session.commit_of(self.graph())
        versions = self._session.store.versions
        walked = [record.oid for record in self._session.repository.walk([tip])]
        indexed = versions.commits(walked)
        if len(indexed) < len(walked):
            missing = len(walked) - len(indexed)
            self._session.note(
                f"{missing} of {len(walked)} commits are not indexed: `rgraph index --history` adds them"
            )
        commits = [indexed[oid] for oid in walked if oid in indexed]
        cut = {commit.oid for commit in commits if self._session.is_cut_off(commit)}
        told = (step for step in steps(versions, commits) if step.oid not in cut)
        return over_time(self._session.store.contents, told, mention)
