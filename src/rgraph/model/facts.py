"""What is known of one file's content: a function of the bytes and the extractor's version alone."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from .syntax import Bound, EBlock, Expr, Generics, Node, Pat, Path, Type

EXTRACTOR = 17
"""Version of the facts; facts of another version are extracted again."""


class ItemKind(StrEnum):
    """What an item is, in Rust's words."""

    MODULE = "module"
    FUNCTION = "function"  # also methods and associated functions: their parent is an impl or a trait
    STRUCT = "struct"
    ENUM = "enum"
    UNION = "union"
    VARIANT = "variant"  # child of an enum
    FIELD = "field"  # child of a struct, union or variant; tuple fields are named "0", "1", ...
    TRAIT = "trait"
    TRAIT_ALIAS = "trait_alias"
    IMPL = "impl"  # its name is the last segment of the self type, "" where it has none
    CONST = "const"
    STATIC = "static"
    TYPE_ALIAS = "type_alias"  # also associated types
    MACRO = "macro"  # macro_rules! and `macro`
    EXTERN_BLOCK = "extern_block"
    EXTERN_CRATE = "extern_crate"
    MACRO_CALL = "macro_call"  # a macro invoked where items stand; its argument's items are its children


class BlobStatus(StrEnum):
    OK = "ok"
    PARTIAL = "partial"  # syntax errors or a limit; facts outside the broken part are kept
    SKIPPED = "skipped"  # nothing was read; `reason` says why


class Attrs(Node, frozen=True):
    """Attributes of an item, inner ones (`#![...]`) included; `texts` has every one, normalised, in order.

    `derives` has those of `cfg_attr(..., derive(...))` too. `cfg` has one normalised predicate per `#[cfg]`,
    `any(not(A), B)` for `cfg_attr(A, cfg(B))`.
    """

    texts: list[str] = []
    cfg: list[str] = []
    derives: list[Path] = []
    deprecated: bool = False
    deprecated_since: str = ""
    deprecated_note: str = ""
    must_use: bool = False
    non_exhaustive: bool = False
    repr: list[str] = []
    doc_hidden: bool = False
    path: str | None = None
    macro_export: bool = False
    macro_use: bool = False
    test: bool = False  # #[test], and any attribute whose path ends in `test` or is `rstest`, `test_case`...
    no_std: bool = False
    proc_macro: str = ""  # "proc_macro", "proc_macro_derive(Name, attributes(helper))", "proc_macro_attribute"
    automatically_derived: bool = False
    target_feature: list[str] = []
    paths_if: list[list[str]] = []  # of `cfg_attr(PREDICATE, path = "PATH")`, each as [PREDICATE, PATH]


NO_ATTRS = Attrs()


class Param(Node, frozen=True):
    """A parameter: its pattern, its type, and both as normalised text."""

    pat: Pat
    ty: Type
    text: str
    cfg: list[str] = []


class SelfParam(Node, frozen=True):
    """`self`, `&self`, `&mut self`, `self: T` (`ty`)."""

    text: str
    ref: bool
    mut: bool
    ty: Type | None = None


class Arm(Node, frozen=True):
    """An arm of a `macro_rules!`: matcher and transcriber, as source text without their outer delimiters."""

    matcher: str
    body: str
    line: int = 0


