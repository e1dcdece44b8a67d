"""Macro calls: their arguments parsed again as Rust, all of a file's in one go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from tree_sitter import Node, Parser

from ..model.syntax import EBlock, EMacro, Expr, NameInTokens, Path, Segment, SExpr, Stmt
from .blocks import ITEMS, statements
from .formats import inline_arguments
from .grammar import EXTRAS, field, kinds, register
from .invocations import Invocation, invocations, top_level, without_comma
from .items import read_items
from .mending import mended
from .tokens import KEYWORDS, Tokens, decoded
from .types import path
from .walk import EXPRS, Walk, expr

_MACRO, _LEFT, _RIGHT = field("macro"), field("left"), field("right")
_TOKEN_TREE, _ARRAY, _BLOCK = kinds("token_tree"), kinds("array_expression"), kinds("block")
_MATCH, _ARM, _STATEMENT = kinds("match_expression"), kinds("match_arm"), kinds("expression_statement")
_ASSIGNMENT, _IDENTIFIER, _EMPTY = kinds("assignment_expression"), kinds("identifier"), kinds("empty_statement")
_MACRO_CALL = kinds("macro_invocation")
_STRINGS = kinds("string_literal", "raw_string_literal")
_PATTERNS = frozenset(["matches", "assert_matches", "debug_assert_matches", "assert_let"])
_OPAQUE = frozenset(["quote", "quote_spanned", "parse_quote", "stringify", "macro_rules"])
"""Macros whose argument is no code of this place."""

_PREFIX = {"list": "[", "block": "{", "matches": "match ", "arms": "match () {"}
_SUFFIX = {"list": "];\n", "block": "};\n", "matches": "=>()};\n", "arms": "};\n"}
_WORD = re.compile(r"[A-Za-z_\x80-\xff]")


@dataclass(slots=True)
class Piece:
    """Code of a macro's argument in a buffer of its own, with what leads back to the file."""

    shape: str
    node: Node
    text: str
    shift: int
    rows: int


@dataclass(slots=True)
class _Draft:
    """Code to parse: the buffer's text and where its argument starts in the file."""

    shape: str
    code: str
    offset: int

    @property
    def text(self) -> str:
        return f"{_PREFIX[self.shape]}{self.code}{_SUFFIX[self.shape]}"


@dataclass(slots=True)
class Argument:
    """A macro's argument: the pieces that parsed, and the token ranges that did not."""

    call: Invocation
    pieces: list[Piece]
    rest: list[tuple[int, int]]


