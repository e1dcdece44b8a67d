"""Flag sets of `bitflags!`: a struct, and an impl with its constants."""

from __future__ import annotations

from tree_sitter import Node

from ..model.facts import Body, ItemKind
from ..model.syntax import Path, Segment, TPath
from .dialects import FlagSet
from .grammar import EXTRAS, field, kinds
from .opening import open_item
from .walk import Walk, expr

_PATTERN, _VALUE = field("pattern"), field("value")
_LET = kinds("let_declaration")
_SELF = TPath(Path([Segment("Self")], 0))


def read_flags(walk: Walk, found: FlagSet, block: Node) -> None:
    """Read the impl that the macro writes for a flag set, with its constants."""
    item = open_item(walk, block, [], ItemKind.IMPL, None, at=block, title=found.name)
    item.quals = []
    item.words = ["impl", found.name]
    before: list[Node] = []
    for child in block.named_children:
        if child.kind_id in _LET:
            _flag(walk, child, before)
            before = []
        elif child.kind_id in EXTRAS:
            before.append(child)
    item.close(ty=TPath(Path([Segment(found.name)], 0)))


def _flag(walk: Walk, node: Node, before: list[Node]) -> None:
    name, value = node.child_by_field_id(_PATTERN), node.child_by_field_id(_VALUE)
    if name is None or value is None:
        return
    item = open_item(walk, node, before, ItemKind.CONST, name)
    item.vis = "pub"
    item.quals = []
    item.head_end = name.end_byte
    item.content = (value.start_byte, value.end_byte)
    walk.bodies.append(Body(item.ord, expr(walk, value)))
    item.close(ty=_SELF, value=walk.normalised(value), has_body=True)
