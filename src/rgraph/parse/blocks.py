"""Blocks and statements: expressions, `let`s, and the items and uses declared among them."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from ..model.syntax import EBlock, Expr, PWild, SExpr, SLet, Stmt
from .attrs import cfg_before
from .grammar import EXTRAS, field, kinds, register
from .patterns import marked
from .walk import EXPRS, Walk, expr, maybe_expr, maybe_type, pat

_PATTERN, _TYPE, _VALUE, _ALTERNATIVE = field("pattern"), field("type"), field("value"), field("alternative")
_MUTABLE, _LABEL, _BLOCK = kinds("mutable_specifier"), kinds("label"), kinds("block")
_LET, _STATEMENT, _EMPTY = kinds("let_declaration"), kinds("expression_statement"), kinds("empty_statement")
_WRAPPED = kinds("unsafe_block", "async_block", "gen_block", "try_block", "const_block")
_USE = kinds("use_declaration")
_SEMICOLON = kinds("';'")

ITEMS: dict[int, Callable[[Walk, Node, list[Node]], None]] = {}
"""Readers of items and imports by kind. They get the attributes and docs before each."""
ITEM_CALLS: dict[int, Callable[[Walk, Node, list[Node]], None]] = {}
"""The reader of macro calls in the position of items; in a block such calls are expressions."""


def block_of(walk: Walk, node: Node) -> EBlock:
    """Read a block, also one with `unsafe`, `async` or a label. Anything else becomes a block of one expression."""
    kind = node.kind_id
    if kind in _BLOCK:
        return _block(walk, node, "")
    if kind in _WRAPPED:
        inner = next((child for child in node.named_children if child.kind_id in _BLOCK), None)
        word = node.children[0].type
        return EBlock([], word) if inner is None else _block(walk, inner, word)
    return EBlock([SExpr(expr(walk, node), False)])


@register(EXPRS, "block", "unsafe_block", "async_block", "gen_block", "try_block", "const_block")
def _block_expr(walk: Walk, node: Node) -> Expr:
    return block_of(walk, node)


def _block(walk: Walk, node: Node, kind: str) -> EBlock:
    if not kind and node.children and node.children[0].kind_id in _LABEL:
        kind = "labeled"
    walk.blocks.append(0)
    found = statements(walk, [child for child in node.named_children if child.kind_id not in _LABEL], kind)
    walk.blocks.pop()
    return found


def statements(walk: Walk, nodes: list[Node], kind: str = "") -> EBlock:
    """Read the statements of a block."""
    stmts: list[Stmt] = []
    items: list[int] = []
    uses: list[int] = []
    before: list[Node] = []
    calls, walk.block_calls = walk.block_calls, False
    for node in nodes:
        reader = ITEMS.get(node.kind_id)
        if reader is not None:
            _declare(walk, node, before, reader, items, uses)
            before = []
        elif node.kind_id in EXTRAS:
            before.append(node)
        else:
            if calls:
                _call(walk, node, before, items, uses)
            _statement(walk, node, cfg_before(walk, node), stmts)
            before = []
    return EBlock(stmts, kind, items, uses)


def _call(walk: Walk, node: Node, before: list[Node], items: list[int], uses: list[int]) -> None:
    """Read a macro call that is a statement as an item, too: whether it makes items, only its macro tells."""
    called = node.children[0] if node.kind_id in _STATEMENT and node.children else node
    reader = ITEM_CALLS.get(called.kind_id)
    if reader is not None:
        _declare(walk, called, before, reader, items, uses)


def _declare(
    walk: Walk,
    node: Node,
    before: list[Node],
    reader: Callable[[Walk, Node, list[Node]], None],
    items: list[int],
    uses: list[int],
) -> None:
    """Read an item or import among statements, and note it as declared by the block."""
    was, walk.in_block = walk.in_block, True
    ords, used = len(walk.items), len(walk.uses)
    reader(walk, node, before)
    walk.in_block = was
    if node.kind_id in _USE:
        uses.extend(range(used, len(walk.uses)))
    elif len(walk.items) > ords:
        items.append(ords)


def _statement(walk: Walk, node: Node, cfg: list[str], stmts: list[Stmt]) -> None:
    kind = node.kind_id
    if kind in _LET:
        stmts.append(_let(walk, node, cfg))
    elif kind in _STATEMENT:
        children = node.children
        semi = children[-1].kind_id in _SEMICOLON
        stmts.extend(
            SExpr(expr(walk, child), semi, cfg) for child in children if child.is_named and child.kind_id not in EXTRAS
        )
    elif kind not in _EMPTY:
        stmts.append(SExpr(expr(walk, node), False, cfg))


def _let(walk: Walk, node: Node, cfg: list[str]) -> SLet:
    pattern = node.child_by_field_id(_PATTERN)
    mut = any(child.kind_id in _MUTABLE for child in node.children)
    ty = maybe_type(walk, node.child_by_field_id(_TYPE))
    init = maybe_expr(walk, node.child_by_field_id(_VALUE))
    orelse = node.child_by_field_id(_ALTERNATIVE)
    found = PWild() if pattern is None else marked(pat(walk, pattern), mut)
    return SLet(found, ty, init, maybe_expr(walk, orelse), cfg)
