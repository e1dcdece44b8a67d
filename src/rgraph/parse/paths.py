"""Paths with their generic arguments, and bounds."""

from __future__ import annotations

from tree_sitter import Node

from ..model.syntax import (
    AssocArg,
    Bound,
    NameInTokens,
    Path,
    Segment,
    TConst,
    TPath,
    TTuple,
    Type,
)
from .grammar import EXTRAS, field, kinds, parts
from .limits import MAX_DEPTH
from .walk import Walk, maybe_type, type_of

_TYPE, _ALIAS, _NAME, _PATH = field("type"), field("alias"), field("name"), field("path")
_TRAIT, _PARAMETERS, _RETURN = field("trait"), field("parameters"), field("return_type")

PLAIN = ("identifier", "type_identifier", "self", "super", "crate", "metavariable", "primitive_type")
_PLAIN = kinds(*PLAIN, "field_identifier", "shorthand_field_identifier")
_SCOPED = kinds("scoped_identifier", "scoped_type_identifier")
_GENERIC = kinds("generic_type", "generic_type_with_turbofish", "generic_function", "generic_pattern")
_BRACKETED, _QUALIFIED = kinds("bracketed_type"), kinds("qualified_type")
_FUNCTION, _ARGS = kinds("function_type"), kinds("type_arguments")
_LIFETIMES = kinds("lifetime", "lifetime_parameter", "use_bounds")
_LITERALS = kinds(
    "block", "integer_literal", "negative_literal", "boolean_literal", "char_literal", "string_literal",
    "float_literal", "raw_string_literal",
)  # fmt: skip
_BLOCKS = kinds("block")
_CALLED = field("function")
_NAMED = kinds("identifier", "scoped_identifier", "generic_function")
_CALL, _FIELD, _MACRO = kinds("call_expression"), kinds("field_expression"), kinds("macro_invocation")
_BINDS = kinds(
    "let_declaration", "let_condition", "closure_expression", "match_expression", "for_expression",
    "function_item", "const_item", "static_item", "struct_item", "use_declaration",
)  # fmt: skip
_BINDING, _TRAIT_BOUNDS = kinds("type_binding"), kinds("trait_bounds")
_HIGHER, _REMOVED, _BOUNDED = kinds("higher_ranked_trait_bound"), kinds("removed_trait_bound"), kinds("bounded_type")
_TUPLE = kinds("tuple_type")


class _Head:
    """Read what comes before the segments of a path."""

    __slots__ = ("qself", "root", "trait_len")

    def __init__(self) -> None:
        self.root = False
        self.qself: Type | None = None
        self.trait_len = 0


def path(walk: Walk, node: Node) -> Path:
    """Read a path in a type, expression, pattern or macro name; its line is that of its last name."""
    if node.kind_id in _PLAIN:
        return Path([Segment(walk.name(node))], walk.line(node))
    head = _Head()
    segments: list[Segment] = []
    line = _collect(walk, node, segments, head)
    return walk.path(Path(segments, line, head.root, head.qself, head.trait_len), node)


def _collect(walk: Walk, node: Node, out: list[Segment], head: _Head) -> int:
    """Append the segments of a path; returns the line of the last."""
    spine = []
    while node.kind_id in _SCOPED:
        spine.append(node)
        first = node.children[0] if node.children else None
        if first is None:
            break
        if not first.is_named:  # `::name`
            head.root = True
            break
        if first.kind_id in EXTRAS:
            first = node.child_by_field_id(_PATH) or first
        node = first
    line = walk.line(node)
    if node.kind_id not in _SCOPED:
        line = _base(walk, node, out, head)
    for scoped in reversed(spine):
        name = scoped.child_by_field_id(_NAME)
        if name is not None:
            out.append(Segment(walk.name(name)))
            line = walk.line(name)
    return line


def _base(walk: Walk, node: Node, out: list[Segment], head: _Head) -> int:
    kind = node.kind_id
    if kind in _GENERIC:
        if walk.depth >= MAX_DEPTH:
            walk.deep = True
            return walk.line(node)
        walk.depth += 1
        line = _generic(walk, node, out, head)
        walk.depth -= 1
        return line
    if kind in _BRACKETED:
        for inner in parts(node):
            if inner.kind_id in _QUALIFIED:
                head.qself = maybe_type(walk, inner.child_by_field_id(_TYPE))
                alias = inner.child_by_field_id(_ALIAS)
                if alias is not None:
                    _append(walk, alias, out, head)
                head.trait_len = len(out)
            else:
                head.qself = type_of(walk, inner)
        return walk.line(node)
    if kind in _FUNCTION:
        found = fn_path(walk, node)
        if found is not None:
            out.extend(found.segments)
            head.root = found.root
        return walk.line(node)
    out.append(Segment(walk.name(node)))
    return walk.line(node)


def _append(walk: Walk, node: Node, out: list[Segment], head: _Head) -> None:
    """Append the trait of a qualified path, whatever its shape."""
    if node.kind_id in _SCOPED:
        _collect(walk, node, out, head)
    else:
        _base(walk, node, out, head)


