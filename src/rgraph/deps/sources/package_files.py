"""What is read of a package: its Rust files and its manifest, and what else its place says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rgraph.cargo import places
from rgraph.deps.limits import MAX_ENTRIES, MAX_PATH_BYTES, MAX_PATH_DEPTH, MAX_SOURCE_BYTES
from rgraph.errors import RgraphError
from rgraph.model.ids import RepoPath

MANIFEST = RepoPath(places.MANIFEST)
SUMS = ".cargo-checksum.json"
"""Where a vendored package says the sum of its archive and of each file."""


class SourceError(RgraphError):
    """A package that is there is not used, and why."""


@dataclass(slots=True)
class PackageFiles:
    """The files of a package by their paths in it. `sha256` is that of its archive, "" where it has none.

    `left_out` says, file by file, what was not taken.
    """

    files: dict[RepoPath, bytes] = field(default_factory=dict)
    sha256: str = ""
    sums: bytes | None = None
    left_out: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Measure:
    """Counts what is met while a package is read. Every method raises SourceError beyond its limit."""

    entries: int = 0
    bytes: int = 0

    def enter(self, path: str) -> None:
        """One more file, folder or link, at a path in the package."""
        self.entries += 1
        if self.entries > MAX_ENTRIES:
            raise SourceError(f"it has more than {MAX_ENTRIES:,} files")
        if path.count("/") > MAX_PATH_DEPTH:
            raise SourceError(f"it has folders deeper than {MAX_PATH_DEPTH}")
        if len(path) > MAX_PATH_BYTES:
            raise SourceError(f"it has a path of more than {MAX_PATH_BYTES:,} bytes")

    def keep(self, size: int) -> None:
        """So many more bytes are kept."""
        self.bytes += size
        if self.bytes > MAX_SOURCE_BYTES:
            raise SourceError(f"it has more than {MAX_SOURCE_BYTES >> 20} MB of Rust")


def is_wanted(path: str) -> bool:
    """Whether a file of a package is read: Rust, or the package's own manifest."""
    return path.endswith(".rs") or path == MANIFEST


Reader = Callable[[str, str], PackageFiles]
"""Reads a package at a path, and where in it the package is. Raises SourceError, OSError."""

Files = Mapping[RepoPath, bytes]
