"""Generic parameters and where clauses."""

from __future__ import annotations

from msgspec import structs
from tree_sitter import Node

from ..model.syntax import (
    GenericParam,
    Generics,
    TConst,
    WherePredicate,
)
from .grammar import field, kinds, parts
from .paths import bounds, names_in
from .walk import Walk, maybe_type, type_of

_TYPE, _NAME, _BOUNDS = field("type"), field("name"), field("bounds")
_DEFAULT, _LEFT, _VALUE = field("default_type"), field("left"), field("value")

_LIFETIMES = kinds("lifetime", "lifetime_parameter", "use_bounds")


_CONST_PARAMETER, _TYPE_PARAMETER = kinds("const_parameter"), kinds("type_parameter")


def generics(walk: Walk, params: Node | None, where: Node | None) -> Generics:
    """Read `<...>` and a where clause."""
    if params is None and where is None:
        return NO_GENERICS
    found = [param for child in parts(params) if (param := _param(walk, child))] if params is not None else []
    predicates = [p for child in parts(where) if (p := _predicate(walk, child))] if where is not None else []
    return Generics(_told_once(found), predicates)


NO_GENERICS = Generics()


def _param(walk: Walk, node: Node) -> GenericParam | None:
    name = node.child_by_field_id(_NAME)
    if name is None:
        return None
    kind = node.kind_id
    if kind in _TYPE_PARAMETER:
        default = maybe_type(walk, node.child_by_field_id(_DEFAULT))
        return GenericParam(walk.name(name), "type", bounds(walk, node.child_by_field_id(_BOUNDS)), default)
    if kind in _CONST_PARAMETER:
        ty, value = maybe_type(walk, node.child_by_field_id(_TYPE)), node.child_by_field_id(_VALUE)
        default = TConst(walk.normalised(value), names_in(walk, value)) if value is not None else None
        return GenericParam(walk.name(name), "const", [], default, ty)
    return GenericParam(walk.name(name), "lifetime")


def _told_once(params: list[GenericParam]) -> list[GenericParam]:
    """Parameters as a build has them: several with one name must be under cfgs that exclude each other.

    `#[cfg(f)] S = Random, #[cfg(not(f))] S` is one parameter, with the default that some builds have.
    """
    found: dict[tuple[str, str], GenericParam] = {}
    for param in params:
        known = found.setdefault((param.kind, param.name), param)
        if known.default is None and param.default is not None:
            found[param.kind, param.name] = structs.replace(known, default=param.default)
    return params if len(found) == len(params) else list(found.values())


def _predicate(walk: Walk, node: Node) -> WherePredicate | None:
    left = node.child_by_field_id(_LEFT)
    if left is None or left.kind_id in _LIFETIMES:
        return None
    return WherePredicate(type_of(walk, left), bounds(walk, node.child_by_field_id(_BOUNDS)))