class Snippets:
    """The arguments of all macro calls of a file, by the offset of their opening delimiter."""

    def __init__(self, tokens: Tokens, parser: Parser) -> None:
        self._tokens = tokens
        self._parser = parser
        self._newlines = [found.start() for found in re.finditer("\n", tokens.text)] if "!" in tokens.words else []
        calls = [call for call in invocations(tokens) if call.name not in _OPAQUE]
        self._arguments = self._parse_all(calls)

    def at(self, offset: int) -> Argument | None:
        """The argument whose opening delimiter is at an offset; None where it was not read."""
        return self._arguments.get(offset)

    def read_items(self, walk: Walk, tree: Node) -> bool:
        """Read a macro's argument as items; false (and nothing read) where it is something else."""
        argument = self.at(tree.start_byte + walk.shift)
        if argument is None:
            return False
        blocks = [piece for piece in argument.pieces if piece.shape == "block"]
        if not blocks or len(blocks) != len(argument.pieces) or argument.rest:
            return False
        if not all(_is_items(piece.node) for piece in blocks):
            return False
        for piece in blocks:
            with entered(walk, piece):
                read_items(walk, piece.node.named_children)
        return True

    # ---- parsing ---------------------------------------------------------------------------------------

    def _parse_all(self, calls: list[Invocation]) -> dict[int, Argument]:
        """Parse all arguments in one buffer, then what failed in it one by one in other shapes."""
        drafts = [self._first_draft(call) for call in calls]
        found: dict[int, Argument] = {}
        for call, piece in zip(calls, self._batch(drafts), strict=True):
            argument = Argument(call, [piece], []) if piece is not None else self._retry(call)
            found[call.start] = argument
        return found

    def _first_draft(self, call: Invocation) -> _Draft:
        if call.name in _PATTERNS:
            draft = self._pattern_draft(call)
            if draft is not None:
                return draft
        shape = "block" if self._tokens.words[call.first] == "{" else "list"
        return self._draft(shape, call.start + 1, call.end)

    def _draft(self, shape: str, start: int, end: int) -> _Draft:
        return _Draft(shape, self._tokens.text[start:end], start)

    def _pattern_draft(self, call: Invocation) -> _Draft | None:
        """`matches!(E, P if G)` as `match E{P if G=>()}`, of the same length up to the end."""
        commas = top_level(self._tokens, call.first + 1, call.last, ",")
        if not commas:
            return None
        text, comma = self._tokens.text, self._tokens.starts[commas[0]]
        end = self._tokens.starts[commas[1]] if len(commas) > 1 else call.end
        code = f"{text[call.start + 1 : comma]}{{{without_comma(text[comma + 1 : end])}"
        return _Draft("matches", code, call.start + 1)

    def _batch(self, drafts: list[_Draft]) -> list[Piece | None]:
        """Parse drafts in one buffer; None for those with errors."""
        if not drafts:
            return []
        texts = [draft.text for draft in drafts]
        buffer = "".join(texts)
        root = self._parser.parse(mended(buffer.encode("latin-1"))).root_node
        nodes = {}
        for child in root.children:
            nodes[child.start_byte] = child
        out: list[Piece | None] = []
        at = row = 0
        for draft, text in zip(drafts, texts, strict=True):
            node = _whole(nodes.get(at), at + len(text) - 2)
            if node is None:
                out.append(None)
            else:
                prefix = len(_PREFIX[draft.shape])
                out.append(Piece(draft.shape, node, buffer, draft.offset - at - prefix, self.row(draft.offset) - row))
            at += len(text)
            row += text.count("\n")
        return out

    def row(self, offset: int) -> int:
        """The row of an offset of the file."""
        return bisect_right(self._newlines, offset - 1)

    def _one(self, draft: _Draft) -> Piece | None:
        return self._batch([draft])[0]

    def _retry(self, call: Invocation) -> Argument:
        """Other shapes for an argument that failed in the batch."""
        first = self._first_draft(call)
        shapes = [first] if first.shape == "matches" else []
        braces = self._tokens.words[call.first] == "{"
        order = ("block", "list", "arms") if braces else ("list", "block", "arms")
        shapes.extend(self._draft(shape, call.start + 1, call.end) for shape in order)
        for draft in shapes:
            piece = self._one(draft)
            if piece is not None:
                return Argument(call, [piece], [])
        return self._by_parts(call)

    def _by_parts(self, call: Invocation) -> Argument:
        """Each part between commas on its own, without a `name:` or sigil before it."""
        words, starts = self._tokens.words, self._tokens.starts
        cuts = [
            *top_level(self._tokens, call.first + 1, call.last, ","),
            *top_level(self._tokens, call.first + 1, call.last, ";"),
        ]
        edges = [call.first, *sorted(cuts), call.last]
        argument = Argument(call, [], [])
        for before, after in pairwise(edges):
            first = before + 1
            if first >= after:
                continue
            for begin in _starts_of_value(words, first, after):
                piece = self._one(self._draft("list", starts[begin], starts[after]))
                if piece is not None:
                    argument.pieces.append(piece)
                    break
            else:
                argument.rest.append((first, after))
        return argument


def _starts_of_value(words: list[str], first: int, after: int) -> Iterator[int]:
    """Where the value of one part of a macro's argument may begin: `key: %value` has three places."""
    yield first
    at = first
    if at + 1 < after and words[at + 1] in (":", "=") and (words[at][0] in "\"'" or _WORD.match(words[at])):
        at += 2
        yield at
    if at + 1 < after and words[at] in ("%", "?", "@", "#"):
        yield at + 1


def _whole(node: Node | None, end: int) -> Node | None:
    """The node of one draft in a batch, None unless it is free of errors and ends where the draft does."""
    if node is None or node.has_error:
        return None
    if node.kind_id in _STATEMENT:
        node = node.children[0]
    return node if node.end_byte == end else None


