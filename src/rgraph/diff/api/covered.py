"""Traits with an impl for all types there are: nobody can implement them besides, since the impls would overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.lone_names import lone_name
from rgraph.link.resolution import Ns
from rgraph.model.facts import Item
from rgraph.model.syntax import Bound, Type

if TYPE_CHECKING:
    from rgraph.link.cfg import Cond
    from rgraph.link.defs import Def
    from rgraph.link.world import World

    from .impls import Impls


def is_covered(trait: Def, impls: Impls, world: World) -> bool:
    """Whether an impl covers each type that may implement a trait: for a parameter that has no bounds but the trait's
    own supertraits, whatever the trait's arguments are.

    Types without a size are left out of account: an impl for all that have one leaves room for theirs, which nobody
    fills.
    """
    above = _supertraits(trait, impls, world)
    blocks = impls.blanket.get(str(world.symbol(trait)), ())
    around = {*world.cfg(trait)}
    return any(_covers_all(block, above, around, impls, world) for block in blocks)


def _supertraits(trait: Def, impls: Impls, world: World) -> set[str]:
    item = trait.item
    if item is None:
        return set()
    bounds = [*item.bounds, *(b for p in item.generics.where if lone_name(p.ty) == "Self" for b in p.bounds)]
    return set(_paths(bounds, trait, impls, world))


def _covers_all(block: Def, above: set[str], around: set[Cond], impls: Impls, world: World) -> bool:
    """Whether an impl is for all types there are, and there wherever the trait is: `around` are its conditions."""
    item = block.item
    if item is None or item.negative or item.trait is None or not around.issuperset(world.cfg(block)):
        return False
    params = {param.name: param for param in item.generics.params if param.kind == "type"}
    own = lone_name(item.ty)
    given = [lone_name(argument) for argument in _arguments(item)]
    if own not in params or any(name not in params for name in given) or len({own, *given}) <= len(given):
        return False
    asked = [*params[own].bounds, *(b for p in item.generics.where if lone_name(p.ty) == own for b in p.bounds)]
    free = not any(params[name].bounds for name in given)
    lone = all(lone_name(predicate.ty) == own for predicate in item.generics.where)
    return free and lone and set(_paths(asked, block, impls, world)) <= above


def _arguments(item: Item) -> list[Type | None]:
    last = item.trait.segments[-1] if item.trait is not None else None
    return list(last.args) if last is not None else []


def _paths(bounds: Iterable[Bound], home: Def, impls: Impls, world: World) -> Iterator[str]:
    """The traits of some bounds, each with whether it has arguments or bindings: such a one is like no other."""
    for number, bound in enumerate(bounds):
        if bound.maybe or bound.path.segments[-1].name == "Sized":
            continue
        found = world.resolve(world.scope(home), bound.path, Ns.TYPE)
        last = bound.path.segments[-1]
        plain = not last.args and not last.assoc
        yield impls.path_of(found, last.name) if plain else f"{home.ord} {number}"
