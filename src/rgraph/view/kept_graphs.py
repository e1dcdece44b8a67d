"""Graphs that a session keeps, within a limit: the one asked for longest ago goes first."""

from __future__ import annotations

from .graph import CommitGraph


class KeptGraphs:
    """Graphs by the name of their tree. `most_files` bounds the files of all of them together (None: no bound); the
    last one asked for is kept whatever its size."""

    def __init__(self, most_files: int | None = None) -> None:
        self._most_files = most_files
        self._graphs: dict[str, CommitGraph] = {}

    def get(self, name: str) -> CommitGraph | None:
        """The graph of this name; it is now the last one asked for."""
        found = self._graphs.pop(name, None)
        if found is not None:
            self._graphs[name] = found
        return found

    def put(self, name: str, graph: CommitGraph) -> CommitGraph:
        """Keeps a graph, and lets go of others where there are too many files."""
        self._graphs.pop(name, None)
        self._graphs[name] = graph
        if self._most_files is not None:
            self._shrink(self._most_files)
        return graph

    def holds(self, graph: CommitGraph) -> bool:
        """Whether this graph is kept."""
        return any(kept is graph for kept in self._graphs.values())

    def drop(self, name: str) -> None:
        """Lets go of a graph that is no longer true."""
        self._graphs.pop(name, None)

    def clear(self) -> None:
        """Lets go of all."""
        self._graphs.clear()

    def _shrink(self, most: int) -> None:
        total = sum(len(graph.files) for graph in self._graphs.values())
        for name in list(self._graphs)[:-1]:
            if total <= most:
                return
            total -= len(self._graphs.pop(name).files)
