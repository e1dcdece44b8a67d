"""Macro calls in expressions and in the position of items."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from tree_sitter import Node

from ..model.syntax import (
    Arm,
    EAwait,
    EBlock,
    EMacro,
    EMatch,
    EOther,
    ETuple,
    Expr,
    FormatUse,
    NameInTokens,
    Pat,
    Path,
    PWild,
    Segment,
    SExpr,
    Stmt,
)
from .attrs import cfg_before
from .blocks import statements
from .control import arm
from .dialects import Argument, SelectArm
from .formats import FORMAT_AT, formats, inline_arguments
from .grammar import EXTRAS, field, kinds, parts, register
from .limits import MAX_ARGUMENT_TEXT
from .paths import path
from .pieces import BLOCKS, Piece
from .spacing import KEYWORDS, decoded
from .walk import EXPRS, Walk, add_cfg, entered, expr, exprs

_MACRO, _LEFT, _RIGHT, _BODY = field("macro"), field("left"), field("right"), field("body")
_TOKEN_TREE = kinds("token_tree")
_ASSIGNMENT, _IDENTIFIER = kinds("assignment_expression"), kinds("identifier")
_STRINGS = kinds("string_literal", "raw_string_literal")
_NAME_START = re.compile(r"[A-Za-z_\x80-\xff]")
STANDARD = frozenset(
    ["assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne", "matches", "print",
     "println", "eprint", "eprintln", "write", "writeln", "format", "format_args", "panic", "todo", "unimplemented",
     "unreachable", "vec", "env", "option_env", "concat", "include", "include_str", "include_bytes", "line",
     "column", "file", "module_path", "cfg", "stringify", "compile_error", "addr_of", "addr_of_mut", "thread_local"]
)  # fmt: skip
"""Macros of std: their arguments' text is not kept, unless the file defines a macro of that name."""


# ---- expressions ---------------------------------------------------------------------------------------


@register(EXPRS, "macro_invocation")
def _macro(walk: Walk, node: Node) -> Expr:
    called = node.child_by_field_id(_MACRO)
    tree = node.children[-1]
    name = path(walk, called if called is not None else node.children[0])
    if tree.kind_id not in _TOKEN_TREE:
        return EMacro(name, None)
    text, lines = _text(walk, name, tree)
    argument = walk.snippets.at(tree.start_byte + walk.shift)
    if argument is None:
        return EMacro(name, None if tree.end_byte > tree.start_byte + 2 else EBlock([]), [], text, lines)
    names = [found for first, last in argument.rest for found in _names(walk, first, last)]
    return EMacro(name, _argument(walk, argument), names, text, lines, _formats(walk, argument))


def _text(walk: Walk, name: Path, tree: Node) -> tuple[str, list[int]]:
    """The text of an argument and the lines of its rows; empty for a macro that the workspace cannot define."""
    start, end = tree.start_byte + walk.shift, tree.end_byte + walk.shift - 1
    called = name.segments[-1].name if name.segments else ""
    is_known = called in STANDARD and called != "include" and called not in walk.macros
    if is_known or end - start > MAX_ARGUMENT_TEXT or end == start + 1:
        return "", []
    return decoded(walk.tokens.text[start + 1 : end]), walk.token_lines(start, end)


def _argument(walk: Walk, argument: Argument) -> EBlock | None:
    """The parts of an argument that were read as Rust."""
    if argument.flags:  # in a function's body, where it is hardly ever: the text is kept
        return None
    if argument.arms:
        stmts: list[Stmt] = [SExpr(_select_arm(walk, found), True) for found in argument.arms]
        return EBlock(stmts)
    if not argument.pieces:
        return None if argument.rest else EBlock([])
    blocks = []
    for piece in argument.pieces:
        items, uses = len(walk.items), len(walk.uses)
        with entered(walk, piece):
            blocks.append(_piece(walk, piece, argument))
        if piece.cfg:
            add_cfg(walk, items, uses, piece.cfg)
            blocks[-1] = _under(blocks[-1], piece.cfg)
    return blocks[0] if len(blocks) == 1 else _joined(blocks)


def _under(block: EBlock, cfg: str) -> EBlock:
    """Read a branch of a `cfg_if!`, under its predicate."""
    stmts: list[Stmt] = [msgspec.structs.replace(stmt, cfg=[*stmt.cfg, cfg]) for stmt in block.stmts]
    return EBlock(stmts, block.kind, block.items, block.uses)


