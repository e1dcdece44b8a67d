"""Functions and methods."""

from __future__ import annotations

from tree_sitter import Node

from ..model.facts import Body, ItemKind, Param, SelfParam
from ..model.syntax import PWild, TInfer
from .attrs import cfg_before
from .blocks import ITEMS, block_of
from .grammar import EXTRAS, field, kinds, register
from .opening import add_inner, generics_of, open_item
from .patterns import marked
from .walk import Walk, maybe_type, pat, type_of

_NAME, _BODY, _TYPE, _PATTERN = field("name"), field("body"), field("type"), field("pattern")
_PARAMETERS, _RETURN = field("parameters"), field("return_type")
_SELF_PARAMETER, _PARAMETER, _VARIADIC = kinds("self_parameter"), kinds("parameter"), kinds("variadic_parameter")
_MUTABLE, _SELF = kinds("mutable_specifier"), kinds("self")


@register(ITEMS, "function_item", "function_signature_item")
def _function(walk: Walk, node: Node, before: list[Node]) -> None:
    body = node.child_by_field_id(_BODY)
    item = open_item(walk, node, before, ItemKind.FUNCTION, node.child_by_field_id(_NAME), body)
    listed = node.child_by_field_id(_PARAMETERS)
    self_param: SelfParam | None = None
    params: list[Param] = []
    variadic = False
    for child in listed.named_children if listed is not None else []:
        kind = child.kind_id
        if kind in _PARAMETER:
            found = _param(walk, child)
            if isinstance(found, SelfParam):
                self_param = found
            else:
                params.append(found)
        elif kind in _SELF_PARAMETER:
            self_param = _self_param(walk, child)
        elif kind in _VARIADIC:
            variadic = True
        elif kind not in EXTRAS:  # a trait method's bare type, edition 2015
            params.append(Param(PWild(), type_of(walk, child), walk.normalised(child)))
    given = generics_of(walk, node)
    ret = maybe_type(walk, node.child_by_field_id(_RETURN))
    if body is not None:
        add_inner(item, body)
        walk.bodies.append(Body(item.ord, block_of(walk, body)))
    item.close(
        generics=given, self_param=self_param, params=params, ret=ret, variadic=variadic, has_body=body is not None
    )


def _param(walk: Walk, node: Node) -> Param | SelfParam:
    pattern, ty = node.child_by_field_id(_PATTERN), node.child_by_field_id(_TYPE)
    mut = any(child.kind_id in _MUTABLE for child in node.children)
    text = walk.normalised(node)
    read = maybe_type(walk, ty) or TInfer()
    if pattern is not None and pattern.kind_id in _SELF:
        return SelfParam(text, False, mut, read)
    return Param(PWild() if pattern is None else marked(pat(walk, pattern), mut), read, text, cfg_before(walk, node))


def _self_param(walk: Walk, node: Node) -> SelfParam:
    mut = any(child.kind_id in _MUTABLE for child in node.children)
    return SelfParam(walk.normalised(node), walk.text[node.start_byte] == "&", mut)
