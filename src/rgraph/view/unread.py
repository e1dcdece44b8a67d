"""How files were read, and which were not in full: what stands there may be missing from every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rgraph.model.facts import BlobStatus

if TYPE_CHECKING:
    from rgraph.model.facts import BlobFacts
    from rgraph.model.ids import RepoPath
    from rgraph.store.stored_records import StoredBlob

    from .graph import CommitGraph
    from .session import Session


def how_read(
    session: Session, graph: CommitGraph, paths: Iterable[RepoPath]
) -> Mapping[RepoPath, StoredBlob | BlobFacts]:
    """How each Rust file was read, as the store tells; of what is not stored its facts, which tell the same."""
    blobs = {path: graph.files[path].blob for path in paths}
    stored = session.store.contents.blobs_there(blobs.values())
    return {path: stored[blob] if blob in stored else graph.facts(path) for path, blob in blobs.items()}


def unread_files(session: Session, graph: CommitGraph) -> list[RepoPath]:
    """Those with syntax errors, or beyond a limit, that stand in a module tree; by path."""
    read = how_read(session, graph, [path for path in graph.files if path.endswith(".rs")])
    partly = (path for path, one in read.items() if one.status != BlobStatus.OK)
    return [path for path in partly if (linked := graph.linked(path)) is not None and linked.defs]
