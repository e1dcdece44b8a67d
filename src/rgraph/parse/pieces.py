"""Pieces of macro arguments: cut out of the file, framed so that they are Rust, and parsed in a buffer of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass

from tree_sitter import Node, Parser

from .grammar import kinds
from .limits import MAX_RETRY_BYTES
from .tokens import Tokens

_STATEMENT = kinds("expression_statement")
BLOCKS = ("block", "open block")
"""Shapes that are read as statements and items."""
_FRAMES = {
    "list": ("[", "];\n"),
    "block": ("{", "};\n"),
    "open block": ("{", ";};\n"),
    "matches": ("match ", "=>()};\n"),
    "arms": ("match () {", "};\n"),
    "pattern": ("match () {", "=>()};\n"),
}
"""The text around the code of each shape. It ends in two characters that are not part of the node."""
_LIST, _BLOCK, _MATCH = kinds("array_expression"), kinds("block"), kinds("match_expression")
_KINDS = {"list": _LIST, "block": _BLOCK, "open block": _BLOCK, "matches": _MATCH, "arms": _MATCH, "pattern": _MATCH}
"""What each shape is when it is read. An error before it in a buffer can make it something else, as a token tree."""
_RETRY_COST = 200
"""The fixed cost of parsing a piece alone, in bytes."""


@dataclass(slots=True)
class Piece:
    """Code of a macro's argument in a buffer of its own, with what leads back to the file.

    `shift` and `rows` added to offsets and rows of the buffer give those of the file. `cfg` is the predicate under
    which the piece stands in a `cfg_if!`.
    """

    shape: str
    node: Node
    text: str
    shift: int
    rows: int
    cfg: str = ""


@dataclass(slots=True)
class Draft:
    """Code to parse, and where it starts in the file."""

    shape: str
    code: str
    mended: str  # what the parser sees of it
    offset: int


class Cutter:
    """Cuts pieces out of a file and parses them: many at once, or alone, which costs more and is limited."""

    def __init__(self, tokens: Tokens, parsed: bytes, parser: Parser) -> None:
        """`parsed` is the mended file."""
        self.tokens = tokens
        self.mended = parsed.decode("latin-1")
        self._parser = parser
        self._newlines = [found.start() for found in re.finditer("\n", tokens.text)]
        self._left = MAX_RETRY_BYTES

    def row(self, offset: int) -> int:
        """The row of an offset of the file."""
        return bisect_right(self._newlines, offset - 1)

    def draft(self, shape: str, start: int, end: int) -> Draft:
        """The bytes between two offsets as a draft."""
        return Draft(shape, self.tokens.text[start:end], self.mended[start:end], start)

    def batch(self, drafts: list[Draft]) -> list[Piece | None]:
        """Parse drafts in one buffer; None for those with errors."""
        if not drafts:
            return []
        texts = [_framed(draft.shape, draft.code) for draft in drafts]
        buffer = "".join(texts)
        mended = "".join([_framed(draft.shape, draft.mended) for draft in drafts])
        root = self._parser.parse(mended.encode("latin-1")).root_node
        nodes = {child.start_byte: child for child in root.children}
        out: list[Piece | None] = []
        at = row = 0
        for draft, text in zip(drafts, texts, strict=True):
            node = _whole(nodes.get(at), at + len(text) - 2, _KINDS[draft.shape])
            if node is None:
                out.append(None)
            else:
                shift = draft.offset - at - len(_FRAMES[draft.shape][0])
                out.append(Piece(draft.shape, node, buffer, shift, self.row(draft.offset) - row))
            at += len(text)
            row += text.count("\n")
        return out

    def alone(self, draft: Draft) -> Piece | None:
        """Parse one draft; None where it has errors, or too much was parsed alone before."""
        self._left -= len(draft.code) + _RETRY_COST
        return self.batch([draft])[0] if self._left > 0 else None

    @property
    def spent(self) -> bool:
        """Whether nothing more is parsed alone in this file."""
        return self._left <= 0

    def between(self, shape: str, first: int, after: int) -> Piece | None:
        """Parse the tokens between two indices alone."""
        if first >= after:
            return None
        return self.alone(self.draft(shape, self.tokens.starts[first], self.tokens.starts[after]))


def _framed(shape: str, code: str) -> str:
    before, after = _FRAMES[shape]
    return f"{before}{code}{after}"


def _whole(node: Node | None, end: int, expected: Container[int]) -> Node | None:
    """The node of one draft in a batch, None unless it is of its kind, free of errors, and ends with the draft."""
    if node is None or node.has_error:
        return None
    if node.kind_id in _STATEMENT:
        node = node.children[0]
    return node if node.end_byte == end and node.kind_id in expected else None
