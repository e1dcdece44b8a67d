"""Containers of items: files, modules, impls, traits and extern blocks."""

from __future__ import annotations

from collections.abc import Iterable

from tree_sitter import Node

from ..model.facts import ItemKind
from ..model.syntax import TPath, TRef, Type
from .blocks import ITEM_CALLS, ITEMS
from .grammar import EXTRAS, field, kinds, register
from .limits import MAX_DEPTH
from .opening import OpenItem, add_inner, generics_of, open_item, written
from .paths import bounds, path
from .walk import Walk, maybe_type

_NAME, _BODY, _TYPE, _TRAIT = field("name"), field("body"), field("type"), field("trait")
_BOUNDS, _ALIAS = field("bounds"), field("alias")
(_DEFINITION,) = kinds("macro_definition")
_EXTERN, _STATEMENT = kinds("extern_modifier"), kinds("expression_statement")


def read_items(walk: Walk, nodes: Iterable[Node]) -> None:
    """Read the items and uses among the children of a file, module, impl or trait."""
    if walk.depth >= MAX_DEPTH:
        walk.deep = True
        return
    walk.depth += 1
    before: list[Node] = []
    for node in nodes:
        kind = node.kind_id
        reader = ITEMS.get(kind)
        if reader is not None:
            reader(walk, node, before)
            before = []
        elif kind in EXTRAS:
            before.append(node)
        else:
            called = node.children[0] if kind in _STATEMENT and node.children else node
            call = ITEM_CALLS.get(called.kind_id)
            if call is not None:
                call(walk, called, before)
            before = []
    walk.depth -= 1


@register(ITEMS, "impl_item")
def _impl(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    keyword = next((child for child in node.children if child.type == "impl"), node)
    item = open_item(walk, node, before, ItemKind.IMPL, None, body, at=keyword)
    ty = maybe_type(walk, node.child_by_field_id(_TYPE))
    trait_node = node.child_by_field_id(_TRAIT)
    trait = path(walk, trait_node) if trait_node is not None else None
    negative = any(child.type == "!" for child in node.children)
    item.name = _self_name(ty)
    given = generics_of(walk, node)
    _members(item, body)
    item.close(generics=given, ty=ty, trait=trait, negative=negative)


def _self_name(ty: Type | None) -> str:
    while isinstance(ty, TRef):
        ty = ty.ty
    return ty.path.segments[-1].name if isinstance(ty, TPath) and ty.path.segments else ""


def _members(item: OpenItem, body: Node | None) -> None:
    if body is not None:
        add_inner(item, body)
        read_items(item.walk, body.named_children)


@register(ITEMS, "trait_item")
def _trait(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    item = open_item(walk, node, before, ItemKind.TRAIT, node.child_by_field_id(_NAME), body)
    given = generics_of(walk, node)
    supers = bounds(walk, node.child_by_field_id(_BOUNDS))
    _members(item, body)
    item.close(generics=given, bounds=supers)


@register(ITEMS, "mod_item")
def _module(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    name = node.child_by_field_id(_NAME)
    if name is not None and written(walk, node, "mod", "macro"):
        ITEMS[_DEFINITION](walk, node, before)  # `macro m(...) {...}` reads as a module for the parser
        return
    item = open_item(walk, node, before, ItemKind.MODULE, name, body)
    _members(item, body)
    item.close(has_body=body is not None)


@register(ITEMS, "foreign_mod_item")
def _extern_block(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    keyword = next((child for child in node.named_children if child.kind_id in _EXTERN), node)
    item = open_item(walk, node, before, ItemKind.EXTERN_BLOCK, None, body, at=keyword)
    abi = next((walk.slice(child).strip('"') for child in keyword.named_children), "C")
    _members(item, body)
    item.close(alias=abi)


@register(ITEMS, "extern_crate_declaration")
def _extern_crate(walk: Walk, node: Node, before: list[Node]) -> None:
    alias = node.child_by_field_id(_ALIAS)
    item = open_item(walk, node, before, ItemKind.EXTERN_CRATE, node.child_by_field_id(_NAME))
    item.quals = []
    item.close(alias="" if alias is None else walk.name(alias))