class Item(Node, frozen=True):
    """One item. Its ord is its index in `BlobFacts.items`; parents come before children.

    Lines count from 1. `line` is the line of the name (of the `impl` keyword for impls), and the zero of every
    line inside this item's types and body. `start`/`end` are bytes of the whole item with attributes and docs,
    `start_line`/`end_line` their lines. `signature` is the normalised text up to the body.
    `sig_hash` and `body_hash` are 16 hex digits of the blake3 of the tokens without comments and optional
    trailing commas.
    """

    parent: int  # ord of the enclosing item, -1 for the file's module
    kind: ItemKind
    name: str
    vis: str  # "", "pub", "pub(crate)", "pub(super)", "pub(in a::b)", as written and normalised
    line: int
    start: int
    end: int
    start_line: int
    end_line: int
    signature: str
    sig_hash: str
    body_hash: str
    doc: str = ""
    attrs: Attrs = NO_ATTRS
    generics: Generics = Generics()
    quals: list[str] = []  # of: unsafe, async, const, extern "C", default, mut (static), auto (trait), safe
    in_block: bool = False  # declared inside a function body; the block that holds it lists its ord
    in_macro: bool = False  # stands in the argument of a macro call
    # functions
    self_param: SelfParam | None = None
    params: list[Param] = []
    ret: Type | None = None
    variadic: bool = False
    has_body: bool = False  # functions: `{}` rather than `;`; modules: inline; assoc consts and types: a default
    # fields, consts, statics, aliases, associated types: their type; impls: the self type
    ty: Type | None = None
    # impls: the trait; `negative` is `impl !Trait for`
    trait: Path | None = None
    negative: bool = False
    # traits: supertraits; associated types: bounds
    bounds: list[Bound] = []
    # structs and variants: "named", "tuple", "unit"
    form: str = ""
    # variants: the discriminant; consts and statics: the value; both normalised text
    value: str = ""
    # extern crate: `as` name ("" for none); extern blocks: the ABI
    alias: str = ""
    arms: list[Arm] = []  # macros
    macro_path: Path | None = None  # macro calls
    tokens: str = ""  # macro calls: the argument's text, "" where it is longer than a limit
    token_lines: list[int] = []  # of the rows of `tokens`, where they do not follow that of the call in order
    made_by: str = ""  # items that a macro call makes, as linking finds them: the name of the macro; never in a content
    blocks: list[
        int
    ] = []  # in_block: the blocks of the body that it stands in, outermost first, by their numbers there


class Use(Node, frozen=True):
    """One leaf of a `use` tree: `use a::{b as c, d::*};` makes two."""

    parent: int  # ord of the enclosing module or function, -1 for the file's module
    path: list[str]  # segments as written; may start with crate, self, super; `use a::{self}` is ["a"]
    line: int  # absolute
    root: bool = False  # leading `::`
    alias: str = ""  # "" for none; "_" is allowed
    glob: bool = False
    vis: str = ""
    attrs: Attrs = NO_ATTRS
    in_block: bool = False
    in_macro: bool = False
    self_import: bool = False  # `use a::{self}`: the type namespace only
    blocks: list[int] = []  # as of an item


class Body(Node, frozen=True):
    """The body of the item `owner`: a function's block, or a const's, static's, discriminant's expression."""

    owner: int
    expr: Expr | EBlock


class Fragment(Node, frozen=True):
    """A content that is no list of items, as the block that it is where an expression includes it.

    Ords and indices in `block` count in these lists; lines are rows of the file.
    """

    block: EBlock
    items: list[Item]
    uses: list[Use]
    bodies: list[Body]


class BlobFacts(Node, frozen=True):
    """Everything but the bodies; what other files may depend on.

    `interface` is a hash of what other files can see of this one: items without spans, docs and body hashes.
    Two contents with the same interface differ for nobody but themselves.
    """

    lines: int
    bytes: int
    status: BlobStatus
    reason: str  # "" unless partial or skipped
    parse_errors: int
    interface: str
    attrs: Attrs  # the file's inner attributes
    doc: str  # the file's inner doc comment
    items: list[Item]
    uses: list[Use]
    frontmatter: str = ""  # the manifest that a cargo script carries, TOML as written


class BlobBodies(Node, frozen=True):
    """The bodies of a blob's items, read by the linker for that file alone."""

    bodies: list[Body]
    fragment: Fragment | None = None


_encoder = msgspec.msgpack.Encoder()
_facts = msgspec.msgpack.Decoder(BlobFacts)
_bodies = msgspec.msgpack.Decoder(BlobBodies)


def pack(facts: BlobFacts | BlobBodies) -> bytes:
    """Facts as bytes, the same for equal facts on every machine."""
    return _encoder.encode(facts)


def unpack_facts(data: bytes) -> BlobFacts:
    """The inverse of `pack` for `BlobFacts`."""
    return _facts.decode(data)


def unpack_bodies(data: bytes) -> BlobBodies:
    """The inverse of `pack` for `BlobBodies`."""
    return _bodies.decode(data)
