"""Patterns."""

from __future__ import annotations

from tree_sitter import Node

from ..model.syntax import (
    EMacro,
    FieldPat,
    Pat,
    PIdent,
    PLit,
    PMacro,
    POr,
    PPath,
    PRange,
    PRef,
    PRest,
    PSlice,
    PStruct,
    PTuple,
    PTupleStruct,
    PWild,
)
from .attrs import cfg_before
from .grammar import EXTRAS, field, kinds, parts, register
from .paths import path
from .walk import PATS, Walk, expr, pat

_NAME, _PATTERN = field("name"), field("pattern")
_PUNCTUATION = kinds("'('", "')'", "'['", "']'", "','", "'|'")
_MUTABLE, _REF = kinds("mutable_specifier"), kinds("'ref'")
_FIELD, _REST = kinds("field_pattern"), kinds("remaining_field_pattern")
_PATHS = kinds("scoped_identifier", "identifier", "scoped_type_identifier", "self", "crate", "super", "bracketed_type")
_OR = kinds("or_pattern")


def pats(walk: Walk, nodes: list[Node]) -> list[Pat]:
    """Read the patterns among nodes: `_` is a mere token, and there is punctuation between them."""
    return [pat(walk, node) for node in nodes if node.kind_id not in _PUNCTUATION and node.kind_id not in EXTRAS]


@register(PATS, "identifier", "shorthand_field_identifier", "metavariable", "self")
def _ident(walk: Walk, node: Node) -> Pat:
    return PIdent(walk.local_name(node), walk.line(node))


@register(PATS, "'_'")
def _wild(walk: Walk, node: Node) -> Pat:
    return PWild()


@register(PATS, "scoped_identifier", "generic_pattern", "scoped_type_identifier", "bracketed_type")
def _path(walk: Walk, node: Node) -> Pat:
    return PPath(path(walk, node))


@register(PATS, "mut_pattern", "ref_pattern")
def _binding(walk: Walk, node: Node) -> Pat:
    by_ref = any(child.kind_id in _REF for child in node.children)
    mut = any(child.kind_id in _MUTABLE for child in node.children)
    inner = [child for child in parts(node) if child.kind_id not in _MUTABLE]
    return marked(pat(walk, inner[0]), mut, by_ref) if inner else PWild()


def marked(found: Pat, mut: bool, by_ref: bool = False) -> Pat:
    """A binding with the `mut` and `ref` before it."""
    if isinstance(found, PIdent) and (mut or by_ref):
        return PIdent(found.name, found.line, found.by_ref or by_ref, found.sub, found.mut or mut)
    return found


@register(PATS, "captured_pattern")
def _captured(walk: Walk, node: Node) -> Pat:
    found = [child for child in node.children if child.kind_id not in EXTRAS and child.type != "@"]
    if len(found) < 2:
        return PWild()
    name = pat(walk, found[0])
    sub = pat(walk, found[-1])
    return PIdent(name.name, name.line, name.by_ref, sub, name.mut) if isinstance(name, PIdent) else sub


@register(PATS, "tuple_pattern")
def _tuple(walk: Walk, node: Node) -> Pat:
    found = pats(walk, node.children)
    if len(found) == 1 and not isinstance(found[0], PRest) and all(child.type != "," for child in node.children):
        return found[0]  # parentheses
    return PTuple(found)


@register(PATS, "slice_pattern")
def _slice(walk: Walk, node: Node) -> Pat:
    return PSlice(pats(walk, node.children))


@register(PATS, "tuple_struct_pattern")
def _tuple_struct(walk: Walk, node: Node) -> Pat:
    found = [child for child in node.children if child.kind_id not in EXTRAS]
    return PTupleStruct(path(walk, found[0]), pats(walk, found[1:]))


@register(PATS, "struct_pattern")
def _struct(walk: Walk, node: Node) -> Pat:
    fields: list[FieldPat] = []
    rest = False
    for child in node.children[1:]:
        if child.kind_id in _FIELD:
            name = child.child_by_field_id(_NAME)
            if name is not None:
                fields.append(_field(walk, child, name))
        elif child.kind_id in _REST:
            rest = True
    return PStruct(path(walk, node.children[0]), fields, rest)


def _field(walk: Walk, node: Node, name: Node) -> FieldPat:
    inner = node.child_by_field_id(_PATTERN)
    by_ref = inner is None and any(child.kind_id in _REF for child in node.children)
    cfg = cfg_before(walk, node)
    title, local, line = walk.name(name), walk.local_name(name), walk.line(name)
    if inner is None and local != title:
        return FieldPat(title, line, PIdent(local, line, by_ref), False, cfg)
    return FieldPat(title, line, None if inner is None else pat(walk, inner), by_ref, cfg)


@register(PATS, "remaining_field_pattern")
def _rest(walk: Walk, node: Node) -> Pat:
    return PRest()


@register(PATS, "or_pattern")
def _or(walk: Walk, node: Node) -> Pat:
    flat: list[Node] = []
    stack = [node]
    while stack:
        top = stack.pop()
        if top.kind_id in _OR:
            stack.extend(reversed(top.children))
        else:
            flat.append(top)
    found = pats(walk, flat)
    return found[0] if len(found) == 1 else POr(found)


@register(PATS, "reference_pattern")
def _reference(walk: Walk, node: Node) -> Pat:
    inner = [c for c in node.children[1:] if c.kind_id not in EXTRAS and c.kind_id not in _MUTABLE]
    return PRef(pat(walk, inner[0]) if inner else PWild())


@register(
    PATS, "integer_literal", "float_literal", "negative_literal", "string_literal", "raw_string_literal",
    "char_literal", "boolean_literal", "const_block",
)  # fmt: skip
def _literal(walk: Walk, node: Node) -> Pat:
    return PLit()


@register(PATS, "range_pattern")
def _range(walk: Walk, node: Node) -> Pat:
    return PRange([path(walk, child) for child in node.named_children if child.kind_id in _PATHS])


@register(PATS, "macro_invocation")
def _macro(walk: Walk, node: Node) -> Pat:
    call = expr(walk, node)
    return PMacro(call) if isinstance(call, EMacro) else PWild()
