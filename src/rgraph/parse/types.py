"""Types as they are written: references, tuples, functions, paths, `dyn` and `impl`."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..model.syntax import (
    Bound,
    Path,
    Segment,
    TArray,
    TDyn,
    TFn,
    TImpl,
    TInfer,
    TMacro,
    TNever,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)
from .grammar import field, kinds, parts, register
from .limits import MAX_ARGUMENT_TEXT
from .paths import PLAIN, bound, fn_parts, fn_path, names_in, path
from .spacing import decoded
from .walk import TYPES, Walk, maybe_type, type_of

_TYPE = field("type")
_TRAIT = field("trait")
_ELEMENT, _LENGTH = field("element"), field("length")
_MACRO, _PARAMETERS = field("macro"), field("parameters")

_PLAIN = kinds(*PLAIN, "field_identifier", "shorthand_field_identifier")
_BOUNDED = kinds("bounded_type")
_MODIFIERS, _EXTERN, _UNSAFE = kinds("function_modifiers"), kinds("extern_modifier"), kinds("'unsafe'")
_VARIADIC = kinds("variadic_parameter")
_ABSTRACT, _DYNAMIC = kinds("abstract_type"), kinds("dynamic_type")
_MUTABLE, _COMMA, _TOKEN_TREE = kinds("mutable_specifier"), kinds("','"), kinds("token_tree")


@register(TYPES, *PLAIN, "scoped_type_identifier", "scoped_identifier", "generic_type", "generic_type_with_turbofish")
def _path_type(walk: Walk, node: Node) -> Type:
    if node.kind_id in _PLAIN:
        text = walk.name(node)
        if text == "()":  # `mending` wrote a name in its place, for the grammar
            return TTuple([])
        return TInfer() if text == "_" else TPath(Path([Segment(text)], walk.line(node)))
    return TPath(path(walk, node))


@register(TYPES, "bracketed_type", "qualified_type")
def _bracketed(walk: Walk, node: Node) -> Type:
    return TPath(path(walk, node))


@register(TYPES, "reference_type")
def _reference(walk: Walk, node: Node) -> Type:
    return TRef(_inner(walk, node), any(child.kind_id in _MUTABLE for child in node.children))


@register(TYPES, "pointer_type")
def _pointer(walk: Walk, node: Node) -> Type:
    return TPtr(_inner(walk, node), any(child.kind_id in _MUTABLE for child in node.children))


def _inner(walk: Walk, node: Node) -> Type:
    inner = node.child_by_field_id(_TYPE)
    return TInfer() if inner is None else type_of(walk, inner)


@register(TYPES, "array_type")
def _array(walk: Walk, node: Node) -> Type:
    element = maybe_type(walk, node.child_by_field_id(_ELEMENT)) or TInfer()
    length = node.child_by_field_id(_LENGTH)
    return TSlice(element) if length is None else TArray(element, walk.normalised(length), names_in(walk, length))


@register(TYPES, "tuple_type")
def _tuple(walk: Walk, node: Node) -> Type:
    tys = [type_of(walk, child) for child in parts(node)]
    if len(tys) == 1 and not any(child.kind_id in _COMMA for child in node.children):
        return tys[0]  # parentheses
    return TTuple(tys)


@register(TYPES, "unit_type", "unit_expression")
def _unit(walk: Walk, node: Node) -> Type:
    return TTuple([])


@register(TYPES, "never_type")
def _never(walk: Walk, node: Node) -> Type:
    return TNever()


@register(TYPES, "function_type")
def _function(walk: Walk, node: Node) -> Type:
    found = fn_path(walk, node)
    if found is not None:
        return TPath(found)
    listed = node.child_by_field_id(_PARAMETERS)
    variadic = listed is not None and any(child.kind_id in _VARIADIC for child in listed.children)
    return TFn(*fn_parts(walk, node), _qualifiers(walk, node), variadic)


def _qualifiers(walk: Walk, node: Node) -> str:
    """The words before `fn` that belong to its type: `unsafe`, and `extern` with its ABI.

    `extern fn` without an ABI is `extern "C" fn`, and `extern "Rust" fn` is the same type as `fn` (Reference, "External
    blocks").
    """
    words: list[str] = []
    for modifiers in node.children:
        for child in modifiers.children if modifiers.kind_id in _MODIFIERS else ():
            if child.kind_id in _UNSAFE:
                words.append("unsafe")
            elif child.kind_id in _EXTERN:
                abi = next((walk.slice(each).strip('r#"') for each in parts(child)), "C")
                words += [f'extern "{abi}"'] if abi != "Rust" else []
    return " ".join(words)


@register(TYPES, "macro_invocation")
def _macro(walk: Walk, node: Node) -> Type:
    name = node.child_by_field_id(_MACRO)
    tree = node.children[-1]
    if name is None or tree.kind_id not in _TOKEN_TREE:
        return TInfer()
    start, end = tree.start_byte + walk.shift, tree.end_byte + walk.shift - 1
    if end - start > MAX_ARGUMENT_TEXT:  # too long to be kept
        return TMacro(path(walk, name))
    text = decoded(walk.tokens.text[start + 1 : end])
    return TMacro(path(walk, name), text, walk.token_lines(start, end))


@register(TYPES, "higher_ranked_trait_bound")
def _higher(walk: Walk, node: Node) -> Type:
    return _inner(walk, node)


@register(TYPES, "dynamic_type", "abstract_type", "bounded_type")
def _bounded(walk: Walk, node: Node) -> Type:
    # The grammar reads `impl A + B` as the sum of `impl A` and `B`, so `impl` or `dyn` is one of the leaves.
    leaves = list(_leaves(node))
    impl = any(leaf.kind_id in _ABSTRACT for leaf in leaves)
    found: list[Bound] = []
    for leaf in leaves:
        inner: Node | None = leaf
        if leaf.kind_id in _ABSTRACT or leaf.kind_id in _DYNAMIC:
            inner = leaf.child_by_field_id(_TRAIT) or next(iter(parts(leaf)), None)
        if inner is not None:
            found.extend(bound(walk, inner))
    return TImpl(found) if impl else TDyn(found)


def _leaves(node: Node) -> Iterator[Node]:
    """The bounds of `A + B + 'a`, from left to right. Without recursion: users can write thousands."""
    stack = [node]
    while stack:
        top = stack.pop()
        if top.kind_id in _BOUNDED:
            stack.extend(reversed(parts(top)))
        else:
            yield top
