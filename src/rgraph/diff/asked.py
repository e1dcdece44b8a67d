"""What a user asks `rgraph diff` for: which two trees, which part of them, and when to fail."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError, RevisionError
from rgraph.git.path_bytes import to_repo_path
from rgraph.model.ids import Oid

from .limits import MAX_NAMED
from .report import CommitLine, DiffReport, Level
from .words import check_path, in_commit, is_range, split, uncommitted

if TYPE_CHECKING:
    from rgraph.git.repository import Repository
    from rgraph.model.cargo import CargoTree
    from rgraph.view.session import Session

STAGED, WORKTREE = "staged", "worktree"
CONDITIONS = ("major", "minor", "patch", "new-cycle")


@dataclass(frozen=True, slots=True)
class Question:
    """Two trees as `Session.graph` names them, their labels, and the paths to look at."""

    old: str
    new: str
    labels: tuple[str, str]
    paths: tuple[str, ...]

    def compare(
        self, session: Session, crates: Collection[str] = (), code: bool = False, history: bool = False
    ) -> DiffReport:
        """The report; indexes what is not indexed. `history`: with the commits between the two.

        Raises ConfigError for a crate that neither tree has.
        """
        from rgraph.view.uncommitted import graph_with

        from .compare import Options, Scope, compare
        from .unsound import comparable, with_unsound

        session.ensure(
            Oid(tree) for tree in (self.old, self.new) if tree not in {STAGED, WORKTREE}
        )  # one from the other
        old, new = session.graph(self.old), session.graph(self.new)
        known = {name for graph in (old, new) for crate in graph.cargo.crates for name in (crate.id, crate.package)}
        unknown = sorted(set(crates) - known)
        if unknown:
            raise ConfigError(
                f"no crate {unknown[0]!r} in {self.labels[0]} or {self.labels[1]}", _near(unknown[0], known)
            )
        told = comparable(old, new, partial(graph_with, session))
        scope = Scope(tuple(crates), self.paths)
        report = compare(told.old, told.new, Options(scope, code=code, labels=self.labels))
        report = with_unsound(report, told, scope)
        return replace(report, commits=self._commits(session.repository, new.cargo)) if history else report

    def _commits(self, repository: Repository, cargo: CargoTree) -> tuple[CommitLine, ...]:
        from .commits import commits

        tip = repository.head() if self.new in {STAGED, WORKTREE} else Oid(self.new)
        return commits(repository, Oid(self.old), tip, cargo) if tip is not None else ()


def _near(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    if near or not known:
        return f"did you mean {' or '.join(near)}?" if near else "there is no crate at all"
    more = f" and {len(known) - MAX_NAMED} more" if len(known) > MAX_NAMED else ""
    return f"crates and packages are {', '.join(sorted(known)[:MAX_NAMED])}{more}"


def asked(
    repository: Repository, words: Sequence[str], *, staged: bool = False, worktree: bool = False, at: str = ""
) -> Question:
    """What `[A..B | A...B | A B | A] [PATH]...` and the flags mean. A word that is no revision begins the paths.

    Raises RevisionError where two of them say different things, or a revision or path is unknown.
    """
    if staged and worktree:
        raise RevisionError("--staged and --worktree exclude each other.", "Give one of them.")
    revisions, rest = split(repository, [at, *words] if at else words)
    if (staged or worktree) and (len(revisions) == 2 or any(map(is_range, revisions))):
        raise RevisionError(f"{' '.join(revisions)} already names both sides.", "Leave out --staged or --worktree.")
    old, new, labels = _sides(repository, revisions, staged)
    before = in_commit(repository, old)
    after = uncommitted(repository) if new in {STAGED, WORKTREE} else in_commit(repository, Oid(new))
    paths = [
        check_path(repository, word, lambda path: before(path) or after(path), " or ".join(dict.fromkeys(labels)))
        for word in rest
    ]
    return Question(old, new, labels, tuple(to_repo_path(os.fsencode(path)) for path in paths))


def _sides(repository: Repository, revisions: Sequence[str], staged: bool) -> tuple[Oid, str, tuple[str, str]]:
    """The older commit, the newer tree, and how the user calls them."""
    if len(revisions) == 2:
        old, new = revisions
        return repository.resolve(old), repository.resolve(new), (old, new)
    first = revisions[0] if revisions else "HEAD"
    if not is_range(first):
        new, label = (STAGED, "the index") if staged else (WORKTREE, "the worktree")
        return repository.resolve(first), new, (first, label)
    found = repository.parse_range(first)
    left, _, right = first.replace("...", "..").partition("..")
    base = f"{found.old[:10]} (merge base)" if found.symmetric else left or "HEAD"
    return found.old, found.new, (base, right or "HEAD")


def check_fail_on(conditions: Sequence[str]) -> tuple[str, ...]:
    """The conditions, commas taken apart. Raises ConfigError for an unknown one."""
    words = [word.strip() for condition in conditions for word in condition.split(",") if word.strip()]
    for word in words:
        if word not in CONDITIONS:
            raise ConfigError(f"--fail-on {word}: no such condition", f"conditions are {', '.join(CONDITIONS)}")
    return tuple(words)


def fails(report: DiffReport, conditions: Collection[str]) -> bool:
    """Whether the report meets one of the conditions; `minor` is met by a major finding too."""
    if "new-cycle" in conditions and report.drift.cycles_gained:
        return True
    ranks = [Level(condition).rank for condition in conditions if condition != "new-cycle"]
    return bool(ranks) and any(finding.level.rank >= min(ranks) for finding in report.findings)
