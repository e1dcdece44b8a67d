"""Parameters that take whatever has some traits: `impl Into<Id>`, or a `T` with bounds."""

from __future__ import annotations

from rgraph.link.text import bounds_text
from rgraph.model.facts import Item, Param
from rgraph.model.syntax import Bound, TImpl, TPath, TRef, Type


def asked_of(parameter: Param, item: Item) -> frozenset[str] | None:
    """The traits that a parameter of a function asks for, as code; None where it has a type of its own."""
    bounds = _bounds(_bare(parameter.ty), item)
    return None if bounds is None else frozenset(bounds_text([each], True) for each in bounds if not each.maybe)


def _bare(ty: Type) -> Type:
    while isinstance(ty, TRef):
        ty = ty.ty
    return ty


def _bounds(ty: Type, item: Item) -> list[Bound] | None:
    if isinstance(ty, TImpl):
        return ty.bounds
    name = _name(ty)
    found = [each.bounds for each in item.generics.params if each.kind == "type" and each.name == name]
    if not found:
        return None
    where = [each.bounds for each in item.generics.where if _name(each.ty) == name]
    return [bound for bounds in (*found, *where) for bound in bounds]


def _name(ty: Type) -> str:
    return ty.path.segments[0].name if isinstance(ty, TPath) and len(ty.path.segments) == 1 else ""
