"""What a session remembers of the history."""

from __future__ import annotations

from pathlib import Path

from rgraph.index.indexer import Scope, index, wanted
from rgraph.model.ids import Oid, RepoPath
from rgraph.view.session import open_session
from tests.dsl.repo import Repo

LIB = RepoPath("src/lib.rs")


def test_a_history_that_was_not_whole_is_read_again(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit({"src/lib.rs": "fn a() {}\n"})
    repo.commit({"src/lib.rs": "fn a() {}\nfn b() {}\n"})
    session = open_session(tmp_path)
    tip = Oid(repo.oid("main"))
    session.ensure([tip])
    assert [change.rooted for change in session.history.path_history(LIB, tip)] == [False]
    index(session.repository, session.store, wanted(session.repository, Scope.HISTORY))
    whole = session.history.path_history(LIB, tip)
    assert [change.rooted for change in whole] == [True, True]
    assert session.history.path_history(LIB, tip) is whole
