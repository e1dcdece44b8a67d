"""What is wrong with a change that nobody has written yet: it is linked as the worktree would be, and judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath

from rgraph.diff.compare import Options, compare
from rgraph.diff.report import Level
from rgraph.git.records import StagedBlob, UncommittedTree
from rgraph.model.facts import BlobStatus
from rgraph.model.ids import RepoPath
from rgraph.view.graph import CommitGraph
from rgraph.view.session import WORKTREE, Session

_LOST = frozenset({"unknown_name", "no_such_member", "ambiguous"})
"""Reasons of a name that leads nowhere though all that it could mean is here."""

_SUFFIXES = (".rs", "Cargo.toml", "rgraph.toml")


class Kind(StrEnum):
    """What a problem is about. All but `breaks` keep a change from being applied."""

    APPLIES = "applies"
    PARSES = "parses"
    NAMES = "names"
    RULES = "rules"
    BREAKS = "breaks"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or that users of the libraries will feel."""

    kind: Kind
    text: str


def bad_path(path: str) -> str:
    """Why a path may not be written, "" where it may: a source, a manifest or the rules, inside of the repository."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or ":" in parts[0] or ".." in parts:
        return f"{path!r} is outside of the repository"
    if any(part.lower() == ".git" for part in parts):
        return f"{path!r} is git's own"
    if not path.endswith(_SUFFIXES):
        return f"{path!r} is not a file that can be checked: only .rs, Cargo.toml and rgraph.toml are"
    return ""


def examined(session: Session, contents: Mapping[str, bytes | None]) -> list[Problem]:
    """What is wrong with the worktree once it has these contents (None: a file less), and was not before."""
    old = session.graph(WORKTREE)
    rules_before = _violations(session, old)
    new = _patched(session, contents)
    session.assume(WORKTREE, new)
    try:
        rules_after = _violations(session, new)
    finally:
        session.assume(WORKTREE, old)
    found = [*_parse_errors(old, new, contents), *_lost_names(old, new)]
    found += [Problem(Kind.RULES, text) for key, text in rules_after.items() if key not in rules_before]
    return [*found, *_breaks(old, new)]


def _patched(session: Session, contents: Mapping[str, bytes | None]) -> CommitGraph:
    from rgraph.index.uncommitted import link_tree

    tree = session.repository.worktree_tree()
    files = dict(tree.files)
    for name, content in contents.items():
        path = RepoPath(name)
        if content is None:
            files.pop(path, None)
        else:
            files[path] = StagedBlob(path, None, partial(bytes, content))
    linked = link_tree(
        session.repository, session.store, UncommittedTree({path: files[path] for path in sorted(files)})
    )
    return CommitGraph(linked.files, linked.contents, linked.content, WORKTREE)


def _parse_errors(old: CommitGraph, new: CommitGraph, contents: Mapping[str, bytes | None]) -> Iterator[Problem]:
    for path in contents:
        if path in new.files and path.endswith(".rs"):
            facts = new.facts(path)
            before = old.facts(path).parse_errors if path in old.files else 0
            if facts.status != BlobStatus.OK and (facts.parse_errors > before or facts.reason):
                yield Problem(Kind.PARSES, f"{path}: {facts.reason or f'{facts.parse_errors} syntax errors'}")
    known = set(old.cargo.errors)
    for path, error in new.cargo.errors:
        if (path, error) not in known:
            yield Problem(Kind.PARSES, f"{path}: it {error}")


def _lost_names(old: CommitGraph, new: CommitGraph) -> Iterator[Problem]:
    """Names that lead nowhere now, so many more times than before."""
    before = _unresolved(old)
    for (path, name, reason), (count, line) in _unresolved(new).items():
        more = count - before.get((path, name, reason), (0, 0))[0]
        if more > 0:
            yield Problem(Kind.NAMES, f"{path}:{line}: `{name}` leads nowhere ({reason.replace('_', ' ')})")


def _unresolved(graph: CommitGraph) -> dict[tuple[str, str, str], tuple[int, int]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    lines: dict[tuple[str, str, str], int] = {}
    for path in graph.files:
        linked = graph.linked(path)
        for one in linked.unresolved if linked else ():
            if one.reason in _LOST:
                counts[path, one.name, one.reason] += one.count
                lines.setdefault((path, one.name, one.reason), graph.line_in(path, one.owner, one.line))
    return {key: (count, lines[key]) for key, count in counts.items()}


def _violations(session: Session, graph: CommitGraph) -> dict[str, str]:
    """What breaks a rule of severity `error`, by fingerprint."""
    from rgraph.rules.config import FILE_NAME
    from rgraph.rules.run import check_tree
    from rgraph.rules.violation import Severity

    if FILE_NAME not in graph.files:
        return {}
    report = check_tree(session, WORKTREE, beyond=False)
    return {
        one.fingerprint: f"{one.rule}: {one.finding.message} at {one.finding.place.path}:{one.finding.place.line}"
        for one in report.violations
        if one.severity is Severity.ERROR
    }


def _breaks(old: CommitGraph, new: CommitGraph) -> Iterator[Problem]:
    report = compare(old, new, Options(labels=("the worktree", "the patch"), affected=False))
    for finding in report.findings:
        if finding.level is Level.MAJOR:
            yield Problem(Kind.BREAKS, finding.message)
