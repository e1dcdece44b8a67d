"""Which files of a commit lead into packages, as its overlay has it."""

from __future__ import annotations

from collections.abc import Collection

from rgraph.model.ids import RepoPath
from rgraph.model.packages import Dependencies, PackageId
from rgraph.view.graph import CommitGraph


def files_into(graph: CommitGraph, dependencies: Dependencies, packages: Collection[PackageId]) -> list[RepoPath]:
    """The files of a widened graph that have an edge into one of these packages."""
    wanted = {symbol for symbol, item in dependencies.items.items() if item.package in packages}
    linked = ((path, graph.linked(path)) for path in graph.files)
    return [path for path, file in linked if file is not None and any(edge.dst in wanted for edge in file.edges)]
