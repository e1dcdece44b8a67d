"""One repository as it is now: graphs kept warm between the questions, and what has changed beside them."""

from __future__ import annotations

from collections.abc import Callable

from rgraph.git.records import Touched
from rgraph.model.ids import Oid
from rgraph.view.answers import CommitRef
from rgraph.view.graph import CommitGraph
from rgraph.view.session import STAGED, WORKTREE, Session, open_session
from rgraph.view.standing import Standing

from .limits import MOST_FILES_KEPT


class Live:
    """A session that stays true while the repository changes under it. For one question at a time."""

    def __init__(self, open_: Callable[[Callable[[str], None]], Session]) -> None:
        self._told: list[str] = []
        self.session = open_(self._note)
        self._touched: Touched | None = None
        self._head: Oid | None = None
        self._moved_from = ""

    def _note(self, text: str) -> None:
        self._told.append(text)

    def refresh(self) -> None:
        """Looks at HEAD, the index and the working directory; what is kept of them and no longer true is let go."""
        self._told.clear()
        repository = self.session.repository
        head, touched = repository.head(), repository.touched()
        before = self._touched
        moved = before is not None and head != self._head
        if before is None or moved or touched.staged != before.staged:
            self.session.forget(STAGED)
        if before is None or moved or touched != before:
            self.session.forget(WORKTREE)
        self._moved_from = (self._head or "") if moved else ""
        self._head, self._touched = head, touched

    def graph(self, at: str) -> CommitGraph:
        """The graph of a revision, of `staged` or of `worktree`, ready for many questions. Raises RevisionError."""
        graph = self.session.graph(at)
        graph.sort_edges()
        return graph

    def standing(self, at: str) -> Standing:
        """How the tree that was asked about stands to the repository now. Raises RevisionError."""
        repository = self.session.repository
        name = repository.head_name() or ""
        return Standing(
            revision=at,
            commit=None if at in {STAGED, WORKTREE} else self._commit(repository.resolve(at)),
            head=self._head,
            branch=name.removeprefix("refs/heads/"),
            moved_from=self._moved_from,
            touched=sorted(self._touched.paths) if self._touched else [],
            told=list(self._told),
        )

    def _commit(self, oid: Oid) -> CommitRef:
        record = self.session.repository.commit(oid)
        return CommitRef(oid, record.time, record.author, record.subject)


def open_live(path: str | None = None) -> Live:
    """The repository that git finds from `path` (the current folder for None). Raises RepositoryError."""
    return Live(lambda note: open_session(path, note, most_files=MOST_FILES_KEPT))
