"""Whether a trait can be made an object (`dyn Trait`), as far as its declaration and its supertraits' say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Path, TImpl, TPath, Type

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World


def dyn_compatible(world: World, trait: Def) -> bool:
    """Whether `dyn Trait` is allowed: the rules of the Rust reference, supertraits of the workspace included."""
    seen, queue = {trait}, [trait]  # each once, and without recursion: there may be many, one above the other
    while queue:
        one = queue.pop()
        if one.item is None:
            continue
        if not _makes_objects(world, one, one.item):
            return False
        above = {super_ for super_ in world.supertraits(one) if not super_.external} - seen
        seen |= above
        queue += above
    return True


def _makes_objects(world: World, trait: Def, item: Item) -> bool:
    bounds = [*item.bounds, *(b for p in item.generics.where if _is_self_type(p.ty) for b in p.bounds)]
    if any(last_name(bound.path) == "Sized" and not bound.maybe for bound in bounds):
        return False
    if any(mentions_self(argument) for bound in bounds for argument in bound.path.segments[-1].args):
        return False
    return all(_fits(member.item) for member in world.members(trait) if member.item is not None)


def _fits(item: Item) -> bool:
    if item.kind is ItemKind.CONST:
        return False
    if asks_sized(item):
        return True
    if item.kind is ItemKind.TYPE_ALIAS:
        return (
            not any(param.kind != "lifetime" for param in item.generics.params)
            and "<" not in item.signature.partition(":")[0]
        )
    if item.kind is not ItemKind.FUNCTION:
        return True
    if item.self_param is None or "async" in item.quals or any(p.kind != "lifetime" for p in item.generics.params):
        return False
    types = [param.ty for param in item.params] + ([item.ret] if item.ret is not None else [])
    return not any(mentions_self(ty) or any(isinstance(t, TImpl) for t in walk(ty)) for ty in types)


def asks_sized(item: Item) -> bool:
    """Whether a trait's item asks for `Self: Sized`: it is left out of the trait's objects."""
    return any(_is_self_type(p.ty) and any(last_name(b.path) == "Sized" for b in p.bounds) for p in item.generics.where)


def mentions_self(ty: Type) -> bool:
    """Whether `Self` itself stands in a type; `Self::Item` and `<Self as Trait>::Item` do not count."""
    projected = {id(t.path.qself) for t in walk(ty) if isinstance(t, TPath) and t.path.qself is not None}
    return any(isinstance(t, TPath) and _is_self_type(t) and id(t) not in projected for t in walk(ty))


def _is_self_type(ty: Type) -> bool:
    return isinstance(ty, TPath) and ty.path.qself is None and [s.name for s in ty.path.segments] == ["Self"]


def last_name(path: Path) -> str:
    """The last segment's name."""
    return path.segments[-1].name if path.segments else ""


def walk(node: object) -> Iterator[object]:
    """A type and everything in it."""
    yield node
    if isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            yield from walk(getattr(node, name))
    elif isinstance(node, (list, tuple)):
        for part in node:
            yield from walk(part)
