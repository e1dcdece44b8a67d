"""Which crates have a public API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.model.cargo import Crate, TargetKind

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


def libraries(graph: CommitGraph) -> list[Crate]:
    """The crates that have a public API: libraries, procedural macros among them."""
    return [crate for crate in graph.cargo.crates if crate.kind is TargetKind.LIB]
