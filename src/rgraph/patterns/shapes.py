"""Shapes of types and signatures that several patterns look for."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.diff.api.objects import last_name, walk
from rgraph.model.facts import Item
from rgraph.model.syntax import Path, TPath, TRef, Type


def paths_in(ty: Type | None) -> Iterator[Path]:
    """The paths of a type, the outermost first."""
    return (each.path for each in walk(ty) if isinstance(each, TPath))


def mentions(ty: Type | None, name: str) -> bool:
    """Whether a type names this one by its last segment."""
    return any(last_name(path) == name for path in paths_in(ty))


def is_own(ty: Type | None, name: str) -> bool:
    """Whether a type is `Self`, the type of this name, or a reference to it."""
    while isinstance(ty, TRef):
        ty = ty.ty
    return isinstance(ty, TPath) and last_name(ty.path) in {"Self", name}


def takes_value(item: Item) -> bool:
    """Whether a method takes `self` by value."""
    return item.self_param is not None and not item.self_param.ref and item.self_param.ty is None


def borrows(item: Item) -> bool:
    """Whether a type has a lifetime parameter."""
    return any(param.kind == "lifetime" for param in item.generics.params)
