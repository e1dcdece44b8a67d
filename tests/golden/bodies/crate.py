"""Reads a golden case: Rust files whose comments say which edges their lines make, and links it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rgraph.cargo.manifest import parse_manifest
from rgraph.link.linker import Linker
from rgraph.model.cargo import Manifest
from rgraph.model.facts import BlobBodies, BlobFacts
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.parse.extract import extract

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
_FILE = re.compile(r"^// file: (\S+)$", re.MULTILINE)
_EXPECTED = re.compile(r"//~ (.*)$")
ALWAYS_LISTED = frozenset({"calls", "runs"})


@dataclass(frozen=True, order=True)
class Found:
    """An edge where it was first seen."""

    path: str
    line: int
    kind: str
    target: str
    tier: str


class Texts:
    """Contents by path, as the linker asks for them."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.tree = {RepoPath(path): BlobHash(path) for path in files}
        self._read: dict[str, tuple[BlobFacts, BlobBodies]] = {}

    def _extracted(self, blob: str) -> tuple[BlobFacts, BlobBodies]:
        if blob not in self._read:
            self._read[blob] = extract(self.files[blob].encode())
        return self._read[blob]

    def facts(self, blob: BlobHash) -> BlobFacts:
        return self._extracted(blob)[0]

    def bodies(self, blob: BlobHash) -> BlobBodies:
        return self._extracted(blob)[1]

    def manifest(self, blob: BlobHash) -> Manifest:
        return parse_manifest(self.files[blob].encode())

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        del blobs
        return {}


def files_of(text: str) -> dict[str, str]:
    """The files of a case: `// file: PATH` begins one; a case without is `src/lib.rs` of a package `demo`."""
    marks = list(_FILE.finditer(text))
    if not marks:
        return {"Cargo.toml": MANIFEST, "src/lib.rs": text}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    files = {mark.group(1): text[mark.end() + 1 : end] for mark, end in zip(marks, ends, strict=True)}
    return files if any(path.endswith("Cargo.toml") for path in files) else {"Cargo.toml": MANIFEST, **files}


def linked(files: dict[str, str]) -> tuple[Texts, dict[RepoPath, LinkedFile]]:
    """Link a crate."""
    texts = Texts(files)
    return texts, Linker(texts).link(texts.tree).linked


def edges(files: dict[str, str]) -> set[Found]:
    """Every edge of a crate from its functions, consts and statics, where it was first seen. Macros have no bodies."""
    texts, links = linked(files)
    found = set()
    for path, file in links.items():
        items = texts.facts(texts.tree[path]).items
        zero = {each.symbol: items[each.ord].line for each in file.defs if each.ord >= 0}
        for edge in file.edges:
            if edge.src in zero and not edge.src.endswith("!") and edge.kind.value not in {"contains", "overrides"}:
                line = zero[edge.src] + edge.line
                found.add(Found(path, line, edge.kind.value, edge.dst, edge.tier.value))
    return found


def expected(files: dict[str, str]) -> tuple[set[Found], set[tuple[str, int]]]:
    """What the comments demand, and the lines that say `nothing`: no call of anything in the workspace."""
    wanted, nothing = set(), set()
    for path, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            comment = _EXPECTED.search(line)
            for part in comment.group(1).split(", ") if comment else ():
                if part == "nothing":
                    nothing.add((path, number))
                    continue
                kind, _, rest = part.partition(" ")
                target, _, tier = rest.rpartition(" ")
                wanted.add(Found(path, number, kind, target, tier))
    return wanted, nothing


def cases() -> list[Path]:
    """Every case."""
    return sorted((Path(__file__).parent / "cases").glob("*.rs"))
