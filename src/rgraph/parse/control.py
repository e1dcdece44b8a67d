"""Control flow and closures."""

from __future__ import annotations

from tree_sitter import Node

from ..model.syntax import (
    Arm,
    ClosureParam,
    EBinary,
    EBlock,
    EClosure,
    EFor,
    EIf,
    EJump,
    ELetCond,
    ELoop,
    EMatch,
    EOther,
    EWhile,
    Expr,
    PWild,
)
from .attrs import cfg_before
from .blocks import block_of
from .grammar import COMMENTS, EXTRAS, field, kinds, parts, register
from .patterns import marked
from .walk import EXPRS, PATS, Walk, expr, exprs, maybe_expr, maybe_type, pat

_VALUE, _BODY, _TYPE = field("value"), field("body"), field("type")
_CONDITION, _CONSEQUENCE, _ALTERNATIVE = field("condition"), field("consequence"), field("alternative")
_PATTERN, _PARAMETERS = field("pattern"), field("parameters")
_RETURN = field("return_type")

_MUTABLE, _LABEL = kinds("mutable_specifier"), kinds("label")
_PARAMETER = kinds("parameter")
_ARM = kinds("match_arm")

_NOTHING = EOther([])
_EMPTY = EBlock([])


def _child(walk: Walk, node: Node, name: int) -> Expr:
    found = node.child_by_field_id(name)
    return _NOTHING if found is None else expr(walk, found)


def _block(walk: Walk, node: Node, name: int) -> EBlock:
    found = node.child_by_field_id(name)
    return _EMPTY if found is None else block_of(walk, found)


@register(EXPRS, "if_expression")
def _if(walk: Walk, node: Node) -> Expr:
    cond = _child(walk, node, _CONDITION)
    then = _block(walk, node, _CONSEQUENCE)
    alternative = node.child_by_field_id(_ALTERNATIVE)
    return EIf(cond, then, None if alternative is None else expr(walk, alternative))


@register(EXPRS, "else_clause")
def _else(walk: Walk, node: Node) -> Expr:
    found = parts(node)
    return expr(walk, found[0]) if found else _EMPTY


@register(EXPRS, "let_condition")
def _let(walk: Walk, node: Node) -> Expr:
    pattern = node.child_by_field_id(_PATTERN)
    value = _child(walk, node, _VALUE)
    return ELetCond(PWild() if pattern is None else pat(walk, pattern), value)


@register(EXPRS, "let_chain")
def _chain(walk: Walk, node: Node) -> Expr:
    found = exprs(walk, node.named_children)
    if not found:
        return _NOTHING
    left = found[0]
    for right in found[1:]:
        left = EBinary("&&", left, right, walk.line(node))
    return left


@register(EXPRS, "match_expression")
def _match(walk: Walk, node: Node) -> Expr:
    value = _child(walk, node, _VALUE)
    body = node.child_by_field_id(_BODY)
    arms = [arm(walk, child) for child in (body.named_children if body is not None else []) if child.kind_id in _ARM]
    return EMatch(value, arms)


def arm(walk: Walk, node: Node) -> Arm:
    """Read a match arm with its guard."""
    pattern: Node | None = None
    guard: Expr | None = None
    outer = node.child_by_field_id(_PATTERN)
    cfg = cfg_before(walk, outer if outer is not None else node)
    if outer is not None:
        condition = outer.child_by_field_id(_CONDITION)
        pattern = next((child for child in outer.children if child.kind_id not in EXTRAS), None)
        found = PWild() if pattern is None else pat(walk, pattern)
        guard = maybe_expr(walk, condition)
        return Arm(found, guard, _child(walk, node, _VALUE), cfg)
    return Arm(PWild(), None, _child(walk, node, _VALUE), cfg)


@register(EXPRS, "loop_expression")
def _loop(walk: Walk, node: Node) -> Expr:
    return ELoop(_block(walk, node, _BODY))


@register(EXPRS, "while_expression")
def _while(walk: Walk, node: Node) -> Expr:
    return EWhile(_child(walk, node, _CONDITION), _block(walk, node, _BODY))


@register(EXPRS, "for_expression")
def _for(walk: Walk, node: Node) -> Expr:
    pattern = node.child_by_field_id(_PATTERN)
    value = node.child_by_field_id(_VALUE)
    line = walk.line(value if value is not None else node)
    found = PWild() if pattern is None else pat(walk, pattern)
    return EFor(found, _child(walk, node, _VALUE), _block(walk, node, _BODY), line)


@register(EXPRS, "return_expression", "break_expression", "continue_expression", "yield_expression")
def _jump(walk: Walk, node: Node) -> Expr:
    found = [child for child in parts(node) if child.kind_id not in _LABEL]
    kind = node.children[0].type if node.children else node.type.removesuffix("_expression")
    return EJump(kind, expr(walk, found[0]) if found else None)


# ---- closures ------------------------------------------------------------------------------------------


@register(EXPRS, "closure_expression")
def _closure(walk: Walk, node: Node) -> Expr:
    listed = node.child_by_field_id(_PARAMETERS)
    params = []
    for child in listed.children if listed is not None else []:
        if child.kind_id in _PARAMETER:
            params.append(_closure_param(walk, child))
        elif child.kind_id in PATS and child.kind_id not in COMMENTS:
            params.append(ClosureParam(pat(walk, child), None))
    ret = maybe_type(walk, node.child_by_field_id(_RETURN))
    is_async = any(child.type == "async" for child in node.children[:3] if not child.is_named)
    return EClosure(params, ret, _child(walk, node, _BODY), is_async)


def _closure_param(walk: Walk, node: Node) -> ClosureParam:
    pattern = node.child_by_field_id(_PATTERN)
    mut = any(child.kind_id in _MUTABLE for child in node.children)
    found = PWild() if pattern is None else marked(pat(walk, pattern), mut)
    return ClosureParam(found, maybe_type(walk, node.child_by_field_id(_TYPE)))
