"""From bytes to facts: the entry points."""

from __future__ import annotations

import msgspec
from blake3 import blake3
from tree_sitter import Node, Parser

from ..model.facts import NO_ATTRS, BlobBodies, BlobFacts, BlobStatus, Fragment, Item, ItemKind, Use
from . import readers  # noqa: F401 - fills the tables that a walk reads by
from .attrs import read_inner
from .grammar import EXTRAS, new_parser
from .items import read_items
from .limits import MAX_DEPTH, MAX_NESTING, MAX_NODES
from .snippets import Snippets
from .tokens import Tokens, frontmatter, hash_tokens
from .trees import errors_in, nesting, parsed, quiet, unreadable
from .walk import Walk


def extract(source: bytes) -> tuple[BlobFacts, BlobBodies]:
    """The facts of a Rust file and the bodies of its items. Takes any bytes and never raises."""
    reason = unreadable(source)
    if reason:
        return unread(source, reason)
    with quiet():
        return _extract(source)


def unread(source: bytes, reason: str) -> tuple[BlobFacts, BlobBodies]:
    """What is known of a file that is not read."""
    facts = BlobFacts(
        _lines(source), len(source), BlobStatus.SKIPPED, reason, 0, hash_tokens([reason]), NO_ATTRS, "", [], []
    )
    return facts, BlobBodies([])


def _lines(source: bytes) -> int:
    return source.count(b"\n") + (not source.endswith(b"\n") and bool(source))


def _extract(source: bytes) -> tuple[BlobFacts, BlobBodies]:
    tokens = Tokens(source.decode("latin-1"))
    if nesting(tokens.words) > MAX_NESTING:
        return unread(source, f"brackets nested deeper than {MAX_NESTING}")
    words = frozenset(tokens.words)
    parser = new_parser()
    root, text = parsed(parser, source, tokens, words)
    if root.descendant_count > MAX_NODES:
        return unread(source, f"more than {MAX_NODES} syntax nodes")
    return _read(source, tokens, text, root, parser)


def _read(source: bytes, tokens: Tokens, parsed: bytes, root: Node, parser: Parser) -> tuple[BlobFacts, BlobBodies]:
    walk = Walk(tokens, Snippets(tokens, parsed, parser))
    children = root.named_children
    attrs, doc = read_inner(walk, [child for child in children if child.kind_id in EXTRAS], 0)
    read_items(walk, children)
    fragment = _fragment(source) if _is_fragment(walk.items, walk.uses, tokens) else None
    errors = 0 if fragment is not None else len(errors_in(root)) + (tokens.open_string is not None)
    reason = _reason(source, errors, walk.deep)
    status = BlobStatus.PARTIAL if reason else BlobStatus.OK
    facts = BlobFacts(
        _lines(source), len(source), status, reason, errors, _interface(walk.items, walk.uses, attrs.texts), attrs, doc,
        walk.items, walk.uses, frontmatter(tokens.text),
    )  # fmt: skip
    return facts, BlobBodies(walk.bodies, fragment)


def _is_fragment(items: list[Item], uses: list[Use], tokens: Tokens) -> bool:
    """Whether a file may be an expression that others include: it declares nothing, but is not empty."""
    from .macros import STANDARD

    of_std = bool(items) and items[0].kind is ItemKind.MACRO_CALL and items[0].name in STANDARD
    return bool(tokens.words) and not uses and (not items or (of_std and all(item.parent >= 0 for item in items[1:])))


def _fragment(source: bytes) -> Fragment | None:
    from .made_code import read_made_block

    made = read_made_block(source.decode("utf-8", "replace"), range(source.count(b"\n") + 2))
    return Fragment(made.block, made.items, made.uses, made.bodies) if made is not None else None


def _reason(source: bytes, errors: int, deep: bool) -> str:
    reasons = []
    try:
        source.decode()
    except UnicodeDecodeError:
        reasons.append("not UTF-8")
    if errors:
        reasons.append("syntax errors")
    if deep:
        reasons.append(f"nested deeper than {MAX_DEPTH}")
    return ", ".join(reasons)


def _interface(items: list[Item], uses: list[Use], attrs: list[str]) -> str:
    """A hash of all that other files can see: not spans, docs, bodies or lines, nor the arguments of macro calls."""
    shape = [
        attrs,
        [
            (
                item.parent, item.kind, item.name, item.sig_hash, item.attrs.texts, item.attrs.cfg, item.has_body,
                item.in_block, item.in_macro, item.form, item.blocks, [(arm.matcher, arm.body) for arm in item.arms],
            )
            for item in items
        ],
        [
            (
                use.parent, use.path, use.root, use.alias, use.glob, use.vis, use.attrs.texts, use.attrs.cfg,
                use.in_macro,
                use.self_import,
            )
            for use in uses
            if not use.in_block
        ],
    ]  # fmt: skip
    return blake3(msgspec.msgpack.encode(shape)).hexdigest(8)
