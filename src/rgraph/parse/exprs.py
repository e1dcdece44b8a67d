"""Expressions, except control flow, closures and blocks (`control`, `blocks`)."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..model.syntax import (
    EArray,
    EAwait,
    EBinary,
    ECall,
    ECast,
    ECfg,
    EClosure,
    EField,
    EIndex,
    ELit,
    EMethod,
    EOther,
    EPath,
    ERange,
    ERef,
    EStruct,
    ETry,
    ETuple,
    EUnary,
    Expr,
    FieldInit,
    Path,
    Segment,
    Type,
)
from .attrs import cfg_before
from .grammar import EXTRAS, field, kinds, parts, register
from .paths import path, type_arguments
from .walk import EXPRS, Walk, expr, exprs, maybe_expr, maybe_type

_FUNCTION, _ARGUMENTS, _TYPE_ARGUMENTS = field("function"), field("arguments"), field("type_arguments")
_VALUE, _FIELD, _BODY, _TYPE = field("value"), field("field"), field("body"), field("type")
_LENGTH = field("length")

_FIELD_EXPRESSION, _GENERIC_FUNCTION = kinds("field_expression"), kinds("generic_function")
_MUTABLE = kinds("mutable_specifier")
_SHORTHAND, _INITIALIZER = kinds("shorthand_field_initializer"), kinds("field_initializer")
_BASE = kinds("base_field_initializer")
_NUMBER = re.compile(r"(?:0x[0-9a-fA-F_]+|0b[01_]+|0o[0-7_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]+)?)(\w*)")

_NOTHING = EOther([])
_FULL_RANGE = ERange(None, None, False)


def _child(walk: Walk, node: Node, name: int) -> Expr:
    found = node.child_by_field_id(name)
    return _NOTHING if found is None else expr(walk, found)


def _elements(walk: Walk, nodes: list[Node]) -> list[Expr]:
    """Arguments or elements as expressions, each with the `#[cfg]`s in front of it."""
    found: list[Expr] = []
    for node in nodes:
        if node.kind_id not in EXTRAS:
            read, cfg = expr(walk, node), cfg_before(walk, node)
            found.append(ECfg(cfg, read) if cfg else read)
    return found


# ---- paths and literals ----------------------------------------------------------------------------------


@register(EXPRS, "identifier", "self", "super", "crate", "metavariable", "type_identifier", "primitive_type")
def _identifier(walk: Walk, node: Node) -> Expr:
    name = walk.local_name(node)
    return _NOTHING if name == "_" else EPath(Path([Segment(name)], walk.line(node)))


@register(EXPRS, "scoped_identifier", "generic_function", "scoped_type_identifier", "generic_type", "bracketed_type")
def _path(walk: Walk, node: Node) -> Expr:
    return EPath(path(walk, node))


def _literal(kind: str) -> ELit:
    return ELit(kind)


_STR, _BYTES, _CSTR = ELit("str"), ELit("bytes"), ELit("cstr")
_CHAR, _BYTE, _BOOL = ELit("char"), ELit("byte"), ELit("bool")


@register(EXPRS, "string_literal", "raw_string_literal")
def _string(walk: Walk, node: Node) -> Expr:
    first = walk.text[node.start_byte]
    return _BYTES if first == "b" else _CSTR if first == "c" else _STR


@register(EXPRS, "char_literal")
def _char(walk: Walk, node: Node) -> Expr:
    return _BYTE if walk.text[node.start_byte] == "b" else _CHAR


@register(EXPRS, "boolean_literal")
def _bool(walk: Walk, node: Node) -> Expr:
    return _BOOL


@register(EXPRS, "integer_literal", "float_literal")
def _number(walk: Walk, node: Node) -> Expr:
    text = walk.slice(node)
    matched = _NUMBER.fullmatch(text)
    suffix = matched[1].lstrip("_") if matched else ""  # `1_u8` has the suffix `u8`
    digits = text[: len(text) - len(suffix)]
    is_float = suffix in ("f32", "f64") or (not digits.startswith("0x") and any(c in ".eE" for c in digits))
    return ELit("float" if is_float else "int", suffix)


# ---- calls and members ---------------------------------------------------------------------------------


@register(EXPRS, "call_expression")
def _call(walk: Walk, node: Node) -> Expr:
    # By position where that can be, since looking up fields costs more and calls are many.
    children = node.children
    if len(children) == 2:
        fn, arguments = children
    else:
        found, given = node.child_by_field_id(_FUNCTION), node.child_by_field_id(_ARGUMENTS)
        if found is None or given is None:
            return EOther(exprs(walk, node.named_children))
        fn, arguments = found, given
    kind = fn.kind_id
    if kind in _FIELD_EXPRESSION:
        return _method(walk, fn, [], arguments)
    if kind in _GENERIC_FUNCTION:
        inner = fn.child_by_field_id(_FUNCTION)
        if inner is not None and inner.kind_id in _FIELD_EXPRESSION:
            given = fn.child_by_field_id(_TYPE_ARGUMENTS)
            turbofish = type_arguments(walk, given)[0] if given is not None else []
            return _method(walk, inner, turbofish, arguments)
    line = walk.line(node)
    called = expr(walk, fn)
    if isinstance(called, EPath):
        line = called.path.line  # that of its last name
    return ECall(called, _elements(walk, arguments.named_children), line)


def _method(walk: Walk, member: Node, turbofish: list[Type], arguments: Node) -> Expr:
    children = member.children
    name = children[-1]
    recv = expr(walk, children[0])
    return EMethod(recv, walk.name(name), turbofish, _elements(walk, arguments.named_children), walk.line(name))


@register(EXPRS, "field_expression")
def _field(walk: Walk, node: Node) -> Expr:
    children = node.children
    name = children[-1]
    return EField(expr(walk, children[0]), walk.name(name), walk.line(name))


@register(EXPRS, "index_expression")
def _index(walk: Walk, node: Node) -> Expr:
    found = exprs(walk, node.named_children)
    return EIndex(found[0], found[1], walk.line(node)) if len(found) == 2 else EOther(found)


@register(EXPRS, "await_expression")
def _await(walk: Walk, node: Node) -> Expr:
    return EAwait(expr(walk, node.children[0]), walk.line(node.children[-1]))


@register(EXPRS, "try_expression")
def _try(walk: Walk, node: Node) -> Expr:
    return ETry(expr(walk, node.children[0]), walk.line(node.children[-1]))


# ---- operators -----------------------------------------------------------------------------------------


@register(EXPRS, "unary_expression")
def _unary(walk: Walk, node: Node) -> Expr:
    children = node.children
    return EUnary(walk.slice(children[0]), expr(walk, children[-1]), walk.line(node))


@register(EXPRS, "negative_literal")
def _negative(walk: Walk, node: Node) -> Expr:
    return EUnary("-", expr(walk, node.children[-1]), walk.line(node))


@register(EXPRS, "reference_expression")
def _reference(walk: Walk, node: Node) -> Expr:
    children = node.children
    return ERef(expr(walk, children[-1]), any(child.kind_id in _MUTABLE for child in children))


@register(EXPRS, "binary_expression", "compound_assignment_expr", "assignment_expression")
def _binary(walk: Walk, node: Node) -> Expr:
    children = node.children
    if len(children) != 3:  # a comment between the operands, or an error
        children = [child for child in children if child.kind_id not in EXTRAS]
        if len(children) != 3:
            return EOther(exprs(walk, children))
    left, op, right = children
    sign, base = walk.slice(op), expr(walk, left)
    if sign == "=" and base == _FULL_RANGE and left.end_byte == op.start_byte:
        return ERange(None, expr(walk, right), True)  # the grammar takes `..=3` for an assignment
    value = expr(walk, right)
    if sign == "=" and isinstance(base, EClosure) and left.children[-1].type == "_":
        # the grammar ends a closure behind `_`: `|x| _ = f(x)` is an assignment to `|x| _` there
        return EClosure(base.params, base.ret, EBinary(sign, base.body, value, walk.line(op)), base.is_async)
    return EBinary(sign, base, value, walk.line(op))


@register(EXPRS, "type_cast_expression")
def _cast(walk: Walk, node: Node) -> Expr:
    ty = maybe_type(walk, node.child_by_field_id(_TYPE))
    value = _child(walk, node, _VALUE)
    return value if ty is None else ECast(value, ty)


@register(EXPRS, "range_expression")
def _range(walk: Walk, node: Node) -> Expr:
    start: Expr | None = None
    end: Expr | None = None
    op = ""
    for child in node.children:
        if child.kind_id in EXTRAS:
            continue
        if child.is_named:
            if op:
                end = expr(walk, child)
            else:
                start = expr(walk, child)
        else:
            op = child.type
    return ERange(start, end, op == "..=")


# ---- aggregates ----------------------------------------------------------------------------------------


@register(EXPRS, "parenthesized_expression")
def _parenthesized(walk: Walk, node: Node) -> Expr:
    found = exprs(walk, node.named_children)
    return found[0] if len(found) == 1 else EOther(found)


@register(EXPRS, "tuple_expression")
def _tuple(walk: Walk, node: Node) -> Expr:
    return ETuple(_elements(walk, node.named_children))


@register(EXPRS, "unit_expression", "unit_type")
def _unit(walk: Walk, node: Node) -> Expr:
    return ETuple([])


@register(EXPRS, "array_expression")
def _array(walk: Walk, node: Node) -> Expr:
    found = _elements(walk, node.named_children)
    if len(found) == 2 and node.child_by_field_id(_LENGTH) is not None:
        return EArray(found[:1], found[1])
    return EArray(found, None)


def _shorthand(walk: Walk, node: Node, cfg: list[str]) -> FieldInit:
    name, local, line = walk.name(node), walk.local_name(node), walk.line(node)
    return FieldInit(name, line, None if local == name else EPath(Path([Segment(local)], line)), cfg)


@register(EXPRS, "struct_expression")
def _struct(walk: Walk, node: Node) -> Expr:
    fields: list[FieldInit] = []
    base: Expr | None = None
    body = node.child_by_field_id(_BODY)
    for child in body.named_children if body is not None else []:
        kind = child.kind_id
        if kind in _INITIALIZER:
            name, value = child.child_by_field_id(_FIELD), child.child_by_field_id(_VALUE)
            if name is not None:
                given, cfg = maybe_expr(walk, value), cfg_before(walk, name)
                fields.append(FieldInit(walk.name(name), walk.line(name), given, cfg))
        elif kind in _SHORTHAND:
            names = parts(child)
            if names:
                fields.append(_shorthand(walk, names[0], cfg_before(walk, names[0])))
        elif kind in _BASE:
            inner = parts(child)
            base = expr(walk, inner[0]) if inner else None
    return EStruct(path(walk, node.children[0]), fields, base)
