"""From bytes to facts: the entry points."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from blake3 import blake3
from tree_sitter import Node, Parser

from ..model.facts import NO_ATTRS, BlobBodies, BlobFacts, BlobStatus, Fragment, Item, ItemKind, Use
from ..model.recursion import room_to_recurse
from . import control, datatypes, exprs, functions, macro_items, macros, patterns, types, uses
from .attrs import read_inner
from .grammar import EXTRAS, new_parser
from .items import read_items
from .limits import MAX_BYTES, MAX_DEPTH, MAX_ERRORS_MENDED, MAX_NESTING, MAX_NODES
from .mending import mended, without_attributes
from .snippets import Snippets
from .tokens import Tokens, frontmatter, hash_tokens
from .walk import Walk

READERS = (control, datatypes, exprs, functions, macro_items, macros, patterns, types, uses)
"""Modules that enter their readers in the tables of `walk` and `blocks` when they are imported."""


def extract(source: bytes) -> tuple[BlobFacts, BlobBodies]:
    """The facts of a Rust file and the bodies of its items; any bytes will do, none raise."""
    reason = unreadable(source)
    if reason:
        return unread(source, reason)
    with quiet():
        return _extract(source)


@contextmanager
def quiet() -> Iterator[None]:
    """No garbage collection (it costs more than the reading: syntax trees have no cycles), and room to recurse."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with room_to_recurse():
            yield
    finally:
        if collecting:
            gc.enable()


def unreadable(source: bytes) -> str:
    """Why a file is not read at all; "" where it is."""
    if len(source) > MAX_BYTES:
        return f"larger than {MAX_BYTES} bytes"
    if b"\0" in source:
        return "a NUL byte"
    return ""


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


def parsed(parser: Parser, source: bytes, tokens: Tokens, words: frozenset[str]) -> tuple[Node, bytes]:
    """The tree with the fewest errors, and the bytes it is of.

    Of the mended file; where that has errors of it without the attributes beside them, and of the file as it is.
    """
    text = mended(source, tokens, words)
    root = parser.parse(text).root_node
    if not root.has_error:
        return root, text
    errors = _errors(root)
    others = [without_attributes(text, errors, tokens)] if len(errors) <= MAX_ERRORS_MENDED else []
    if tokens.open_string is None:
        others.append(source)
    for other in others:
        if other is not None and other != text:
            found = parser.parse(other).root_node
            if len(left := _errors(found)) < len(errors):
                root, errors, text = found, left, other
    return root, text


def nesting(words: list[str]) -> int:
    """The most brackets open at one place."""
    if sum(map(words.count, "([{")) <= MAX_NESTING:
        return 0  # the usual file: no need to look at every token
    depth = deepest = 0
    for word in words:
        if word in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif word in ")]}":
            depth -= 1
    return deepest


def _read(source: bytes, tokens: Tokens, parsed: bytes, root: Node, parser: Parser) -> tuple[BlobFacts, BlobBodies]:
    walk = Walk(tokens, Snippets(tokens, parsed, parser))
    children = root.named_children
    attrs, doc = read_inner(walk, [child for child in children if child.kind_id in EXTRAS], 0)
    read_items(walk, children)
    fragment = _fragment(source) if _is_fragment(walk.items, walk.uses, tokens) else None
    errors = 0 if fragment is not None else len(_errors(root)) + (tokens.open_string is not None)
    reason = _reason(source, errors, walk.deep)
    status = BlobStatus.PARTIAL if reason else BlobStatus.OK
    facts = BlobFacts(
        _lines(source), len(source), status, reason, errors, _interface(walk.items, walk.uses, attrs.texts), attrs, doc,
        walk.items, walk.uses, frontmatter(tokens.text),
    )  # fmt: skip
    return facts, BlobBodies(walk.bodies, fragment)


def _is_fragment(items: list[Item], uses: list[Use], tokens: Tokens) -> bool:
    """Whether a file may be an expression for others to include: it declares nothing, but is not empty."""
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


def _errors(root: Node) -> list[tuple[Node, Node]]:
    """Nodes that are errors or missing, without those inside an error, each with the node around it.

    The parser's own `parent` is not asked: it looks for the node from the root down by recursion, and a file of 200,000
    `-` would end the process.
    """
    found = []
    stack = [(root, root)] if root.has_error else []
    while stack:
        node, around = stack.pop()
        if node.is_error or node.is_missing:
            found.append((node, around))
        elif node.has_error:
            stack.extend([(child, node) for child in node.children])
    return found


def _interface(items: list[Item], uses: list[Use], attrs: list[str]) -> str:
    """The hash of what other files can see: no spans, docs, body hashes or lines, nor the arguments of macro calls."""
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
