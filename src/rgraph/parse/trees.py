"""From bytes to a syntax tree, within limits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from tree_sitter import Node, Parser

from ..model.recursion import room_to_recurse
from .limits import MAX_BYTES, MAX_ERRORS_MENDED, MAX_NESTING
from .mending import mended, without_attributes
from .tokens import Tokens


@contextmanager
def quiet() -> Iterator[None]:
    """Pause garbage collection, which costs more than reading (syntax trees have no cycles). Make room to recurse."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with room_to_recurse():
            yield
    finally:
        if collecting:
            gc.enable()


def unreadable(source: bytes) -> str:
    """Why a file is not read at all; "" if it is read."""
    if len(source) > MAX_BYTES:
        return f"larger than {MAX_BYTES} bytes"
    if b"\0" in source:
        return "a NUL byte"
    return ""


def parsed(parser: Parser, source: bytes, tokens: Tokens, words: frozenset[str]) -> tuple[Node, bytes]:
    """The syntax tree with the fewest errors, and the bytes that it is of.

    The mended file is parsed first. If that gives errors, so is the file without the attributes beside them, and the
    file as it is.
    """
    text = mended(source, tokens, words)
    root = parser.parse(text).root_node
    if not root.has_error:
        return root, text
    errors = errors_in(root)
    others = [without_attributes(text, errors, tokens)] if len(errors) <= MAX_ERRORS_MENDED else []
    if tokens.open_string is None:
        others.append(source)
    for other in others:
        if other is not None and other != text:
            found = parser.parse(other).root_node
            if len(left := errors_in(found)) < len(errors):
                root, errors, text = found, left, other
    return root, text


def nesting(words: list[str]) -> int:
    """How many brackets are open at the deepest place."""
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


def errors_in(root: Node) -> list[tuple[Node, Node]]:
    """The nodes that are errors or missing, except those inside an error, each with the node around it.

    That node is not asked for by `Node.parent`, which searches from the root down by recursion: a file of 200,000 `-`
    would end the process.
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
