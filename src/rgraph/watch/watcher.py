"""One repository that is worked on: looks at it when it is told to, and says what is other than the time before."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from rgraph.errors import ConfigError, LockedError, QueryError, RevisionError
from rgraph.index.standing import StandingTree
from rgraph.model.facts import BlobStatus
from rgraph.model.ids import Oid, RepoPath
from rgraph.rules.config import FILE_NAME
from rgraph.rules.run import check_tree
from rgraph.rules.violation import CheckReport, Violation
from rgraph.view.graph import CommitGraph
from rgraph.view.session import WORKTREE, Session

from .references import broken_by, is_still_broken, relinked
from .round import Broken, Round


class Watcher:
    """Keeps HEAD indexed and the working directory linked. `open_` gives the session, again where the store is another.

    After a look that failed (the tree was read while git wrote it) the next one begins from the last that did not.
    """

    def __init__(self, open_: Callable[[], Session], rules: Path | None = None) -> None:
        self._open, self._rules = open_, rules
        self._session = open_()
        self._tree = self._standing_tree()
        self._graph: CommitGraph | None = None
        self._head: Oid | None = None
        self._broken: dict[tuple[str, str], Broken] = {}
        self._violations: dict[str, Violation] = {}
        self._count_of_rules = 0
        self._is_first = True
        self.is_behind = False
        """Whether HEAD is not indexed yet, since another process was writing the store: look again soon."""

    @property
    def session(self) -> Session:
        """The session that is looked through now."""
        return self._session

    def look(self) -> Iterator[Round]:
        """What is other now, nothing where nothing is: references first, then rules.

        Raises RepositoryError, StoreError.
        """
        if not self._session.store.is_in_place():
            self._session = self._open()
            self._tree = self._standing_tree()
        head = self._session.repository.head()
        self._index(head)
        linked = self._tree.link()
        if self._graph is not None and head == self._head and linked.files == self._graph.files:
            return
        before = self._graph
        graph = CommitGraph(linked.files, linked.contents, linked.content, WORKTREE)
        unreadable = _newly_unreadable(before, graph)
        changed = _changed(before, graph)
        if before is not None and unreadable:
            yield Round(head or "", tuple(changed), unreadable=tuple(unreadable))
            return
        self._graph, self._head, self._is_first = graph, head, before is None
        broken, mended = self._references(before, graph)
        first = Round(head or "", tuple(changed), tuple(broken), tuple(mended), standing=len(self._broken))
        yield first
        yield self._with_rules(first, graph)
        gc.collect()  # of what judging made, before the next link freezes it: rules hold each other in cycles

    # ---- inside ---------------------------------------------------------------------------------------------

    def _with_rules(self, first: Round, graph: CommitGraph) -> Round:
        """What a round says once the rules have judged the tree; references were told before."""
        report, notes = self._judged(graph)
        came, went = self._differ(report)
        return replace(
            first, broken=(), mended=(), came=tuple(came), went=tuple(went), violations=len(self._violations),
            rules=self._count_of_rules, judged=True, notes=tuple(notes),
        )  # fmt: skip

    def _standing_tree(self) -> StandingTree:
        return StandingTree(self._session.repository, self._session.store, self._session.contents)

    def _index(self, head: Oid | None) -> None:
        """Indexes HEAD unless another process writes: a hook does the same work."""
        self.is_behind = False
        if head is not None:
            try:
                self._session.ensure([head], wait=0)
            except LockedError:
                self.is_behind = True

    def _references(self, before: CommitGraph | None, graph: CommitGraph) -> tuple[list[Broken], list[Broken]]:
        mended = [one for one in self._broken.values() if not is_still_broken(graph, one)]
        for one in mended:
            del self._broken[one.owner, one.name]
        found = broken_by(before, graph, relinked(before, graph)) if before is not None else ()
        fresh = [one for one in found if (one.owner, one.name) not in self._broken]
        self._broken.update(((one.owner, one.name), one) for one in fresh)
        return fresh, mended

    def _judged(self, graph: CommitGraph) -> tuple[CheckReport | None, list[str]]:
        """The report of the rules, or why there is none."""
        if self._rules is None and RepoPath(FILE_NAME) not in graph.files:
            return None, [f"there is no {FILE_NAME}: no rules are judged"] if self._is_first else []
        self._session.assume(WORKTREE, graph)
        try:
            return check_tree(self._session, WORKTREE, rules=self._rules, beyond=False), []
        except (ConfigError, QueryError, RevisionError) as error:
            return None, [error.message]
        finally:
            self._session.forget(WORKTREE)
            graph.let_go()

    def _differ(self, report: CheckReport | None) -> tuple[list[Violation], list[Violation]]:
        now = {each.fingerprint: each for each in report.violations} if report is not None else {}
        self._count_of_rules = len(report.rules) if report is not None else 0
        came = [each for name, each in now.items() if name not in self._violations]
        went = [each for name, each in self._violations.items() if name not in now]
        self._violations = now
        return came, went


def _changed(before: CommitGraph | None, after: CommitGraph) -> list[RepoPath]:
    """Files whose contents are other ones; none at the first look."""
    if before is None:
        return []
    old, new = before.blobs, after.blobs
    return sorted(path for path in {*old, *new} if old.get(path) != new.get(path))


def _newly_unreadable(before: CommitGraph | None, after: CommitGraph) -> list[RepoPath]:
    """Rust files that have more syntax errors than they had."""
    return [path for path in _changed(before, after) if _errors(after, path) > _errors(before, path)]


def _errors(graph: CommitGraph | None, path: RepoPath) -> int:
    if graph is None or path not in graph.files or not path.endswith(".rs"):
        return 0
    facts = graph.facts(path)
    return facts.parse_errors if facts.status is not BlobStatus.OK else 0
