"""Lines of the files of one tree, for whoever shows code beside an answer."""

from __future__ import annotations

from collections.abc import Iterator

from .graph import CommitGraph


class Lines:
    """The lines of a tree's files, each file read once."""

    def __init__(self, graph: CommitGraph) -> None:
        self._graph = graph
        self._files: dict[str, list[str]] = {}

    def of(self, path: str) -> list[str]:
        """All lines of a file without their ends; none where the tree has no such file."""
        found = self._files.get(path)
        if found is None:
            there = path in self._graph.files
            text = self._graph.source(path).decode("utf-8", "replace") if there else ""
            found = self._files[path] = text.removesuffix("\n").split("\n") if text else []
        return found

    def between(self, path: str, first: int, last: int) -> Iterator[tuple[int, str]]:
        """The lines from `first` to `last`, both counted from 1, as far as the file has them, with their numbers."""
        lines = self.of(path)
        for number in range(max(first, 1), min(last, len(lines)) + 1):
            yield number, lines[number - 1].removesuffix("\r")

    def around(self, path: str, line: int, beside: int) -> Iterator[tuple[int, str]]:
        """A line with so many before and after it."""
        return self.between(path, line - beside, line + beside)
