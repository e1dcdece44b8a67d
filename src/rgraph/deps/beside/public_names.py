"""By which path users name an item of a mounted package."""

from __future__ import annotations

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Resolution
from rgraph.link.world import World
from rgraph.model.facts import ItemKind

SPACES = {ItemKind.MACRO: Ns.MACRO, ItemKind.FUNCTION: Ns.VALUE, ItemKind.CONST: Ns.VALUE, ItemKind.STATIC: Ns.VALUE}
"""The namespace of each kind that is not one of types."""


def space_of(item: Def) -> Ns:
    """The namespace that an item is named in."""
    return SPACES.get(item.kind, Ns.TYPE)


def public_name(world: World, item: Def) -> str:
    """The shortest path from the root or from a module on the way to where an item is declared; "" for none."""
    above = _modules(item)
    if above is None:
        holder = holder_of(world, item)
        name = public_name(world, holder) if holder is not None else ""
        return f"{name}::{item.name}" if name else ""
    top, modules = above
    if not modules and item is top:
        return item.crate.id
    for count in range(len(modules) + 1):
        names = [*modules[:count], item.name]
        found = world.walk(Resolution(defs=(top,)), names, 0, space_of(item), world.std_root)
        if found.defs and found.defs[0] is item and not found.rest:
            return "::".join([item.crate.id, *names])
    return ""


def holder_of(world: World, item: Def) -> Def | None:
    """The type, trait or enum that an item is a member of; of a member of an impl, the type that it is for."""
    parent = item.parent
    if parent is None or parent.kind is not ItemKind.IMPL:
        return parent
    meaning = world.impl_header(parent).type
    return meaning.defs[0] if meaning.defs and not meaning.rest else None


def _modules(item: Def) -> tuple[Def, list[str]] | None:
    """The root of the crate and the modules that an item is declared in; None for a member of something else."""
    names: list[str] = []
    at = item.parent
    if at is None:
        return item, []
    while at is not None and at.parent is not None:
        if at.kind is not ItemKind.MODULE:
            return None
        names.append(at.name)
        at = at.parent
    return (at, names[::-1]) if at is not None else None
