"""Reads what macro calls make: blocks, patterns, types and items. Lines are those of the call and its argument."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from ..model.facts import Body, Item, Use
from ..model.hygiene import unmarked
from ..model.syntax import EBlock, EMacro, EMatch, MadePath, Pat, Path, SExpr, SLet, Type
from . import readers  # noqa: F401 - fills the tables that a walk reads by
from .blocks import statements
from .dialects import DIALECTS
from .expand import Expansion
from .grammar import field, new_parser
from .items import read_items
from .limits import MAX_NESTING, MAX_NODES
from .macros import STANDARD
from .snippets import Snippets
from .tokens import Tokens
from .trees import nesting, parsed, quiet, unreadable
from .walk import Walk

_NAME, _PATH = field("name"), field("path")
_READ_IN_ITEMS = frozenset([*STANDARD, *DIALECTS, "thread_local", "lazy_static"])
"""Macros of other crates with items in their arguments. Macros of the workspace are expanded instead."""


@dataclass(frozen=True, slots=True)
class MadeBlock:
    """Statements that a macro made, and what they declare: ords and indices in `block` count in these lists.

    A parent of -1 is the owner of the body that the call stands in.
    """

    block: EBlock
    items: list[Item]
    uses: list[Use]
    bodies: list[Body]


class _MadeWalk(Walk):
    """A walk over what a macro call made. Each row has a line of its own, and names may have marks."""

    __slots__ = ("calls_make_items", "is_body", "lines")

    def __init__(self, tokens: Tokens, snippets: Snippets, lines: Sequence[int]) -> None:
        super().__init__(tokens, snippets)
        self.is_body = True
        self.calls_make_items = False
        self.plain = False
        self.in_macro = True
        self.lines = lines
        tokens.words = [word if word.isascii() else _unmarked(word) for word in tokens.words]

    def slice(self, node: Node) -> str:
        return unmarked(super().slice(node))

    def name(self, node: Node) -> str:
        return unmarked(super().name(node))

    def local_name(self, node: Node) -> str:
        return super().name(node)

    def path(self, found: Path, node: Node) -> Path:
        if not self.is_body or found.qself is not None:
            return found
        lines: list[int] = []
        inner: Node | None = node
        while inner is not None and len(lines) < len(found.segments):
            name = inner.child_by_field_id(_NAME)
            lines.append(self.line(name if name is not None else inner))
            inner = inner.child_by_field_id(_PATH) if name is not None else None
        lines += [self.line(node)] * (len(found.segments) - len(lines))
        if all(line == found.line for line in lines):
            return found
        return MadePath(found.segments, found.line, found.root, lines=lines[::-1])

    def line(self, node: Node) -> int:
        return self.row(node.start_point[0]) - self.base

    def row(self, row: int) -> int:
        return self.lines[min(row + self.rows, len(self.lines) - 1)]

    def row_at(self, offset: int) -> int:
        return self.lines[min(self.snippets.row(offset), len(self.lines) - 1)]

    def token_lines(self, start: int, end: int) -> list[int]:
        first, last = self.snippets.row(start), self.snippets.row(end)
        return [self.lines[min(row, len(self.lines) - 1)] - self.base for row in range(first, last + 1)]


def _unmarked(word: str) -> str:
    return unmarked(word.encode("latin-1").decode("utf-8", "replace")).encode("utf-8").decode("latin-1")


def read_made_block(text: str, lines: Sequence[int], only: Container[str] | None = STANDARD) -> MadeBlock | None:
    """A text as statements; None where it is no Rust or beyond the limits. `lines` has the line of each row.

    The arguments of calls are read of macros of these names only: others may be expanded in their turn.
    """
    source = b"{" + text.encode("utf-8", "replace") + b"\n}"
    if unreadable(source):
        return None
    with quiet():
        found = _walk(source, lines, only)
        if found is None:
            return None
        walk, root = found
        block = statements(walk, root.named_children)
        inner = block.stmts[0].expr if len(block.stmts) == 1 and isinstance(block.stmts[0], SExpr) else None
        return MadeBlock(inner, walk.items, walk.uses, walk.bodies) if isinstance(inner, EBlock) else None


def read_made_argument(name: str, tokens: str, lines: Sequence[int]) -> EMacro | None:
    """A call of a macro that cannot be expanded, with its argument read as whatever it parses as."""
    made = read_made_block(f"{name}!({tokens}\n)", [*lines, lines[-1]], None)
    stmt = made.block.stmts[0] if made is not None and len(made.block.stmts) == 1 else None
    return stmt.expr if isinstance(stmt, SExpr) and isinstance(stmt.expr, EMacro) else None


def read_made_pattern(text: str, lines: Sequence[int]) -> Pat | None:
    """A text read as a pattern; None if it is none."""
    made = read_made_block(f"match () {{ {text}\n => () }}", [*lines, lines[-1]])
    stmt = made.block.stmts[0] if made is not None and len(made.block.stmts) == 1 else None
    match = stmt.expr if isinstance(stmt, SExpr) else None
    return match.arms[0].pat if isinstance(match, EMatch) and len(match.arms) == 1 else None


def read_made_type(text: str, lines: Sequence[int]) -> Type | None:
    """A text read as a type; None if it is none."""
    made = read_made_block(f"let _: {text}\n;", [*lines, lines[-1]])
    stmt = made.block.stmts[0] if made is not None and len(made.block.stmts) == 1 else None
    return stmt.ty if isinstance(stmt, SLet) else None


def read_made_items(
    expansion: Expansion, line: int, token_lines: Sequence[int] = ()
) -> tuple[list[Item], list[Use], list[Body]] | None:
    """What an expansion declares, as `extract` reads a file; None where it is no Rust or beyond the limits.

    `line` is that of the call. `token_lines` are those of the rows of its argument, where they do not begin there and
    follow in order (`Item.token_lines`). Lines are of the call's file, offsets of the expansion's text.
    """
    source = expansion.text.encode("utf-8", "replace")
    of = token_lines or [line + row for row in range(max(expansion.rows) + 1)] or [line]
    rows = [each - 1 for each in expansion.lines(of, line)]
    if unreadable(source):
        return None
    with quiet():
        found = _walk(source, rows, _READ_IN_ITEMS)
        if found is None:
            return None
        walk, root = found
        walk.is_body, walk.calls_make_items = False, True
        read_items(walk, root.named_children)
        return walk.items, walk.uses, walk.bodies


def _walk(source: bytes, lines: Sequence[int], only: Container[str] | None) -> tuple[_MadeWalk, Node] | None:
    """A walk over a text that parses without errors."""
    tokens = Tokens(source.decode("latin-1"))
    if nesting(tokens.words) > MAX_NESTING:
        return None
    parser = new_parser()
    root, text = parsed(parser, source, tokens, frozenset(tokens.words))
    if root.has_error or tokens.open_string is not None or root.descendant_count > MAX_NODES:
        return None
    return _MadeWalk(tokens, Snippets(tokens, text, parser, only), lines), root
