"""The graph's words: edges with their kinds and tiers, and what linking one file gives."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from .ids import BlobHash, RepoPath, Symbol
from .syntax import Node

LINKER = 1
"""Version of the linker; edge sets of another version are linked again."""


class EdgeKind(StrEnum):
    """The source is always the item that holds the reference (module for imports, impl block for headers)."""

    CONTAINS = "contains"
    CALLS = "calls"
    USES_TYPE = "uses_type"
    IMPLEMENTS = "implements"  # impl block -> trait; type -> trait for derives goes by `derives`
    IMPORTS = "imports"
    RE_EXPORTS = "re_exports"
    DERIVES = "derives"
    OVERRIDES = "overrides"  # method of a trait impl -> method of the trait
    READS = "reads"  # const, static, field
    WRITES = "writes"  # static mut, field
    REFERENCES = "references"  # a function as a value, a variant, a module path, an associated type or const
    EXPANDS = "expands"  # macro
    DEPENDS_ON = "depends_on"  # crate -> crate


class Tier(StrEnum):
    """How an edge was found, surest first."""

    EXACT = "exact"
    COMPILER = "compiler"
    INFERRED = "inferred"
    CANDIDATE = "candidate"


class Edge(Node, frozen=True):
    """`line` is the first reference's, relative to the line of the source item's name."""

    src: Symbol
    kind: EdgeKind
    dst: Symbol
    tier: Tier
    count: int
    line: int
    via_macro: bool = False


class Def(Node, frozen=True):
    """The item `ord` of the file is `symbol` (a file in two crates has two per item).

    `ord` -1 is the file's own module. `container` is the symbol of the parent.
    """

    symbol: Symbol
    ord: int
    crate: str


class Unresolved(Node, frozen=True):
    """Names that were not resolved, by why and by shape.

    `reason`: unknown_receiver, external, unknown_name, ambiguous, macro, no_such_member, ...
    `shape`: method, path, field, macro, type, trait, import.
    """

    reason: str
    shape: str
    count: int


class LinkedFile(Node, frozen=True):
    """What linking gives for one file at one commit; sorted, so that equal meaning packs to equal bytes.

    `module_paths` are the symbols of the modules that the file is (empty: in no module tree).
    """

    defs: list[Def]
    edges: list[Edge]
    unresolved: list[Unresolved]


_encoder = msgspec.msgpack.Encoder()
_linked = msgspec.msgpack.Decoder(LinkedFile)


def pack_linked(linked: LinkedFile) -> bytes:
    """A linked file as bytes; the blake3 of these bytes is its edge set's id."""
    return _encoder.encode(linked)


def unpack_linked(data: bytes) -> LinkedFile:
    """The inverse of `pack_linked`."""
    return _linked.decode(data)


class FileState(Node, frozen=True):
    """A file of a tree: which content, and what it was linked to. `edges` is "" where nothing was linked."""

    path: RepoPath
    blob: BlobHash
    edges: str
