"""Associated items that declarations name: through traits, the bounds of parameters, and Self."""

from __future__ import annotations

from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Path, TPath

from .defs import Def
from .resolution import Ns, Resolution, Scope
from .world import World


def associated_type(world: World, scope: Scope, path: Path, meaning: Resolution, name: str) -> tuple[Def, ...]:
    """The associated type that is named after a trait, a generic parameter or `Self`; empty if bounds do not tell."""
    if meaning.is_self and meaning.defs:
        return _of_self(world, meaning.defs[0], name)
    if meaning.param:
        return _of_param(world, meaning.defs[0], meaning.param, name)
    if meaning.defs and meaning.defs[0].kind is ItemKind.TRAIT:
        return of_traits(world, meaning.defs, name)
    if path.qself is None or path.trait_len or not isinstance(path.qself, TPath):
        return ()
    inner = world.resolve(scope, path.qself.path, Ns.TYPE)
    return () if inner.rest else associated_type(world, scope, path.qself.path, inner, name)


def _of_self(world: World, owner: Def, name: str) -> tuple[Def, ...]:
    if owner.kind is ItemKind.IMPL:
        trait = world.impl_header(owner).trait
        found = of_traits(world, trait.defs, name) if trait is not None and not trait.rest else ()
        return found or world.member(owner, name, Ns.TYPE)
    return of_traits(world, (owner,), name) if owner.kind is ItemKind.TRAIT else ()


def _of_param(world: World, owner: Def, param: str, name: str) -> tuple[Def, ...]:
    bounds = param_bounds(world, owner, param)
    return of_traits(world, tuple([each for meaning in bounds for each in meaning.defs]), name)


def param_bounds(world: World, owner: Def, param: str) -> list[Resolution]:
    """What the bounds on a generic parameter resolve to, including those in where clauses."""
    item = world.decl(owner)
    if item is None:
        return []
    bounds = [bound for each in item.generics.params if each.name == param for bound in each.bounds]
    for predicate in item.generics.where:
        if isinstance(predicate.ty, TPath) and [s.name for s in predicate.ty.path.segments] == [param]:
            bounds += predicate.bounds
    scope = world.scope(owner)
    found = [world.resolve(scope, bound.path, Ns.TYPE) for bound in bounds]
    return [meaning for meaning in found if not meaning.rest]


def outside_bounds(world: World, meaning: Resolution) -> list[str]:
    """The bounds on a parameter, or the trait of the impl of `Self`, that lead outside the workspace."""
    if meaning.param:
        return [each.outside for each in param_bounds(world, meaning.defs[0], meaning.param) if each.outside]
    if meaning.is_self and meaning.defs[0].kind is ItemKind.IMPL:
        trait = world.impl_header(meaning.defs[0]).trait
        return [trait.outside] if trait is not None and trait.outside else []
    return []


def of_traits(world: World, traits: tuple[Def, ...], name: str, ns: Ns = Ns.TYPE) -> tuple[Def, ...]:
    """The associated item of the first trait that has it, supertraits included."""
    pending, seen = list(traits), set(traits)
    while pending:
        trait = pending.pop(0)
        if trait.kind is not ItemKind.TRAIT:
            continue
        found = world.member(trait, name, ns)
        if found:
            return found
        for above in world.supertraits(trait):
            if above not in seen:
                seen.add(above)
                pending.append(above)
    return ()
