"""A tree in memory as a graph: no git and no store; for tests and golden cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from blake3 import blake3

from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.contents import Reader
from rgraph.model.facts import BlobBodies, BlobFacts
from rgraph.model.graph import FileState, LinkedFile, pack_linked
from rgraph.model.ids import BlobHash, RepoPath

from .graph import CommitGraph

if TYPE_CHECKING:
    from rgraph.link.linker import LinkDelta


class MemorySource:
    """Contents by their blake3, extracted when first asked for; linked files by the hash of their pack."""

    def __init__(self) -> None:
        self._bytes: dict[BlobHash, bytes] = {}
        self._extracted: dict[BlobHash, tuple[BlobFacts, BlobBodies]] = {}
        self._linked: dict[str, LinkedFile] = {}

    def add(self, content: bytes) -> BlobHash:
        """Keeps a content and gives its name."""
        blob = BlobHash(blake3(content).hexdigest())
        self._bytes[blob] = content
        return blob

    def add_linked(self, linked: LinkedFile) -> str:
        """Keeps an edge set and gives its id."""
        name = blake3(pack_linked(linked)).hexdigest()
        self._linked[name] = linked
        return name

    def content(self, blob: BlobHash) -> bytes:
        """The bytes of a content."""
        return self._bytes[blob]

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return {blob: self._extract(blob)[0] for blob in blobs}

    def bodies(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        return {blob: self._extract(blob)[1] for blob in blobs}

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        from rgraph.cargo.manifest import parse_manifest

        return {blob: parse_manifest(self._bytes[blob]) for blob in blobs}

    def lockfiles(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Lockfile]:
        from rgraph.cargo.lockfile import parse_lockfile

        return {blob: parse_lockfile(self._bytes[blob]) for blob in blobs}

    def settings(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, CfgTable]:
        from rgraph.cargo.cfg_table import parse_cfg_table

        return {blob: parse_cfg_table(self._bytes[blob]) for blob in blobs}

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return {}  # nothing outlives the process

    def linked(self, sets: Iterable[str]) -> dict[str, LinkedFile]:
        return {edges: self._linked[edges] for edges in sets if edges}

    def packed_links(self, sets: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return ((edges, pack_linked(self._linked[edges])) for edges in sets if edges)

    def _extract(self, blob: BlobHash) -> tuple[BlobFacts, BlobBodies]:
        from rgraph.parse.extract import extract

        found = self._extracted.get(blob)
        if found is None:
            found = self._extracted[blob] = extract(self._bytes[blob])
        return found


DEFAULT_MANIFEST = b'[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'


def graph_of(files: Mapping[str, bytes | str], source: MemorySource | None = None) -> CommitGraph:
    """The linked graph of the given files. Where no `Cargo.toml` is among them, a package `demo` (0.1.0, edition 2021)
    is put around them. Give two calls one `source` to parse what both share once.
    """
    from rgraph.link.linker import Linker

    source = source or MemorySource()
    contents = {RepoPath(path): text.encode() if isinstance(text, str) else text for path, text in files.items()}
    if not any(path.rpartition("/")[2] == "Cargo.toml" for path in contents):
        contents[RepoPath("Cargo.toml")] = DEFAULT_MANIFEST
    tree = {path: source.add(content) for path, content in sorted(contents.items())}
    return graph_after(tree, Linker(Reader(source)).link(tree), source)


def graph_after(tree: Mapping[RepoPath, BlobHash], delta: LinkDelta, source: MemorySource) -> CommitGraph:
    """The graph of a tree that was linked at once, from contents in memory."""
    states = {
        path: FileState(path, blob, source.add_linked(delta.linked[path]) if path in delta.linked else "")
        for path, blob in tree.items()
    }
    return CommitGraph(states, source, source.content)
