"""Where a graph reads contents and edge sets from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rgraph.model.cargo import Manifest
from rgraph.model.facts import BlobBodies, BlobFacts
from rgraph.model.graph import FileState, LinkedFile
from rgraph.model.ids import RepoPath


class GraphSource(Protocol):
    """Where a graph reads contents and edge sets from: a store, or memory."""

    def facts(self, blob: str) -> BlobFacts:
        """The facts of a content, by its blake3."""

    def all_facts(self, blobs: Iterable[str]) -> dict[str, BlobFacts]:
        """The facts of many contents at once, by their blake3."""

    def bodies(self, blob: str) -> BlobBodies:
        """The bodies of a content, by its blake3."""

    def linked(self, edges: str) -> LinkedFile:
        """An edge set by its id."""

    def content(self, path: RepoPath, blob: str) -> bytes:
        """The bytes of a file of this commit."""

    def manifest(self, blob: str) -> Manifest:
        """The facts of a `Cargo.toml`, by its blake3."""

    def all_linked(self, files: Iterable[FileState]) -> dict[str, LinkedFile]:
        """The edge sets of many files at once, by id."""