def _joined(blocks: list[EBlock]) -> EBlock:
    return EBlock(
        [stmt for block in blocks for stmt in block.stmts],
        "",
        [ord for block in blocks for ord in block.items],
        [use for block in blocks for use in block.uses],
    )


def _piece(walk: Walk, piece: Piece, argument: Argument) -> EBlock:
    if piece.shape == "list":
        return EBlock(_list(walk, piece.node, argument.call.name))
    if piece.shape in BLOCKS:
        return statements(walk, piece.node.named_children)
    return EBlock([SExpr(expr(walk, piece.node), True)])


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
        out.append(SExpr(expr(walk, child), True, cfg_before(walk, child)))
        if kind in _STRINGS and string is None:
            string = (len(out), child)
    if string is not None:
        at, literal = string
        out[at:at] = [SExpr(found, True) for found in inline_arguments(walk, literal, name, given)]
    return out


def _formats(walk: Walk, argument: Argument) -> list[FormatUse]:
    """What the format string of a call formats. Arguments are numbered as `_list` reads them."""
    rank = FORMAT_AT.get(argument.call.name)
    if rank is None or len(argument.pieces) != 1 or argument.pieces[0].shape != "list" or argument.rest:
        return []
    with entered(walk, argument.pieces[0]) as node:
        read = [child for child in node.named_children if child.kind_id not in EXTRAS]
        plain = [child for child in read if child.kind_id not in _ASSIGNMENT]
        if rank >= len(plain) or plain[rank].kind_id not in _STRINGS:
            return []
        if any(child.kind_id in _STRINGS for child in plain[:rank]):
            return []
        literal = plain[rank]
        first = read.index(literal) + 1
        given = {
            walk.name(left): index
            for index, child in enumerate(read[first:])
            if child.kind_id in _ASSIGNMENT
            and (left := child.child_by_field_id(_LEFT)) is not None
            and left.kind_id in _IDENTIFIER
        }
        text = walk.text[literal.start_byte : literal.end_byte]
        found = formats(text, len(read) - first, given)
    return [FormatUse(first + use.at, use.trait) for use in found]


def _select_arm(walk: Walk, found: SelectArm) -> Expr:
    """`pattern = future => body` as `match future.await { pattern => body }`."""
    future = _value(walk, found.future, found.awaited)
    body = _value(walk, found.body, True)
    guard = None if found.guard is None else _value(walk, found.guard, True)
    if found.awaited and found.future is not None:
        future = EAwait(future, _line(walk, found.future))
    return EMatch(future, [Arm(_pattern(walk, found.pattern), guard, body)])


def _value(walk: Walk, piece: Piece | None, single: bool) -> Expr:
    if piece is None:
        return EOther([])
    with entered(walk, piece) as node:
        found = exprs(walk, node.named_children)
    return found[0] if single and len(found) == 1 else ETuple(found)


def _pattern(walk: Walk, piece: Piece | None) -> Pat:
    if piece is None:
        return PWild()
    with entered(walk, piece) as node:
        body = node.child_by_field_id(_BODY)
        arms = parts(body) if body is not None else []
        return arm(walk, arms[0]).pat if arms else PWild()


def _line(walk: Walk, piece: Piece) -> int:
    with entered(walk, piece) as node:
        return walk.line(node)


def _names(walk: Walk, first: int, last: int) -> Iterator[NameInTokens]:
    """The paths among tokens that did not parse."""
    words, starts = walk.tokens.words, walk.tokens.starts
    base = walk.base
    at = first
    while at < last:
        begin = at
        word = words[at]
        at += 1
        if not _NAME_START.match(word) or word in KEYWORDS or word[-1] in "\"'#":
            continue
        segments = [Segment(decoded(word.removeprefix("r#")))]
        while at + 1 < last and words[at] == "::" and _NAME_START.match(words[at + 1]):
            segments.append(Segment(decoded(words[at + 1].removeprefix("r#"))))
            at += 2
        before = words[begin - 1] if begin > first else ""
        found = Path(segments, walk.row_at(starts[begin]) - base, before == "::")
        yield NameInTokens(found, at < last and words[at] == "(", before == ".")
