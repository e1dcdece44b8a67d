"""A repository: its revisions, what changed between them, its rules and its dependencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .dependencies import Dependencies
from .revision import Revision

if TYPE_CHECKING:
    from rgraph.diff.report import DiffReport
    from rgraph.rules.violation import CheckReport
    from rgraph.view.session import Session

Note = Callable[[str], None]


def open_repository(path: str | Path | None = None, note: Note = lambda _: None) -> Repository:
    """The repository around a folder (None: the current one), as git finds it.

    `note` is called with a message when something takes time, such as indexing a revision on demand. Opening a
    repository indexes nothing.
    Raises RepositoryError if there is none.
    """
    from rgraph.view.session import open_session

    return Repository(open_session(path, note))


class Repository:
    """A repository. It keeps what it read for the next question; close it, or use it in a `with` statement."""

    def __init__(self, session: Session) -> None:
        self._kept: Session | None = session

    def _opened(self) -> Session:
        """The session behind it. Raises StoreError once it is closed."""
        if self._kept is None:
            from rgraph.errors import StoreError

            raise StoreError("the repository is closed", "open it again with rgraph.open")
        return self._kept

    @property
    def _session(self) -> Session:
        return self._opened()

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if self._kept is None:
            return "<rgraph repository, closed>"
        return f"<rgraph repository {self._kept.repository.workdir or self._kept.repository.common_dir}>"

    def close(self) -> None:
        """Close the store; the repository and its revisions cannot be asked anything afterwards."""
        if self._kept is not None:
            self._kept.store.close()
            self._kept = None

    def at(self, rev: str = "HEAD") -> Revision:
        """A git revision, `"staged"` or `"worktree"`. Raises RevisionError if it names no commit."""
        from rgraph.view.session import STAGED, WORKTREE

        if rev not in {STAGED, WORKTREE}:
            self._session.repository.resolve(rev)
        return Revision(self._opened, rev)

    def tags(self) -> Iterator[tuple[str, Revision]]:
        """Every tag and its revision, by the time of the commit, for example to plot something over releases."""
        repository = self._session.repository
        tags = [(name, oid) for name, oid in repository.refs().items() if name.startswith("refs/tags/")]
        for name, oid in sorted(tags, key=lambda tag: (repository.commit(tag[1]).time, tag[0])):
            yield name.removeprefix("refs/tags/"), Revision(self._opened, oid)

    def diff(self, old: str, new: str = "HEAD", crates: Sequence[str] = ()) -> DiffReport:
        """What changed between two revisions, what breaks, who is affected: `rgraph diff OLD..NEW`.

        Raises RevisionError, and ConfigError for a crate that neither revision has.
        """
        from rgraph.diff.asked import asked

        return asked(self._session.repository, [f"{old}..{new}"]).compare(self._session, crates=crates)

    def check(self, judged: str = "worktree", *, since: str = "", rules: str | Path | None = None) -> CheckReport:
        """The rule violations in a revision, `"staged"` or `"worktree"`, or those that a range `A..B` introduced.

        With `since`, only what is new since that revision. `rules` is a file to use instead of `rgraph.toml`.
        Raises ConfigError for rules that are missing or wrong, RevisionError.
        """
        from rgraph.rules.run import check_range, check_tree

        file = Path(rules) if rules is not None else None
        if ".." in judged:
            return check_range(self._session, judged, file)
        return check_tree(self._session, judged, since, file)

    @property
    def deps(self) -> Dependencies:
        """The dependencies of the packages in this repository."""
        return Dependencies(self._opened)
