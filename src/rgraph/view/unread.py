"""The files of crates that were not read in full: what stands there may be missing from every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.model.facts import BlobStatus

if TYPE_CHECKING:
    from rgraph.model.ids import RepoPath

    from .graph import CommitGraph
    from .session import Session


def unread_files(session: Session, graph: CommitGraph) -> list[RepoPath]:
    """Those with syntax errors, or beyond a limit, that stand in a module tree; by path."""
    files = {path: state.blob for path, state in graph.files.items() if state.edges and path.endswith(".rs")}
    stored = session.store.contents.blobs_there(files.values())
    partly = (
        path
        for path, blob in files.items()
        if (stored[blob].status if blob in stored else graph.facts(path).status) != BlobStatus.OK
    )
    return [path for path in partly if (linked := graph.linked(path)) is not None and linked.defs]
