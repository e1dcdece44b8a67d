"""The state of one extraction, and the dispatch by node kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
from tree_sitter import Node

from ..model.facts import Body, Item, Use
from ..model.syntax import ELit, EOther, Expr, Pat, Path, PWild, TInfer, Type
from .grammar import EXTRAS
from .limits import MAX_DEPTH
from .spacing import decoded
from .tokens import Tokens

if TYPE_CHECKING:
    from .pieces import Piece
    from .snippets import Snippets

ExprReader = Callable[["Walk", Node], Expr]
PatReader = Callable[["Walk", Node], Pat]
TypeReader = Callable[["Walk", Node], Type]
EXPRS: dict[int, ExprReader] = {}
PATS: dict[int, PatReader] = {}
TYPES: dict[int, TypeReader] = {}


class Walk:
    """What is being read and where: changes as the walk enters items and macro arguments. `macros` are those defined.

    `text` holds the bytes of the tree being walked, as latin-1. `base` is the row of the owning item's name in the
    file. `shift` added to an offset in that tree gives the offset in the file; `rows` does so for rows.
    """

    __slots__ = (
        "base",
        "block_calls",
        "block_count",
        "blocks",
        "bodies",
        "deep",
        "depth",
        "has_cfg",
        "in_block",
        "in_macro",
        "items",
        "macros",
        "parent",
        "plain",
        "rows",
        "shift",
        "snippets",
        "text",
        "tokens",
        "uses",
    )  # fmt: skip

    def __init__(self, tokens: Tokens, snippets: Snippets) -> None:
        self.tokens = tokens
        self.snippets = snippets
        self.text = tokens.text
        self.plain = tokens.text.isascii() and "r#" not in tokens.text
        self.shift = 0
        self.rows = 0
        self.base = 0
        self.items: list[Item] = []
        self.macros = frozenset(tokens.words[at + 2] for at in tokens.all("macro_rules") if at + 2 < len(tokens.words))
        self.uses: list[Use] = []
        self.bodies: list[Body] = []
        self.parent = -1
        self.in_block = False
        self.blocks: list[int] = []  # those of the body around, by number; 0 as long as nothing in it is declared
        self.block_count = 0
        self.block_calls = False  # whether macro calls in the block that is read next may make items
        self.in_macro = False
        self.depth = 0
        self.has_cfg = "cfg" in tokens.words
        self.deep = False

    def slice(self, node: Node) -> str:
        """The node's text as written."""
        return decoded(self.text[node.start_byte : node.end_byte])

    def name(self, node: Node) -> str:
        """The node's text as a name: a raw identifier loses its `r#`."""
        text = self.text[node.start_byte : node.end_byte]
        if self.plain:
            return text
        if text.startswith("r#"):
            text = text[2:]
        return text if text.isascii() else decoded(text)

    def normalised(self, node: Node) -> str:
        """The node's tokens in canonical spacing."""
        return self.tokens.normalised(node.start_byte + self.shift, node.end_byte + self.shift)

    calls_make_items = False
    """Whether calls in the block of a `const _` are read as items too: one that a macro made may hide items there."""

    def local_name(self, node: Node) -> str:
        """The text of a name that may be a local's: one of a macro's template keeps its mark."""
        return self.name(node)

    def numbered(self) -> list[int]:
        """The blocks of the body around, each with a number from now on; empty where items stand."""
        if not self.in_block:
            return []
        for at, number in enumerate(self.blocks):
            if not number:
                self.block_count += 1
                self.blocks[at] = self.block_count
        return list(self.blocks)

    def path(self, found: Path, node: Node) -> Path:
        """A path as it was read of a node."""
        return found

    def line(self, node: Node) -> int:
        """The node's line relative to the owning item."""
        return node.start_point[0] + self.rows - self.base

    def row(self, row: int) -> int:
        """The row of the file that a row of the walked tree stands for."""
        return row + self.rows

    def row_at(self, offset: int) -> int:
        """The row of the file that an offset of the file is in."""
        return self.snippets.row(offset)

    def token_lines(self, start: int, end: int) -> list[int]:
        """Lines of the rows between two offsets relative to the owning item; empty where they follow in order."""
        return []


def expr(walk: Walk, node: Node) -> Expr:
    """Read an expression; what is none gives the expressions inside it."""
    if walk.depth >= MAX_DEPTH:
        walk.deep = True
        return EOther([])
    walk.depth += 1
    found = EXPRS.get(node.kind_id, _unknown)(walk, node)
    walk.depth -= 1
    return found


def exprs(walk: Walk, nodes: Iterable[Node]) -> list[Expr]:
    """Read those of the nodes that are expressions."""
    return [expr(walk, node) for node in nodes if node.kind_id not in EXTRAS]


def maybe_expr(walk: Walk, node: Node | None) -> Expr | None:
    """Read an expression that may be missing."""
    return None if node is None else expr(walk, node)


def pat(walk: Walk, node: Node) -> Pat:
    """Read a pattern; what is none matches as `_`."""
    if walk.depth >= MAX_DEPTH:
        walk.deep = True
        return PWild()
    walk.depth += 1
    reader = PATS.get(node.kind_id)
    found = PWild() if reader is None else reader(walk, node)
    walk.depth -= 1
    return found


def type_of(walk: Walk, node: Node) -> Type:
    """Read a type; what is none reads as `_`."""
    if walk.depth >= MAX_DEPTH:
        walk.deep = True
        return TInfer()
    walk.depth += 1
    reader = TYPES.get(node.kind_id)
    found = TInfer() if reader is None else reader(walk, node)
    walk.depth -= 1
    return found


def maybe_type(walk: Walk, node: Node | None) -> Type | None:
    """Read a type that may be missing."""
    return None if node is None else type_of(walk, node)


def _unknown(walk: Walk, node: Node) -> Expr:
    found = [expr(walk, child) for child in node.named_children if child.kind_id in EXPRS or child.child_count]
    return EOther([part for part in found if not isinstance(part, ELit) and part != EOther([])])


def add_cfg(walk: Walk, items: int, uses: int, cfg: str) -> None:
    """Add a predicate to the outermost of the items and uses read since."""
    for ord in range(items, len(walk.items)):
        item = walk.items[ord]
        if item.parent < items:
            attrs = msgspec.structs.replace(item.attrs, cfg=[*item.attrs.cfg, cfg])
            walk.items[ord] = msgspec.structs.replace(item, attrs=attrs)
    for at in range(uses, len(walk.uses)):
        use = walk.uses[at]
        if use.parent < items:
            attrs = msgspec.structs.replace(use.attrs, cfg=[*use.attrs.cfg, cfg])
            walk.uses[at] = msgspec.structs.replace(use, attrs=attrs)


@contextmanager
def entered(walk: Walk, piece: Piece) -> Iterator[Node]:
    """The walk inside a piece: its text and positions are the buffer's."""
    saved = (walk.text, walk.shift, walk.rows, walk.in_macro)
    walk.text, walk.shift, walk.rows, walk.in_macro = piece.text, piece.shift, piece.rows, True
    yield piece.node
    walk.text, walk.shift, walk.rows, walk.in_macro = saved
