"""What a compiler's index says of one file: edges beside those that the linker found, and what they depend on."""

from __future__ import annotations

from .graph import Edge
from .ids import RepoPath, Symbol
from .syntax import Node


class CompiledFile(Node, frozen=True):
    """The compiler's edges of one content at one path.

    They hold while the content is the same, its own links are (`links`, the hash of its edge set), and the files that
    it depends on look the same from outside (`leans_on`: their `BlobFacts.interface` by path).
    """

    path: RepoPath
    links: str
    leans_on: list[tuple[RepoPath, str]]
    edges: list[Edge]
    settled: list[tuple[Symbol, str]]
    """Names that the compiler resolved wherever an item has them, by the item."""
    tool: str = ""
