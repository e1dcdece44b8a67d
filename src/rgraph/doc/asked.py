"""The book that `rgraph doc` asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.errors import ConfigError, QueryError, RevisionError
from rgraph.model.ids import RepoPath
from rgraph.rules.run import check_tree, has_rules
from rgraph.view.session import STAGED, WORKTREE

from .book import Book, Source, Statement
from .gathering import Codebase
from .pages import book
from .past import Past

if TYPE_CHECKING:
    from rgraph.view.session import Session


def book_of(session: Session, rev: str) -> Book:
    """The book of a revision, of the staged tree or of the working directory."""
    graph = session.compiled(rev)
    head = session.repository.head() if graph.commit in {STAGED, WORKTREE} else session.commit_of(graph)
    past = Past(session.repository, head) if head is not None else None
    return book(Codebase(graph, past, _violations(session, rev)), _title(session))


def _title(session: Session) -> str:
    """The name of the folder of the repository."""
    folder = session.repository.workdir or session.repository.common_dir
    return folder.name


def _violations(session: Session, rev: str) -> dict[RepoPath, list[Statement]]:
    """What the tree's own rules find, file by file; rules that cannot be judged are said, and cost no page."""
    found: dict[RepoPath, list[Statement]] = {}
    if not has_rules(session, rev):
        return found
    try:
        report = check_tree(session, rev, beyond=False)
    except (ConfigError, QueryError, RevisionError) as error:
        session.note(f"the rules were not checked: {error.message}")
        return found
    for violation in report.violations:
        finding = violation.finding
        source = Source(finding.source, finding.place.path, finding.place.line)
        text = f"`{violation.rule}` ({violation.severity}): {finding.message}"
        found.setdefault(RepoPath(finding.place.path), []).append(Statement(text, source))
    return found
