"""What the store gives back that is not in `model`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rgraph.model.graph import FileState
from rgraph.model.ids import BlobHash, Oid

TEXT_BYTES = 16
"""Bytes of the blake3 that names a text of which a vector is made."""


class Part(StrEnum):
    """What is kept packed of a content. The same bytes may be read as several: an empty file is Rust and TOML."""

    FACTS = "facts"
    BODIES = "bodies"
    MANIFEST = "manifest"
    LOCKFILE = "lockfile"
    SETTINGS = "settings"
    MADE = "made"
    """What its macro calls made when it was last linked: kept to save time, beside what is known of the content."""
    WORDS = "words"
    """Which terms its items have (`search.postings`); made when a tree that has it is first searched."""
    TEXTS = "texts"
    """The names of the texts of its items that vectors are made of (`TEXT_BYTES` each); made with `words`."""
    API = "api"
    """What the libraries that begin with it offer (`diff.apis`); made when a tree that has it is first compared."""
    COMPILED = "compiled"
    """What a compiler's index adds to its links, path by path (`model.compiled`)."""
    IDIOMS = "idioms"
    """Where old idioms stand in it (`modernize.contents`); made when a tree that has it is first looked through."""
    COUNTS = "counts"
    """What is counted in it (`trend.counting`); made when a trend first looks at a commit that has it."""


@dataclass(frozen=True, slots=True)
class StoredCommit:
    """An indexed commit. `(chain, pos)` is where this store keeps it, and means nothing elsewhere."""

    oid: Oid
    chain: int
    pos: int
    tree: Oid
    parents: tuple[Oid, ...]
    time: int
    author: str
    message: str


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """One content. `status` is of `model.facts.BlobStatus`; `parse_errors` counts places, `reason` says why not ok."""

    hash: BlobHash
    git_oid: Oid
    bytes: int
    lines: int
    status: str
    reason: str
    parse_errors: int


@dataclass(frozen=True, slots=True)
class PathChange:
    """One commit's change to a path; None where the path is not there.

    `rooted` is False where the commit's parent is not indexed, so that what was before is not known. `others` has the
    file as the other parents of a merge have it: what is in it may be as in one of them.
    """

    commit: StoredCommit
    before: FileState | None
    after: FileState | None
    rooted: bool = True
    others: tuple[tuple[Oid, FileState | None], ...] = ()


@dataclass(frozen=True, slots=True)
class StoreSize:
    """What `status` tells: counts, and bytes on disk (write-ahead log included; 0 in memory)."""

    commits: int
    blobs: int
    edge_sets: int
    chains: int
    rowed_sets: int
    bytes: int
