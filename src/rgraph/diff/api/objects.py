"""Whether a trait can be made an object (`dyn Trait`), as far as its declaration and its supertraits' say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from rgraph.link.resolution import Ns
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Bound, Path, TImpl, TPath, Type

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World


_WITHOUT_OBJECTS = frozenset({"Sized", "Hash", "Extend", "RangeBounds"})
"""Traits of the standard library of which there are no objects: the last three for a method that is generic. Others
say so by the traits above them, or by what these take."""


def dyn_compatible(world: World, trait: Def) -> tuple[bool, str]:
    """Whether `dyn Trait` is allowed by the rules of the Rust reference, supertraits included; and the path of one that
    may forbid it, since its declaration is not seen.
    """
    seen, queue = {trait}, [trait]  # each once, and without recursion: there may be many, one above the other
    unseen = ""
    while queue:
        one = queue.pop()
        if one.item is None:
            continue
        if not _makes_objects(world, one, one.item):
            return False, ""
        for bound in _above(one.item):
            meaning = world.resolve(world.scope(one), bound.path, Ns.TYPE)
            if any(_takes_self(each, bound) for each in meaning.defs):
                return False, ""
            if not meaning.defs and not unseen:
                unseen = meaning.outside or "::".join(segment.name for segment in bound.path.segments)
        above = set(world.supertraits(one)) - seen
        seen |= above
        queue += above
    return True, unseen


def _makes_objects(world: World, trait: Def, item: Item) -> bool:
    if trait.external:  # what is known of the standard library leaves out what its methods ask for
        return item.name not in _WITHOUT_OBJECTS
    return all(_fits(member.item) for member in world.members(trait) if member.item is not None)


def _above(item: Item) -> list[Bound]:
    bounds = [*item.bounds, *(b for p in item.generics.where if _is_self_type(p.ty) for b in p.bounds)]
    return [bound for bound in bounds if not bound.maybe and bound.path.segments]


def _takes_self(trait: Def, bound: Bound) -> bool:
    """Whether `Self` is an argument of a supertrait, written or by default."""
    given = bound.path.segments[-1].args
    if any(mentions_self(argument) for argument in given):
        return True
    params = [p for p in trait.item.generics.params if p.kind != "lifetime"] if trait.item is not None else []
    return any(p.default is not None and mentions_self(p.default) for p in params[len(given) :])


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
