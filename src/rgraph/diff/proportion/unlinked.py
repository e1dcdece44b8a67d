"""Files that a `cfg` chooses as modules, and that are linked nowhere: an API follows from them too."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rgraph.model.cargo import TargetKind
from rgraph.model.ids import RepoPath

if TYPE_CHECKING:
    from rgraph.model.facts import Item
    from rgraph.view.graph import CommitGraph


def chosen(graph: CommitGraph, paths: Collection[RepoPath]) -> set[RepoPath]:
    """The files outside of the module tree that modules of these files may mean, by their last names."""
    graph.contents.load_facts(graph.files[path].blob for path in paths)
    names = {name for path in paths for item in graph.facts(path).items if item.attrs.paths_if for name in _names(item)}
    return {path for path in graph.files if posixpath.basename(path) in names and not _is_placed(graph, path)}


def choosing(graph: CommitGraph, path: RepoPath) -> Iterator[str]:
    """The libraries that may mean a file which is in no module tree."""
    if path not in graph.files or _is_placed(graph, path):
        return
    for crate in graph.cargo.crates:
        folder = crate.manifest.rpartition("Cargo.toml")[0]
        if crate.kind is TargetKind.LIB and path.startswith(folder):
            files = [each for each in graph.files if each.startswith(folder) and each.endswith(".rs")]
            if path in chosen(graph, [each for each in files if _is_placed(graph, each)]):
                yield crate.id


def _is_placed(graph: CommitGraph, path: RepoPath) -> bool:
    found = graph.declares(path)
    return found is not None and bool(found.defs)


def _names(item: Item) -> Iterator[str]:
    yield from (posixpath.basename(given) for _, given in item.attrs.paths_if)
    yield from (f"{item.name}.rs", "mod.rs")
