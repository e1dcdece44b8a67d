"""Macros, and macro calls in the position of items."""

from __future__ import annotations

import re

import msgspec
from tree_sitter import Node

from ..model.facts import Arm, ItemKind
from ..model.hygiene import unmarked
from .bitflags import read_flags
from .blocks import ITEM_CALLS, ITEMS
from .dialects import FlagSet
from .grammar import EXTRAS, field, kinds, register
from .invocations import macro_arms, macro_body
from .items import read_items
from .limits import MAX_ITEMS_TEXT
from .opening import open_item
from .paths import path
from .pieces import BLOCKS
from .spacing import decoded
from .walk import Walk, add_cfg, entered

_NAME, _MACRO = field("name"), field("macro")
_MACRO_CALL, _STATEMENT, _TOKEN_TREE = kinds("macro_invocation"), kinds("expression_statement"), kinds("token_tree")
_EMPTY = kinds("empty_statement")
_INNER_CALL = re.compile(r"(?<![\w$:.])([A-Za-z_]\w*\s*!\s*[(\[{])")
"""A call by a bare name. Under `#[macro_export(local_inner_macros)]` it calls a macro of the macro's own crate."""


@register(ITEMS, "macro_definition")
def _macro(walk: Walk, node: Node, before: list[Node]) -> None:
    name = node.child_by_field_id(_NAME)
    item = open_item(walk, node, before, ItemKind.MACRO, name)
    if name is not None:
        item.head_end = name.end_byte
        item.content = (name.end_byte, node.end_byte)
    arms = _arms(walk, name) if name is not None else []
    if any("local_inner_macros" in text for text in item.attrs.texts):
        arms = [msgspec.structs.replace(arm, body=_INNER_CALL.sub(r"$crate::\1", arm.body)) for arm in arms]
    item.close(arms=arms)


def _arms(walk: Walk, name: Node) -> list[Arm]:
    """The arms of a macro, read from its tokens: they are blanked out before parsing."""
    tokens = walk.tokens
    at = tokens.index(name.start_byte + walk.shift)
    body = macro_body(tokens, at)
    if body is None:
        return []
    if tokens.words[at - 1] != "!" and body[0] > at + 1:  # `macro m($x:ident) { ... }`
        return [_arm(walk, at + 1, body[0] - 1, *body)]
    return [_arm(walk, *edges) for edges in macro_arms(tokens, body[0] + 1, body[1])]


def _arm(walk: Walk, left: int, left_end: int, right: int, right_end: int) -> Arm:
    text, starts = walk.tokens.text, walk.tokens.starts
    matcher, body = text[starts[left] + 1 : starts[left_end]], text[starts[right] + 1 : starts[right_end]]
    line = walk.row_at(starts[left]) - walk.base
    return Arm(unmarked(decoded(matcher)), unmarked(decoded(body)), line)


@register(ITEM_CALLS, "macro_invocation")
def _macro_call(walk: Walk, node: Node, before: list[Node]) -> None:
    """Read a macro call in the position of an item, and the items in its argument."""
    called = node.child_by_field_id(_MACRO)
    tree = next((child for child in node.named_children if child.kind_id in _TOKEN_TREE), None)
    if called is None or tree is None:
        return
    item = open_item(walk, node, before, ItemKind.MACRO_CALL, None, tree, at=called, title="")
    found = path(walk, called)
    item.name = found.segments[-1].name if found.segments else ""
    item.tail = (node.end_byte, node.end_byte)
    was, walk.in_macro = walk.in_macro, True
    _read_argument(walk, tree)
    walk.in_macro = was
    start, end = tree.start_byte + walk.shift, tree.end_byte + walk.shift - 1
    text, lines = "", []
    if end - start <= MAX_ITEMS_TEXT:
        text = decoded(walk.tokens.text[start + 1 : end])
        lines = [line + walk.base + 1 for line in walk.token_lines(start, end)]
    item.close(macro_path=found, tokens=text, token_lines=lines)


def _read_argument(walk: Walk, tree: Node) -> None:
    """Read the argument of a macro as items; nothing is read if it is something else."""
    argument = walk.snippets.at(tree.start_byte + walk.shift)
    if argument is None or argument.rest or argument.arms:
        return
    if argument.flags:
        _read_flag_sets(walk, argument.flags)
        return
    if not argument.pieces or not all(piece.shape in BLOCKS and _is_items(piece.node) for piece in argument.pieces):
        return
    for piece in argument.pieces:
        items, uses = len(walk.items), len(walk.uses)
        with entered(walk, piece) as node:
            read_items(walk, node.named_children)
        if piece.cfg:
            add_cfg(walk, items, uses, piece.cfg)


def _read_flag_sets(walk: Walk, sets: list[FlagSet]) -> None:
    """The items of a `bitflags!`."""
    for found in sets:
        if found.head is not None:
            with entered(walk, found.head) as node:
                read_items(walk, node.named_children)
        with entered(walk, found.flags) as node:
            read_flags(walk, found, node)


def _is_items(block: Node) -> bool:
    """Whether a block has nothing but items in it."""
    some = False
    for child in block.named_children:
        kind = child.kind_id
        if kind in ITEMS or kind in _MACRO_CALL:
            some = True
        elif kind in _STATEMENT:
            if not child.children or child.children[0].kind_id not in _MACRO_CALL:
                return False
            some = True
        elif kind not in EXTRAS and kind not in _EMPTY:
            return False
    return some
