"""What is indexed, how far behind it is, how big, and what was not resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from rgraph.git.limits import MAX_DEPTH
from rgraph.model.chosen_cfg import SETTINGS_FILE
from rgraph.model.facts import BlobFacts, BlobStatus
from rgraph.model.graph import Where
from rgraph.model.ids import Oid, RepoPath

from .graph import CommitGraph
from .session import STAGED, WORKTREE
from .unplaced import Case, unplaced
from .unread import how_read
from .unseen import not_expanded

if TYPE_CHECKING:
    from rgraph.store.stored_records import StoredBlob

    from .session import Session


class Trouble(msgspec.Struct, frozen=True, gc=False):
    """A file that was not read in full, a manifest or `[cfg]` table that is wrong, or a directory too deep, and why."""

    path: str
    status: str
    reason: str


class UnresolvedCount(msgspec.Struct, frozen=True, gc=False):
    """How many references were not resolved for one reason; `shape` is what was written, "" for all together."""

    reason: str
    shape: str
    count: int


class MissedPlace(msgspec.Struct, frozen=True, gc=False):
    """Where names were not resolved: the first place in the item `owner`, and how many there are of the name.

    `name` is "" where no single name was at fault.
    """

    path: str
    line: int
    reason: str
    shape: str
    name: str
    owner: str
    count: int


class Calls(msgspec.Struct, frozen=True, gc=False):
    """All calls, or the method calls alone (`shape`): how many, and what became of them.

    `edges` counts those with an edge by where it leads: `workspace`, `std`, `outside`, or `candidate`, to candidates
    alone; `missed` those without one, by reason. Calls of constructors and of closures are not among them.
    """

    shape: str
    total: int
    edges: dict[str, int]
    missed: dict[str, int]


class CommitStatus(msgspec.Struct, frozen=True, gc=False):
    """What one commit has. `unplaced` are `.rs` files in no module tree, `cases` those of them that tests run or read.

    `not_expanded` counts macro calls whose text is not known; `calls` and `places` are there on request.
    `compiled_files` counts the files of which a compiler's index says something that holds.
    """

    oid: str
    files: int
    rust_files: int
    lines: int
    crates: int
    items: int
    edges: dict[str, int]
    troubles: list[Trouble]
    unplaced: list[str]
    unresolved: list[UnresolvedCount]
    calls: list[Calls] = []
    not_expanded: int = 0
    places: list[MissedPlace] = []
    cases: list[Case] = []
    dependencies: DependencyStatus | None = None
    compiled_files: int = 0


class DependencyStatus(msgspec.Struct, frozen=True, gc=False):
    """How many packages a commit was linked into: of those that its lock files name, those at hand, and those that its
    code reaches. `missing` are the ones whose source was not at hand."""

    locked: int
    at_hand: int
    reached: int
    missing: list[str]


class StoreStatus(msgspec.Struct, frozen=True, gc=False):
    """Counts of the whole store; `directory` is where it lies, `bytes` its size on disk."""

    directory: str
    bytes: int
    commits: int
    blobs: int
    edge_sets: int


class Status(msgspec.Struct, frozen=True, gc=False):
    """The whole answer. `commit` is None where the revision is not indexed; `behind` counts the commits reachable from
    it that are not. `shallow` is how many commits a shallow clone ends at.

    Of the staged tree and the worktree `oid` is HEAD's, "" where there is none yet, and so is the history.
    """

    revision: str
    oid: str
    reachable: int
    behind: int
    shallow: int
    store: StoreStatus
    commit: CommitStatus | None


def status(session: Session, revision: str = "HEAD", by_shape: bool = False, places: bool = False) -> Status:
    """The state of the index for a revision; nothing is indexed for it, but HEAD where the staged tree or the worktree
    is linked on top of it. Raises RevisionError."""
    loose = revision in {STAGED, WORKTREE}
    oid = (session.repository.head() or Oid("")) if loose else session.repository.resolve(revision)
    graph = session.graph(revision) if loose else None
    reachable = session.repository.reachable([oid]) if oid else set()
    indexed = session.store.versions.indexed(reachable)
    size = session.store.size()
    return Status(
        revision=revision,
        oid=oid,
        reachable=len(reachable),
        behind=len(reachable) - len(indexed),
        shallow=len(session.repository.shallow_commits()),
        store=StoreStatus(str(session.store.directory), size.bytes, size.commits, size.blobs, size.edge_sets),
        commit=_commit(session, graph or session.widened(oid), oid, by_shape, places)
        if graph or oid in indexed
        else None,
    )


def _commit(session: Session, graph: CommitGraph, oid: Oid, by_shape: bool, places: bool) -> CommitStatus:
    rust = [path for path in graph.files if path.endswith(".rs")]
    read, loose = how_read(session, graph, rust), unplaced(graph)
    linked = {path: graph.linked(path) for path in rust}
    tiers = Counter(str(edge.tier) for one in linked.values() if one for edge in one.edges)
    return CommitStatus(
        oid=graph.commit,
        files=len(graph.files),
        rust_files=len(rust),
        lines=sum(one.lines for one in read.values()),
        crates=len(graph.cargo.crates),
        items=len(list(graph.symbols())),
        edges=dict(sorted(tiers.items())),
        troubles=_troubles(graph, read, session.repository.too_deep(oid) if oid else []),
        unplaced=sorted([*loose.forgotten, *(case.path for case in loose.cases)]),
        unresolved=_unresolved(graph, by_shape),
        calls=[_calls(graph, ("call", "method"), "all"), _calls(graph, ("method",), "method")] if by_shape else [],
        not_expanded=not_expanded(graph),
        places=_places(graph) if places else [],
        cases=loose.cases,
        dependencies=_dependencies(graph),
        compiled_files=graph.compiled_files,
    )


def _dependencies(graph: CommitGraph) -> DependencyStatus | None:
    found = graph.dependencies
    if found is None:
        return None
    missing = [str(package) for package in found.missing]
    return DependencyStatus(len(found.at_hand) + len(missing), len(found.at_hand), len(found.reached), missing)


def _troubles(
    graph: CommitGraph, read: Mapping[RepoPath, StoredBlob | BlobFacts], too_deep: list[RepoPath]
) -> list[Trouble]:
    found = [
        Trouble(path, one.status, one.reason or f"{one.parse_errors} syntax errors")
        for path, one in read.items()
        if one.status != BlobStatus.OK
    ]
    found += [Trouble(path, "directory", f"more than {MAX_DEPTH} directories deep, not indexed") for path in too_deep]
    found += [Trouble(path, "manifest", error) for path, error in graph.cargo.errors]
    if graph.settings.error:
        found.append(Trouble(SETTINGS_FILE, "settings", graph.settings.error))
    return sorted(found, key=lambda trouble: trouble.path)


def _unresolved(graph: CommitGraph, by_shape: bool) -> list[UnresolvedCount]:
    counts: Counter[tuple[str, str]] = Counter()
    for path in graph.files:
        linked = graph.linked(path)
        for one in linked.unresolved if linked else ():
            counts[one.reason, one.shape if by_shape else ""] += one.count
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return [UnresolvedCount(reason, shape, count) for (reason, shape), count in ordered]


def _calls(graph: CommitGraph, shapes: tuple[str, ...], shape: str) -> Calls:
    edges: Counter[str] = Counter({str(where): 0 for where in Where})
    missed: Counter[str] = Counter()
    for path in graph.files:
        linked = graph.linked(path)
        for site in linked.sites if linked else ():
            edges[str(site.where)] += site.count if site.shape in shapes else 0
        for one in linked.unresolved if linked else ():
            missed[one.reason] += one.count if one.shape in shapes else 0
    reasons = sorted((+missed).items(), key=lambda entry: (-entry[1], entry[0]))
    return Calls(shape, edges.total() + missed.total(), dict(edges), dict(reasons))


def _places(graph: CommitGraph) -> list[MissedPlace]:
    found = []
    for path in graph.files:
        linked = graph.linked(path)
        for one in linked.unresolved if linked else ():
            line = graph.line_in(path, one.owner, one.line)
            found.append(MissedPlace(path, line, one.reason, one.shape, one.name, one.owner, one.count))
    return sorted(found, key=lambda one: (one.path, one.line, one.name, one.reason, one.shape, one.owner))
