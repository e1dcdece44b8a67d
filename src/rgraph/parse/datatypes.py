"""Structs, enums and unions with their fields and variants, type aliases, constants and statics."""

from __future__ import annotations

from tree_sitter import Node

from ..model.facts import Body, ItemKind
from .blocks import ITEMS
from .grammar import EXTRAS, field, kinds, register
from .opening import generics_of, open_item, written
from .paths import bound, bounds
from .walk import Walk, expr, maybe_type, type_of

_NAME, _BODY, _TYPE, _VALUE, _BOUNDS = field("name"), field("body"), field("type"), field("value"), field("bounds")
_NAMED, _VIS, _MUTABLE = kinds("field_declaration_list"), kinds("visibility_modifier"), kinds("mutable_specifier")
_FIELD, _VARIANT = kinds("field_declaration"), kinds("enum_variant")


@register(ITEMS, "struct_item", "union_item")
def _struct(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    kind = ItemKind.STRUCT if any(child.type == "struct" for child in node.children) else ItemKind.UNION
    item = open_item(walk, node, before, kind, node.child_by_field_id(_NAME), body)
    given = generics_of(walk, node)
    form = _fields(walk, body)
    item.close(generics=given, form=form)


def _fields(walk: Walk, body: Node | None) -> str:
    """Read fields as items; returns the form (`tuple`, `unit` or with names)."""
    if body is None:
        return "unit"
    if body.kind_id in _NAMED:
        before: list[Node] = []
        for child in body.named_children:
            if child.kind_id in _FIELD:
                item = open_item(walk, child, before, ItemKind.FIELD, child.child_by_field_id(_NAME))
                item.close(ty=maybe_type(walk, child.child_by_field_id(_TYPE)))
                before = []
            else:
                before.append(child)
        return "named"
    _tuple_fields(walk, body)
    return "tuple"


def _tuple_fields(walk: Walk, body: Node) -> None:
    before: list[Node] = []
    vis = ""
    start: Node | None = None
    number = 0
    for child in body.named_children:
        if child.kind_id in EXTRAS:
            before.append(child)
        elif child.kind_id in _VIS:
            vis = walk.normalised(child)
            start = child
        else:
            item = open_item(walk, child, before, ItemKind.FIELD, None, at=child, title=str(number))
            item.vis = vis
            item.quals = []
            if start is not None:  # a tuple field's visibility is a sibling of its type
                item.head = start.start_byte
                if item.start == child.start_byte:
                    item.start, item.start_row = start.start_byte, start.start_point[0]
            item.close(ty=type_of(walk, child))
            before, vis, start = [], "", None
            number += 1


@register(ITEMS, "enum_item")
def _enum(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    item = open_item(walk, node, before, ItemKind.ENUM, node.child_by_field_id(_NAME), body)
    given = generics_of(walk, node)
    pending: list[Node] = []
    for child in body.named_children if body is not None else []:
        if child.kind_id in _VARIANT:
            _variant(walk, child, pending)
            pending = []
        else:
            pending.append(child)
    item.close(generics=given)


def _variant(walk: Walk, node: Node, before: list[Node]) -> None:
    name, body, value = (node.child_by_field_id(f) for f in (_NAME, _BODY, _VALUE))
    item = open_item(walk, node, before, ItemKind.VARIANT, name)
    if name is not None:
        item.head_end = name.end_byte
        item.content = (name.end_byte, node.end_byte)
    form = _fields(walk, body)
    text = "" if value is None else walk.normalised(value)
    if value is not None:
        walk.bodies.append(Body(item.ord, expr(walk, value)))
    item.close(form=form, value=text)


@register(ITEMS, "type_item", "associated_type")
def _alias(walk: Walk, node: Node, before: list[Node]) -> None:
    item = open_item(walk, node, before, ItemKind.TYPE_ALIAS, node.child_by_field_id(_NAME))
    ty = node.child_by_field_id(_TYPE)
    given = generics_of(walk, node)
    limits = bounds(walk, node.child_by_field_id(_BOUNDS))
    if written(walk, node, "type", "trait"):
        item.kind = ItemKind.TRAIT_ALIAS  # `trait A = B + C;` reads as a type for the parser
        item.close(generics=given, bounds=[] if ty is None else bound(walk, ty))
        return
    item.close(generics=given, ty=maybe_type(walk, ty), bounds=limits, has_body=ty is not None)


_BLOCK = kinds("block")


@register(ITEMS, "const_item", "static_item")
def _const(walk: Walk, node: Node, before: list[Node]) -> None:
    static = any(child.type == "static" for child in node.children)
    value = node.child_by_field_id(_VALUE)
    name = node.child_by_field_id(_NAME)
    item = open_item(walk, node, before, ItemKind.STATIC if static else ItemKind.CONST, name)
    text = ""
    ty = maybe_type(walk, node.child_by_field_id(_TYPE))
    item.quals = [] if not static else item.quals
    if static and any(child.kind_id in _MUTABLE for child in node.children):
        item.quals = [*item.quals, "mut"]
    if value is not None:
        text = walk.normalised(value)
        equals = next((child for child in node.children if child.type == "="), value)
        item.head_end = equals.start_byte
        item.content = (value.start_byte, value.end_byte)
        walk.block_calls = walk.calls_make_items and item.name == "_" and value.kind_id in _BLOCK
        walk.bodies.append(Body(item.ord, expr(walk, value)))
    item.close(ty=ty, value=text, has_body=value is not None)
