"""Which crates have a public API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.model.cargo import Crate, TargetKind
from rgraph.model.ids import RepoPath

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph

_FOR_RUST = frozenset({"lib", "dylib", "proc-macro"})


def libraries(graph: CommitGraph) -> list[Crate]:
    """The crates that have a public API: libraries, procedural macros among them."""
    return [crate for crate in graph.cargo.crates if crate.kind is TargetKind.LIB]


def crate_types(manifest: RepoPath, graph: CommitGraph) -> set[str]:
    """The forms that the library of a package is linked in: `lib`, `cdylib`, `staticlib`... An `rlib` is a `lib`."""
    read = graph.manifests.get(manifest)  # a cargo script's has no library
    kinds = {
        kind
        for target in (read.targets if read is not None else ())
        if target.kind == "lib"
        for kind in target.crate_type
    }
    return {"lib" if kind == "rlib" else kind for kind in kinds} or {"lib"}  # `lib` is an rlib today


def is_for_rust(crate: str, graph: CommitGraph) -> bool:
    """Whether other crates can depend on a library: not on one that is linked as a `cdylib` or `staticlib` alone.

    https://doc.rust-lang.org/reference/linkage.html
    """
    manifests = (each.manifest for each in libraries(graph) if each.id == crate)
    return all(crate_types(manifest, graph) & _FOR_RUST for manifest in manifests)
