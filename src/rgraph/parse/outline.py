"""Whether what a file declares was read soundly although it has syntax errors."""

from __future__ import annotations

from tree_sitter import Node

from .grammar import new_parser
from .limits import MAX_NODES
from .tokens import Tokens
from .trees import parsed, quiet, unreadable

_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}


def unsound_at(source: bytes) -> int | None:
    """The line of the first error that may have cost the file declarations; None where they were read soundly.

    An error in the body of a function costs no declaration, as long as every bracket of the file has its partner: an
    open one makes the parser take what follows for a part of the body. A file that is not read is unsound at line 1.
    """
    if unreadable(source):
        return 1
    with quiet():
        tokens = Tokens(source.decode("latin-1"))
        at = _unmatched(tokens)
        if at is None:
            parser = new_parser()
            root, text = parsed(parser, source, tokens, frozenset(tokens.words))
            if root.descendant_count > MAX_NODES:
                return 1
            at = _outside_of_bodies(root)
            source = text
    return None if at is None else source.count(b"\n", 0, at) + 1


def _unmatched(tokens: Tokens) -> int | None:
    """The byte of a bracket or text that is opened and not closed, or closed and not opened; None where all match."""
    if tokens.open_string is not None:
        return tokens.open_string
    waiting: list[tuple[str, int]] = []
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        if word in _CLOSED_BY:
            waiting.append((_CLOSED_BY[word], start))
        elif word in {")", "]", "}"}:
            if not waiting:
                return start
            awaited, opened = waiting.pop()
            if word != awaited:
                return opened
    return waiting[-1][1] if waiting else None


def _outside_of_bodies(root: Node) -> int | None:
    """The byte of the first error that is not in the body of a function."""
    found: list[int] = []
    stack = [root] if root.has_error else []
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            found.append(node.start_byte)
        elif node.has_error:
            body = node.child_by_field_name("body") if node.type == "function_item" else None
            stack.extend(child for child in node.children if child != body)
    return min(found, default=None)
