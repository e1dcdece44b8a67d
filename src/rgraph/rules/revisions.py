"""Trees and revisions for the checker: what `since` names, what has expired, and graphs as code."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from rgraph.errors import RevisionError
from rgraph.model.ids import Oid, Symbol
from rgraph.view.graph import CommitGraph
from rgraph.view.session import STAGED, WORKTREE, Session
from rgraph.view.unread import unread_files

from .code import Code
from .context import diff_lineage
from .judgement import Surroundings
from .limits import QUERY_SECONDS
from .rule import Expiry

if TYPE_CHECKING:
    from rgraph.git.repository import Repository

MERGE_BASE = "merge-base:"


class Revisions:
    """The code of the revisions of one repository, each made once; `judged` is the tree that is being checked."""

    def __init__(self, session: Session, judged: str) -> None:
        self._session = session
        self._repository = session.repository
        self._codes: dict[str, Code] = {}
        self._lineages: dict[tuple[Code, Code], Mapping[Symbol, Symbol]] = {}
        self._comparable: dict[tuple[Code, Code], tuple[Code, Code]] = {}
        self.judged = judged
        uncommitted = judged in {STAGED, WORKTREE}
        self.anchor: Oid | None = self._repository.head() if uncommitted else self._repository.resolve(judged)
        """The commit from which `since` is seen: the judged one, HEAD for index and worktree, None before any."""

    def code(self, revision: str) -> Code:
        """The code of a revision, of the index or of the worktree. Raises RevisionError."""
        name = revision if revision in {STAGED, WORKTREE} else self._repository.resolve(revision)
        known = self._codes.get(name)
        if known is None:
            graph = self._session.compiled(name)
            same = (code for code in self._codes.values() if code.graph.files == graph.files)
            known = self._codes[name] = next(same, None) or Code(graph)
        return known

    def forget(self, commit: Oid) -> None:
        """Lets go of the code of a commit: who asks about the commits of a range one by one would keep them all."""
        gone = self._codes.pop(commit, None)
        self._session.forget_commit(commit)
        if gone is not None and gone not in self._codes.values():
            self._lineages = {both: known for both, known in self._lineages.items() if gone not in both}
            self._comparable = {both: known for both, known in self._comparable.items() if gone not in both}

    def base(self, since: str) -> Code:
        """The code that `since` names: a revision, or `merge-base:BRANCH`. Empty before the first commit.

        Raises RevisionError for a revision that names no commit and for histories without a common one.
        """
        if self.anchor is None:
            return self._codes.setdefault("", Code(_empty_graph()))
        return self.code(self.resolve_since(since))

    def resolve_since(self, since: str) -> Oid:
        """The commit that `since` names, seen from the judged tree. Raises RevisionError."""
        if self.anchor is None:
            raise RevisionError(f"{since} names no commit: there is none yet.")
        if not since.startswith(MERGE_BASE):
            return self._repository.resolve(since)
        branch = since.removeprefix(MERGE_BASE)
        base = self._repository.merge_base(self._branch(branch), self.anchor)
        if base is None:
            raise RevisionError(
                f"{branch} and {self.judged} have no common commit here.",
                "In a shallow clone fetch more history: git fetch --unshallow.",
            )
        return base

    def _branch(self, name: str) -> Oid:
        """A branch by its name; where only the remote's is there, as on a build server, that one."""
        try:
            return self._repository.resolve(name)
        except RevisionError:
            remote = f"refs/remotes/origin/{name}"
            if remote in self._repository.refs():
                return self._repository.resolve(remote)
            raise

    def expired(self, expiry: Expiry) -> bool:
        """Whether an exception has ended: its last day is over (on a commit's date), or its revision is reached."""
        if expiry.date is not None:
            return self._day() > expiry.date
        if self.anchor is None:
            return False
        try:
            reached = self._repository.resolve(expiry.revision)
        except RevisionError:
            return False  # a tag that is not made yet
        return reached == self.anchor or self._repository.is_ancestor(reached, self.anchor)

    def _day(self) -> datetime.date:
        if self.judged in {STAGED, WORKTREE} or self.anchor is None:
            return datetime.datetime.now(datetime.UTC).date()
        return datetime.datetime.fromtimestamp(self._repository.commit(self.anchor).time, datetime.UTC).date()

    def lineage(self, old: Code, new: Code) -> Mapping[Symbol, Symbol]:
        """Old symbols to new ones, worked out once for each two trees."""
        known = self._lineages.get((old, new))
        if known is None:
            known = self._lineages[old, new] = diff_lineage(old, new)
        return known

    def query(self, code: Code, script: str) -> list[dict[str, object]]:
        """The rows of a script at the tree of `code`, by column. Raises QueryError."""
        table = self._session.query(script, code.graph.commit, "", {}, QUERY_SECONDS)
        return [dict(zip(table.headers, row, strict=True)) for row in table.rows]

    def surroundings(self) -> Surroundings:
        """All of this as the checker wants it."""
        return Surroundings(self.base, self.lineage, self.query, self.expired, self.comparable, self.unread)

    def comparable(self, old: Code, new: Code) -> tuple[Code, Code]:
        """Two trees in which each file with syntax errors that may hide items is alike."""
        from rgraph.diff.unsound import comparable
        from rgraph.view.uncommitted import graph_with

        known = self._comparable.get((old, new))
        if known is None:
            told = comparable(old.graph, new.graph, partial(graph_with, self._session))
            known = (
                old if told.old is old.graph else Code(told.old),
                new if told.new is new.graph else Code(told.new),
            )
            self._comparable[old, new] = known
        return known

    def unread(self, code: Code) -> list[str]:
        """The files of the crates of a tree that were not read in full, by path."""
        return list(unread_files(self._session, code.graph))


def _empty_graph() -> CommitGraph:
    from rgraph.view.memory import MemorySource

    nothing = MemorySource()
    return CommitGraph({}, nothing, nothing.content)


def main_branch(repository: Repository) -> str:
    """The branch that others part from, by the names in use; where none is there the checked out one, or `main`."""
    refs = repository.refs()
    for name in ("main", "master", "trunk", "develop"):
        if f"refs/heads/{name}" in refs or f"refs/remotes/origin/{name}" in refs:
            return name
    head = repository.head_name() or ""
    return head.removeprefix("refs/heads/") if head in refs else "main"
