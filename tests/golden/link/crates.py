"""A golden case: a small crate in one text, and the edges that linking it gives.

`//- path` begins a file, `//? kinds ...` says which kinds of edges are compared, `//=` begins the edges:
`src kind dst tier`, exactly those, so what is not there must not be linked. A manifest is made where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from blake3 import blake3

from rgraph.cargo.cfg_table import parse_cfg_table
from rgraph.cargo.manifest import parse_manifest
from rgraph.link.linker import Linker
from rgraph.model.cargo import Manifest
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.facts import BlobBodies, BlobFacts
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.parse.extract import extract

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "{edition}"\n'


class MemorySource:
    """Contents in memory, as the linker reads them."""

    def __init__(self) -> None:
        self._raw: dict[BlobHash, bytes] = {}
        self._facts: dict[BlobHash, tuple[BlobFacts, BlobBodies]] = {}
        self.kept: dict[BlobHash, bytes] = {}

    def tree(self, files: dict[str, str]) -> dict[RepoPath, BlobHash]:
        """Take in files; their paths and contents as a tree."""
        tree: dict[RepoPath, BlobHash] = {}
        for path, text in files.items():
            blob = BlobHash(blake3(text.encode()).hexdigest())
            self._raw[blob] = text.encode()
            tree[RepoPath(path)] = blob
        return tree

    def _extracted(self, blob: BlobHash) -> tuple[BlobFacts, BlobBodies]:
        if blob not in self._facts:
            self._facts[blob] = extract(self._raw[blob])
        return self._facts[blob]

    def facts(self, blob: BlobHash) -> BlobFacts:
        return self._extracted(blob)[0]

    def bodies(self, blob: BlobHash) -> BlobBodies:
        return self._extracted(blob)[1]

    def manifest(self, blob: BlobHash) -> Manifest:
        return parse_manifest(self._raw[blob])

    def settings(self, blob: BlobHash) -> CfgTable:
        return parse_cfg_table(self._raw[blob])

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        return {blob: self.kept[blob] for blob in blobs if blob in self.kept}


@dataclass
class Case:
    """One golden case as read."""

    files: dict[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    edges: list[str] = field(default_factory=list)
    edition: str = "2021"

    @classmethod
    def read(cls, path: Path) -> Case:
        case = cls()
        target: list[str] = []
        files: dict[str, list[str]] = {}
        for line in path.read_text().splitlines():
            if line.startswith("//- "):
                target = files.setdefault(line[4:].strip(), [])
            elif line.startswith("//? kinds "):
                case.kinds = frozenset(line.split()[2:])
            elif line.startswith("//? edition "):
                case.edition = line.split()[2]
            elif line.startswith("//="):
                target = case.edges
            elif target is case.edges:
                if line.strip() and not line.startswith("#"):
                    target.append(line.strip())
            else:
                target.append(line)
        case.files = {name: "\n".join(lines) + "\n" for name, lines in files.items()}
        if not any(name.endswith("Cargo.toml") for name in case.files):
            case.files["Cargo.toml"] = MANIFEST.format(edition=case.edition)
        return case


def link(files: dict[str, str]) -> dict[RepoPath, LinkedFile]:
    """Link files from scratch."""
    source = MemorySource()
    return Linker(source).link(source.tree(files)).linked


def edges_of(files: dict[str, str], kinds: frozenset[str]) -> list[str]:
    """The edges of those kinds, as a case writes them."""
    linked = link(files)
    found = {
        f"{edge.src} {edge.kind} {edge.dst} {edge.tier}{' macro' if edge.via_macro else ''}"
        for file in linked.values()
        for edge in file.edges
        if edge.kind in kinds
    }
    return sorted(found)
