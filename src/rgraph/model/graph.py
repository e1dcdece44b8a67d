"""The graph's words: edges with their kinds and tiers, and what linking one file gives."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec

from .facts import Item
from .ids import BlobHash, RepoPath, Symbol
from .syntax import Node

LINKER = 22
"""Version of the linker; edge sets of another version are linked again."""


class _Kind(NamedTuple):
    """One row of the table below: a kind's word, and what rules, diffs, reach and reports need to know of it."""

    word: str
    verb: str
    is_dependence: bool = True
    carries_impact: bool = True
    is_reference: bool = True
    listed_as: str = ""


class EdgeKind(StrEnum):
    """The kinds of edges, and the one table of what each means to whoever reads the graph: a new kind is one line here.

    The source is always the item that holds the reference (the module for imports, the impl block for headers).
    """

    CONTAINS = _Kind("contains", "contains", is_dependence=False, carries_impact=False, is_reference=False)
    CALLS = _Kind("calls", "calls", listed_as="call")
    USES_TYPE = _Kind("uses_type", "uses type")
    # impl block -> trait; type -> trait for derives goes by `derives`
    IMPLEMENTS = _Kind("implements", "implements", listed_as="impl")
    # An import feels a change only through those who use the name, and they have edges of their own.
    IMPORTS = _Kind("imports", "imports", carries_impact=False)
    RE_EXPORTS = _Kind("re_exports", "re-exports", carries_impact=False)
    DERIVES = _Kind("derives", "derives", listed_as="impl")
    # method of a trait impl -> method of the trait; no text of the source names it
    OVERRIDES = _Kind("overrides", "overrides", is_reference=False)
    READS = _Kind("reads", "reads")  # const, static, field
    WRITES = _Kind("writes", "writes")  # static mut, field
    # a function as a value, a variant, a module path, an associated type or const
    REFERENCES = _Kind("references", "refers to")
    # function -> method of an impl that runs without being named: by `?`, `.into()`, `{}`, `for`, `.await`
    RUNS = _Kind("runs", "runs", is_reference=False)
    EXPANDS = _Kind("expands", "expands")  # macro
    # crate -> crate, as the manifest says: no line of code holds it
    DEPENDS_ON = _Kind("depends_on", "depends on", is_dependence=False, carries_impact=False, is_reference=False)

    verb: str
    """How a sentence says it: `a` (verb) `b`."""
    is_dependence: bool
    """Whether the source's code depends on the target: what rules judge, `callers` lists and drift counts."""
    carries_impact: bool
    """Whether a change to the target may be felt by the source: what `impact` and `diff` follow."""
    is_reference: bool
    """Whether a line of code in the source names the target: what `export --format edges` lists (of modules: none)."""
    listed_as: str
    """The word in that list."""

    def __new__(
        cls, word: str, verb: str, is_dependence: bool, carries_impact: bool, is_reference: bool, listed_as: str
    ) -> EdgeKind:
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.verb, kind.listed_as = verb, listed_as or word
        kind.is_dependence, kind.carries_impact, kind.is_reference = is_dependence, carries_impact, is_reference
        return kind


class Tier(StrEnum):
    """How an edge was found, surest first."""

    EXACT = "exact"
    COMPILER = "compiler"
    INFERRED = "inferred"
    CANDIDATE = "candidate"


class Edge(Node, frozen=True):
    """`line` is the first reference's, relative to the line of the source item's name.

    `via_macro`: each reference stands in a macro call. `of_template`: each is written by a macro's body, none by the
    source's own text; its line is that of the call.
    """

    src: Symbol
    kind: EdgeKind
    dst: Symbol
    tier: Tier
    count: int
    line: int
    via_macro: bool = False
    of_template: bool = False


class Def(Node, frozen=True):
    """The item `ord` of the file is `symbol` (a file in two crates has two per item).

    `ord` -1 is the module of the file itself. `crate` is the id of the crate that the item belongs to.
    """

    symbol: Symbol
    ord: int
    crate: str


class Unresolved(Node, frozen=True):
    """Places in one item where a name was not resolved, by why and by shape.

    `reason`: unknown_receiver, external, unknown_name, ambiguous, macro, no_such_member, ...
    `shape`: method, call, path, field, macro, type, trait, import. `line` is the first place's, relative to the line of
    the owner's name, as an edge's is; `name` is "" where no single name was at fault.
    """

    reason: str
    shape: str
    count: int
    name: str = ""
    owner: Symbol = Symbol("")
    line: int = 0


class Where(StrEnum):
    """Where the edge of a call leads."""

    WORKSPACE = "workspace"
    STD = "std"
    OUTSIDE = "outside"
    CANDIDATE = "candidate"  # to candidates alone


class Sites(Node, frozen=True):
    """Calls in one file that have an edge: method calls (`method`), and calls of paths (`call`) but constructors'."""

    shape: str
    where: Where
    count: int


class MadeItem(Node, frozen=True):
    """An item that a macro call makes, or (with the ord of a written one) declares in another way than it is written.

    Ords go on where those of the content end, without gaps.
    """

    ord: int
    item: Item


class LinkedFile(Node, frozen=True):
    """What linking gives for one file at one commit; sorted, so that equal meaning packs to equal bytes.

    `made` are the items that macro calls make, by ord. `is_script` files carry a manifest of their own.
    """

    defs: list[Def]
    edges: list[Edge]
    unresolved: list[Unresolved]
    sites: list[Sites] = []
    made: list[MadeItem] = []
    is_script: bool = False

    def items(self, written: list[Item]) -> list[Item]:
        """The items that the ords of `defs` count: those of the content, then those that macro calls make."""
        if not self.made:
            return written
        items = list(written)
        for made in self.made:
            if made.ord < len(written):
                items[made.ord] = made.item
            else:
                items.append(made.item)
        return items


class _Made(Node, frozen=True):
    """A `LinkedFile` of which only what macro calls make is unpacked."""

    defs: msgspec.Raw
    edges: msgspec.Raw
    unresolved: msgspec.Raw
    sites: msgspec.Raw
    made: list[MadeItem] = []


class Declared(Node, frozen=True):
    """A `LinkedFile` of which edges are not unpacked, nor what goes with them."""

    defs: list[Def]
    edges: msgspec.Raw
    unresolved: list[Unresolved]
    sites: msgspec.Raw = msgspec.Raw()
    made: msgspec.Raw = msgspec.Raw()
    is_script: bool = False


_encoder = msgspec.msgpack.Encoder()
_linked = msgspec.msgpack.Decoder(LinkedFile)
_made = msgspec.msgpack.Decoder(_Made)
_declared = msgspec.msgpack.Decoder(Declared)


def pack_linked(linked: LinkedFile) -> bytes:
    """A linked file as bytes; the blake3 of these bytes is its edge set's id."""
    return _encoder.encode(linked)


def unpack_linked(data: bytes) -> LinkedFile:
    """The inverse of `pack_linked`."""
    return _linked.decode(data)


def unpack_made(data: bytes) -> list[MadeItem]:
    """Of what `pack_linked` made, only the items that macro calls make: in a tenth of the time."""
    return _made.decode(data).made


def unpack_declared(data: bytes) -> Declared:
    """Of what `pack_linked` made, all but the edges: in a third of the time."""
    return _declared.decode(data)


class FileState(Node, frozen=True):
    """A file of a tree: which content, and what it was linked to. `edges` is "" where nothing was linked."""

    path: RepoPath
    blob: BlobHash
    edges: str