def _generic(walk: Walk, node: Node, out: list[Segment], head: _Head) -> int:
    args: Node | None = None
    inner: Node | None = None
    for child in parts(node):
        if child.kind_id in _ARGS:
            args = child
        elif inner is None:
            inner = child
    line = walk.line(node)
    if inner is not None:
        line = _collect(walk, inner, out, head)
    if args is not None and out:
        tys, assoc = type_arguments(walk, args)
        out[-1] = Segment(out[-1].name, tys, assoc)
    return line


def type_arguments(walk: Walk, node: Node) -> tuple[list[Type], list[AssocArg]]:
    """Read `<A, B = C, D: E, 3>`; lifetimes are left out."""
    tys: list[Type] = []
    assoc: list[AssocArg] = []
    for child in parts(node):
        kind = child.kind_id
        if kind in _LIFETIMES:
            continue
        if kind in _BINDING:
            name = child.child_by_field_id(_NAME)
            if name is not None:
                assoc.append(AssocArg(walk.name(name), maybe_type(walk, child.child_by_field_id(_TYPE)), []))
        elif kind in _TRAIT_BOUNDS:
            if tys and isinstance(last := tys[-1], TPath):
                tys.pop()
                assoc.append(AssocArg(last.path.segments[-1].name, None, bounds(walk, child)))
        elif kind in _LITERALS:
            tys.append(TConst(_literal(walk, child), names_in(walk, child) if kind in _BLOCKS else []))
        else:
            tys.append(type_of(walk, child))
    return tys, assoc


def _literal(walk: Walk, node: Node) -> str:
    """The text of a const argument. The parser does not see the minus of `S<-1>`, which is read from the tokens."""
    text = walk.normalised(node)
    at = walk.tokens.index(node.start_byte + walk.shift)
    return f"-{text}" if at and walk.tokens.words[at - 1] == "-" else text


def names_in(walk: Walk, node: Node) -> list[NameInTokens]:
    """The paths in an expression in a type; none if the expression binds or declares names, which they may mean."""
    found: list[NameInTokens] = []
    stack = [node]
    while stack:
        each = stack.pop()
        kind = each.kind_id
        if kind in _BINDS:
            return []
        if kind in _NAMED:
            found.append(NameInTokens(path(walk, each), False, False))
        elif kind in _CALL:
            called = each.child_by_field_id(_CALLED)
            is_path = called is not None and called.kind_id in _NAMED
            if called is not None and is_path:
                found.append(NameInTokens(path(walk, called), True, False))
            stack.extend(reversed([child for child in each.named_children if not is_path or child != called]))
        elif kind in _FIELD:
            stack.extend(each.named_children[:1])
        elif kind not in _MACRO:
            stack.extend(reversed(each.named_children))
    return found


def fn_path(walk: Walk, node: Node) -> Path | None:
    """The path of `Fn(A) -> B`; None for a function pointer."""
    name = node.child_by_field_id(_TRAIT)
    if name is None:
        return None
    params, ret = fn_parts(walk, node)
    base = path(walk, name)
    output = AssocArg("Output", ret if ret is not None else TTuple([]), [])
    last = Segment(base.segments[-1].name, [TTuple(params)], [output], True)
    return Path([*base.segments[:-1], last], base.line, base.root, base.qself, base.trait_len)


def fn_parts(walk: Walk, node: Node) -> tuple[list[Type], Type | None]:
    params: list[Type] = []
    listed = node.child_by_field_id(_PARAMETERS)
    for child in parts(listed) if listed is not None else []:
        inner = child.child_by_field_id(_TYPE) if child.kind_id in _PARAMETER else child
        if inner is not None and child.kind_id not in _VARIADIC:
            params.append(type_of(walk, inner))
    return params, maybe_type(walk, node.child_by_field_id(_RETURN))


_PARAMETER, _VARIADIC = kinds("parameter"), kinds("variadic_parameter")


def bound(walk: Walk, node: Node, maybe: bool = False) -> list[Bound]:
    """Read a bound. A lifetime is no bound, and parentheses may contain several."""
    kind = node.kind_id
    if kind in _LIFETIMES or kind in EXTRAS:
        return []
    if kind in _HIGHER:
        inner = node.child_by_field_id(_TYPE)
        return [] if inner is None else bound(walk, inner, maybe)
    if kind in _REMOVED:
        return [found for child in parts(node) for found in bound(walk, child, True)]
    if kind in _TUPLE or kind in _BOUNDED:
        return [found for child in parts(node) for found in bound(walk, child, maybe)]
    ty = type_of(walk, node)
    return [Bound(ty.path, maybe)] if isinstance(ty, TPath) else []


def bounds(walk: Walk, node: Node | None) -> list[Bound]:
    """Read `: A + B`."""
    if node is None:
        return []
    return [found for child in parts(node) for found in bound(walk, child)]