def _is_items(block: Node) -> bool:
    """Whether a block holds nothing but items."""
    some = False
    for child in block.named_children:
        kind = child.kind_id
        if kind in ITEMS:
            some = True
        elif kind in _STATEMENT:
            if not child.children or child.children[0].kind_id not in _MACRO_CALL:
                return False
            some = True
        elif kind in _MACRO_CALL:
            some = True
        elif kind not in EXTRAS and kind not in _EMPTY:
            return False
    return some


@contextmanager
def entered(walk: Walk, piece: Piece) -> Iterator[None]:
    """The walk inside a piece: its text and positions are the buffer's."""
    saved = (walk.text, walk.shift, walk.rows, walk.base, walk.in_macro)
    base = walk.base + walk.rows
    walk.text, walk.shift, walk.rows, walk.base = piece.text, piece.shift, piece.rows, base - piece.rows
    walk.in_macro = True
    yield
    walk.text, walk.shift, walk.rows, walk.base, walk.in_macro = saved


# ---- reading -------------------------------------------------------------------------------------------


@register(EXPRS, "macro_invocation")
def _macro(walk: Walk, node: Node) -> Expr:
    called = node.child_by_field_id(_MACRO)
    tree = node.children[-1]
    name = path(walk, called if called is not None else node.children[0])
    argument = walk.snippets.at(tree.start_byte + walk.shift) if tree.kind_id in _TOKEN_TREE else None
    if argument is None:
        return EMacro(name, None)
    names = [found for first, last in argument.rest for found in _names(walk, first, last)]
    if not argument.pieces:
        return EMacro(name, None, names) if argument.rest else EMacro(name, EBlock([]))
    blocks = []
    for piece in argument.pieces:
        with entered(walk, piece):
            blocks.append(_piece(walk, piece, argument.call.name))
    return EMacro(name, blocks[0] if len(blocks) == 1 else _joined(blocks), names)


def _joined(blocks: list[EBlock]) -> EBlock:
    return EBlock(
        [stmt for block in blocks for stmt in block.stmts],
        "",
        [ord for block in blocks for ord in block.items],
        [use for block in blocks for use in block.uses],
    )


def _piece(walk: Walk, piece: Piece, name: str) -> EBlock:
    node = piece.node
    if piece.shape == "list":
        return EBlock(_list(walk, node, name))
    if piece.shape == "block":
        return statements(walk, node.named_children)
    return EBlock([SExpr(expr(walk, node), True)])


def _list(walk: Walk, node: Node, name: str) -> list[Stmt]:
    """Arguments between commas: `name = value` is its value, a format string is followed by what it names."""
    out: list[Stmt] = []
    given: set[str] = set()
    string: tuple[int, Node] | None = None
    for child in node.named_children:
        kind = child.kind_id
        if kind in EXTRAS:
            continue
        if kind in _ASSIGNMENT:
            left, right = child.child_by_field_id(_LEFT), child.child_by_field_id(_RIGHT)
            if left is not None and right is not None and left.kind_id in _IDENTIFIER:
                given.add(walk.name(left))
                out.append(SExpr(expr(walk, right), True))
                continue
        out.append(SExpr(expr(walk, child), True))
        if kind in _STRINGS and string is None:
            string = (len(out), child)
    if string is not None:
        at, literal = string
        out[at:at] = [SExpr(found, True) for found in inline_arguments(walk, literal, name, given)]
    return out


def _names(walk: Walk, first: int, last: int) -> list[NameInTokens]:
    """The paths among tokens that did not parse."""
    words, starts = walk.tokens.words, walk.tokens.starts
    out: list[NameInTokens] = []
    base = walk.base + walk.rows
    at = first
    while at < last:
        word = words[at]
        if not _WORD.match(word) or word in KEYWORDS or word[-1] in "\"'":
            at += 1
            continue
        begin = at
        segments = [Segment(decoded(word.removeprefix("r#")))]
        while at + 2 < last and words[at + 1] == "::" and _WORD.match(words[at + 2]):
            at += 2
            segments.append(Segment(decoded(words[at].removeprefix("r#"))))
        line = walk.snippets.row(starts[at]) - base
        call = at + 1 < last and words[at + 1] == "("
        method = begin > first and words[begin - 1] == "."
        root = begin > first and words[begin - 1] == "::"
        out.append(NameInTokens(Path(segments, line, root), call, method))
        at += 1
    return out
