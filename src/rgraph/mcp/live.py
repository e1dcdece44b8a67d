"""One repository as it is now: graphs kept warm between the questions, and what has changed beside them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from rgraph.errors import RgraphError
from rgraph.git.records import Touched
from rgraph.model.ids import Oid, RepoPath
from rgraph.search.hits import Mode
from rgraph.view.answers import CommitRef
from rgraph.view.freshness import Standing
from rgraph.view.graph import CommitGraph
from rgraph.view.session import STAGED, WORKTREE, Session, open_session

from .limits import MOST_FILES_KEPT

if TYPE_CHECKING:
    from rgraph.git.repository import Repository
    from rgraph.search.searcher import Searcher
    from rgraph.store.store import Store


class Live:
    """A session that stays true while the repository changes under it. For one question at a time: `beside` makes
    another one."""

    def __init__(self, open_: Callable[[Callable[[str], None]], Session]) -> None:
        self._told: list[str] = []
        self._open = open_
        self.session = open_(self._note)
        self._touched: Touched | None = None
        self._head: Oid | None = None
        self._moved_from = ""
        self._searchers: dict[str, Searcher] = {}

    def beside(self) -> Live:
        """Another one of the same repository and store, which can be asked at the same time: its graphs are its own."""
        return Live(self._open)

    def _note(self, text: str) -> None:
        self._told.append(text)

    def refresh(self) -> None:
        """Looks at HEAD, the index and the working directory; what is kept of them and no longer true is let go."""
        self._told.clear()
        if not self.session.store.is_in_place():
            self.begin_anew()
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

    def begin_anew(self) -> None:
        """Lets go of all that was read: another process has rebuilt the store, or swept what was read of it.

        A store that is in place stays open: a second handle of its file would drop the first one's locks when closed.
        """
        if self.session.store.is_in_place():
            self.session.forget_all()
        else:
            self.session = self._open(self._note)
        self._searchers.clear()

    def warm_graph(self) -> None:
        """Reads HEAD, and indexes it where it is not, so that the first question need not wait; no failure matters."""
        with contextlib.suppress(RgraphError):
            self.graph("HEAD").find("main")

    def warm_search(self) -> None:
        """Reads the words of HEAD; apart, so that a question that needs none of them can be answered before."""
        with contextlib.suppress(RgraphError):
            self.searcher("HEAD").corpus  # noqa: B018

    @property
    def touched(self) -> list[RepoPath]:
        """The indexed files that were not as in HEAD when it was last looked at."""
        return sorted(self._touched.paths) if self._touched else []

    def graph(self, at: str) -> CommitGraph:
        """The graph of a revision, of `staged` or of `worktree`, ready for many questions. Raises RevisionError."""
        graph = self.session.graph(at)
        graph.sort_edges()
        return graph

    def widened(self, at: str) -> CommitGraph:
        """The same with what its code reaches in dependencies, where it was linked into them."""
        graph = self.session.widened(at)
        graph.sort_edges()
        return graph

    def searcher(self, at: str, mode: Mode = Mode.HYBRID) -> Searcher:
        """The searcher of a tree, kept for as long as its graph is. Raises ConfigError for a mode that is not there."""
        from rgraph.search.searcher import searcher

        graph = self.graph(at)
        self._searchers = {name: one for name, one in self._searchers.items() if self.session.keeps(one.graph)}
        found = self._searchers.get(graph.commit)
        if found is None or found.graph is not graph or mode is Mode.VECTOR:
            made = searcher(self.session, at, Mode.HYBRID if mode is Mode.LEXICAL else mode)
            found = self._searchers.setdefault(graph.commit, made) if found and found.graph is graph else made
            self._searchers[graph.commit] = found
        return found

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
            touched=self.touched,
            told=list(self._told),
        )

    def _commit(self, oid: Oid) -> CommitRef:
        record = self.session.repository.commit(oid)
        return CommitRef(oid, record.time, record.author, record.subject)


class _OneStore:
    """The store of one repository, open once in this process: closing a second handle drops the locks of the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._store: Store | None = None

    def of(self, repository: Repository) -> Store:
        """The store as it is now: another process may have put another one in its place."""
        from rgraph.store.store import open_store, store_directory

        with self._lock:
            if self._store is None or not self._store.is_in_place():
                self._store = open_store(store_directory(repository.common_dir))
            return self._store


def open_live(path: str | None = None) -> Live:
    """The repository that git finds from `path` (the current folder for None). Raises RepositoryError."""
    store = _OneStore()
    return Live(lambda note: open_session(path, note, most_files=MOST_FILES_KEPT, opened=store.of))
