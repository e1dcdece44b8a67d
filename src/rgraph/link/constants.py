"""Constants in types: array lengths and const arguments, and what they name."""

from __future__ import annotations

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.syntax import NameInTokens, Path, TPath, Type

from .associated import of_traits, param_bounds
from .defs import Def
from .resolution import Ns, Resolution, Scope
from .world import World

CONSTANTS = frozenset({ItemKind.CONST, ItemKind.STATIC})
TYPE_USES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TYPE_ALIAS})
VALUES = CONSTANTS | {ItemKind.VARIANT}


def bare_constant(world: World, scope: Scope, ty: Type) -> tuple[Def, ...]:
    """The constant that a generic argument is. `N` in `B<N>` reads like a type.

    As in rustc, a plain name that is no type is looked up among values; a longer path needs braces.
    """
    if not isinstance(ty, TPath) or not is_bare(ty.path):
        return ()
    name = ty.path.segments[0].name
    if world.resolve_names(scope, [name], Ns.TYPE):
        return ()
    found = world.resolve_names(scope, [name], Ns.VALUE)
    return tuple([each for each in found.defs if each.kind in CONSTANTS]) if not found.param else ()


def is_bare(path: Path) -> bool:
    """Whether a path is one plain name."""
    return path.qself is None and not path.root and len(path.segments) == 1 and not path.segments[0].args


def named_constant(world: World, scope: Scope, name: NameInTokens) -> tuple[Def, ...]:
    """The constant, variant or (where it is called) function that a path in a const expression names."""
    meaning = world.resolve(scope, name.path, Ns.VALUE)
    if meaning.outside or meaning.ambiguous:
        return ()
    wanted = VALUES | {ItemKind.FUNCTION} if name.call else VALUES
    if meaning.rest == 1 and meaning.defs:
        found = _members(world, meaning, name.path.segments[-1].name)
    elif not meaning.rest and not meaning.param:
        found = meaning.defs
    else:
        return ()
    return tuple([each for each in found if each.kind in wanted])


def _members(world: World, meaning: Resolution, name: str) -> tuple[Def, ...]:
    """`Self::LEN`, `T::LEN`, `Type::LEN`, `<T as Trait>::LEN`."""
    owner = meaning.defs[0]
    if meaning.param:
        bounds = param_bounds(world, owner, meaning.param)
        return of_traits(world, tuple([each for bound in bounds for each in bound.defs]), name, Ns.VALUE)
    if owner.kind is ItemKind.TRAIT:
        return of_traits(world, (owner,), name, Ns.VALUE)
    if owner.kind is not ItemKind.IMPL:
        return world.inherent(owner, name, Ns.VALUE)
    header = world.impl_header(owner)
    own = world.member(owner, name, Ns.VALUE)
    if own or header.type.rest or header.type.param:
        return own
    inherent = world.inherent(header.type.defs[0], name, Ns.VALUE) if header.type.defs else ()
    return inherent or (of_traits(world, header.trait.defs, name, Ns.VALUE) if header.trait is not None else ())


def use_of(targets: tuple[Def, ...]) -> EdgeKind:
    """The kind of edge from a const expression: it calls a function, reads a constant, and refers to anything else."""
    if not targets:
        return EdgeKind.REFERENCES
    first, parent = targets[0], targets[0].parent
    if first.kind is ItemKind.FUNCTION:
        return EdgeKind.CALLS
    if first.kind in TYPE_USES:
        return EdgeKind.USES_TYPE
    is_member = parent is not None and parent.kind in {ItemKind.TRAIT, ItemKind.IMPL}
    return EdgeKind.READS if first.kind in CONSTANTS and not is_member else EdgeKind.REFERENCES
