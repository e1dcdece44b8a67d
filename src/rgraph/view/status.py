"""What is indexed, how far behind it is, how big, and what was not resolved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from rgraph.git.limits import MAX_DEPTH
from rgraph.model.configuration import SETTINGS_FILE
from rgraph.model.facts import BlobStatus
from rgraph.model.ids import BlobHash, Oid, RepoPath

from .graph import CommitGraph

if TYPE_CHECKING:
    from rgraph.store.records import StoredBlob

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


class CommitStatus(msgspec.Struct, frozen=True, gc=False):
    """What one commit has. `unplaced` are `.rs` files in no module tree."""

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


class StoreStatus(msgspec.Struct, frozen=True, gc=False):
    """Counts of the whole store; `directory` is where it lies, `bytes` its size on disk."""

    directory: str
    bytes: int
    commits: int
    blobs: int
    edge_sets: int


class Status(msgspec.Struct, frozen=True, gc=False):
    """The whole answer. `commit` is None where the revision is not indexed; `behind` counts the commits reachable from
    it that are not. `shallow` is how many commits a shallow clone ends at."""

    revision: str
    oid: str
    reachable: int
    behind: int
    shallow: int
    store: StoreStatus
    commit: CommitStatus | None


def status(session: Session, revision: str = "HEAD", by_shape: bool = False) -> Status:
    """The state of the index for a revision; nothing is indexed for it. Raises RevisionError."""
    oid = session.repository.resolve(revision)
    reachable = [record.oid for record in session.repository.walk([oid])]
    indexed = session.store.versions.indexed(reachable)
    size = session.store.size()
    return Status(
        revision=revision,
        oid=oid,
        reachable=len(reachable),
        behind=len(reachable) - len(indexed),
        shallow=len(session.repository.shallow_commits()),
        store=StoreStatus(str(session.store.directory), size.bytes, size.commits, size.blobs, size.edge_sets),
        commit=_commit(session, oid, by_shape) if oid in indexed else None,
    )


def _commit(session: Session, oid: Oid, by_shape: bool) -> CommitStatus:
    graph = session.graph(oid)
    rust = [path for path in graph.files if path.endswith(".rs")]
    blobs = session.store.contents.blobs(BlobHash(graph.files[path].blob) for path in rust)
    linked = {path: graph.linked(path) for path in rust}
    tiers = Counter(str(edge.tier) for one in linked.values() if one for edge in one.edges)
    return CommitStatus(
        oid=oid,
        files=len(graph.files),
        rust_files=len(rust),
        lines=sum(blobs[graph.files[path].blob].lines for path in rust),
        crates=len(graph.cargo.crates),
        items=len(list(graph.symbols())),
        edges=dict(sorted(tiers.items())),
        troubles=_troubles(graph, blobs, session.repository.too_deep(oid)),
        unplaced=[path for path in rust if not (one := linked[path]) or not one.defs],
        unresolved=_unresolved(graph, by_shape),
    )


def _troubles(graph: CommitGraph, blobs: dict[BlobHash, StoredBlob], too_deep: list[RepoPath]) -> list[Trouble]:
    found = []
    for path, state in graph.files.items():
        blob = blobs.get(BlobHash(state.blob))
        if blob is not None and blob.status != BlobStatus.OK:
            found.append(Trouble(path, blob.status, blob.reason or f"{blob.parse_errors} syntax errors"))
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
