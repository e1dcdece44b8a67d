"""What types and paths in declarations refer to: types, traits, associated types, and the modules on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import (
    Bound,
    Generics,
    Path,
    TArray,
    TDyn,
    TFn,
    TImpl,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

from .defs import Def
from .emitter import Emitter
from .resolution import Ns, Resolution, Scope
from .text import path_text
from .world import World


class TypeReferences:
    """Emits what one declaration's types refer to, on behalf of its owner.

    `offset` is the distance from the owner's line to that of the item whose syntax is read.
    """

    def __init__(self, world: World, emit: Emitter, owner: Def, scope: Scope, offset: int) -> None:
        self._world = world
        self._emit = emit
        self._owner = owner
        self._scope = scope
        self._offset = offset

    def type(self, ty: Type | None) -> None:
        """Everything a type names."""
        match ty:
            case TPath(path):
                self.path(path)
            case TRef(inner) | TPtr(inner) | TSlice(inner) | TArray(inner):
                self.type(inner)
            case TTuple(tys):
                self.types(tys)
            case TFn(params, ret):
                self.types(params)
                self.type(ret)
            case TDyn(bounds) | TImpl(bounds):
                self.bounds(bounds)
            case _:
                pass

    def types(self, tys: Iterable[Type]) -> None:
        """Everything that several types name."""
        for each in tys:
            self.type(each)

    def bounds(self, bounds: Iterable[Bound]) -> None:
        """Everything that bounds name."""
        for bound in bounds:
            self.path(bound.path)

    def generics(self, generics: Generics) -> None:
        """Bounds, defaults and where clauses."""
        for param in generics.params:
            self.bounds(param.bounds)
            self.type(param.default)
            self.type(param.ty)
        for predicate in generics.where:
            self.type(predicate.ty)
            self.bounds(predicate.bounds)

    def path(self, path: Path) -> None:
        """A path to a type or trait, the modules before it, and its generic arguments."""
        self.type(path.qself)
        for segment in path.segments:
            self.types(segment.args)
            for assoc in segment.assoc:
                self.type(assoc.ty)
                self.bounds(assoc.bounds)
        line = path.line + self._offset
        for module in prefixes(self._world, self._scope, path):
            self._emit.edges(self._owner, EdgeKind.REFERENCES, module, Tier.EXACT, line)
        meaning = self._world.resolve(self._scope, path, Ns.TYPE)
        self._target(path, meaning, line)
        if meaning.defs and not meaning.rest:
            for assoc in path.segments[-1].assoc:
                found = _of_traits(self._world, meaning.defs, assoc.name)
                self._emit.edges(self._owner, EdgeKind.REFERENCES, found, Tier.EXACT, line)

    def _target(self, path: Path, meaning: Resolution, line: int) -> None:
        if meaning.ambiguous:
            self._unresolved("ambiguous", path)
        elif meaning.outside:
            self._emit.edge(self._owner, EdgeKind.USES_TYPE, meaning.outside, Tier.EXACT, line)
            if path.qself is not None and meaning.rest:
                member = f"{meaning.outside}::{path.segments[path.trait_len].name}"
                self._emit.edge(self._owner, EdgeKind.REFERENCES, member, Tier.EXACT, line)
        elif meaning.rest:
            self._associated(path, meaning, line)
        elif meaning.defs and not meaning.param and not is_impl_self(meaning):
            self._emit.edges(self._owner, EdgeKind.USES_TYPE, meaning.defs, Tier.EXACT, line)
        elif not meaning:
            self._unresolved(meaning.reason or "unknown_name", path)

    def _unresolved(self, reason: str, path: Path) -> None:
        owner = self._owner.item
        line = path.line + self._offset + (owner.line if owner is not None else 0)
        self._emit.unresolved(reason, "type", 1, path_text(path, False), line)

    def _associated(self, path: Path, meaning: Resolution, line: int) -> None:
        """`Self::Item`, `T::Item`, `<T as Trait>::Item`, also with more segments after them."""
        named = path.qself is not None or meaning.is_self
        if meaning.defs and named and not is_impl_self(meaning):
            self._emit.edges(self._owner, EdgeKind.USES_TYPE, meaning.defs, Tier.EXACT, line)
        name = path.segments[len(path.segments) - meaning.rest].name
        found = associated_type(self._world, self._scope, path, meaning, name)
        if found:
            tier = Tier.EXACT if path.qself is not None or meaning.is_self else Tier.INFERRED
            self._emit.edges(self._owner, EdgeKind.REFERENCES, found, tier, line)
            return
        outside = outside_bounds(self._world, meaning)
        if len(outside) == 1:
            self._emit.edge(self._owner, EdgeKind.REFERENCES, f"{outside[0]}::{name}", Tier.INFERRED, line)
        else:
            self._unresolved("external" if outside else "no_such_member" if meaning.defs else meaning.reason, path)


def is_impl_self(meaning: Resolution) -> bool:
    """Whether a path is `Self` in an impl, which names no item: in a trait or type it does."""
    return meaning.is_self and meaning.defs[0].kind is ItemKind.IMPL


def prefixes(world: World, scope: Scope, path: Path) -> Iterator[tuple[Def, ...]]:
    """What the segments before a path's last name lead through, each as cfg-alternatives: modules, enums, types."""
    length = path.trait_len if path.qself is not None else len(path.segments)
    names = [segment.name for segment in path.segments[:length]]
    for meaning in world.prefixes(scope, names[:-1], path.root):
        if not meaning.param and not meaning.ambiguous:
            yield meaning.defs


def associated_type(world: World, scope: Scope, path: Path, meaning: Resolution, name: str) -> tuple[Def, ...]:
    """The associated type that is named after a trait, a generic parameter or Self; () where bounds do not tell."""
    if meaning.is_self and meaning.defs:
        return _of_self(world, meaning.defs[0], name)
    if meaning.param:
        return _of_param(world, meaning.defs[0], meaning.param, name)
    if meaning.defs and meaning.defs[0].kind is ItemKind.TRAIT:
        return _of_traits(world, meaning.defs, name)
    if path.qself is None or path.trait_len or not isinstance(path.qself, TPath):
        return ()
    inner = world.resolve(scope, path.qself.path, Ns.TYPE)
    return () if inner.rest else associated_type(world, scope, path.qself.path, inner, name)


def _of_self(world: World, owner: Def, name: str) -> tuple[Def, ...]:
    if owner.kind is ItemKind.IMPL:
        trait = world.impl_header(owner).trait
        found = _of_traits(world, trait.defs, name) if trait is not None and not trait.rest else ()
        return found or world.member(owner, name, Ns.TYPE)
    return _of_traits(world, (owner,), name) if owner.kind is ItemKind.TRAIT else ()


def _of_param(world: World, owner: Def, param: str, name: str) -> tuple[Def, ...]:
    bounds = param_bounds(world, owner, param)
    return _of_traits(world, tuple([each for meaning in bounds for each in meaning.defs]), name)


def param_bounds(world: World, owner: Def, param: str) -> list[Resolution]:
    """What the bounds of a generic parameter mean, where clauses included."""
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
    """The bounds of a parameter, or the trait of Self's impl, that lie outside of what is known."""
    if meaning.param:
        return [each.outside for each in param_bounds(world, meaning.defs[0], meaning.param) if each.outside]
    if meaning.is_self and meaning.defs[0].kind is ItemKind.IMPL:
        trait = world.impl_header(meaning.defs[0]).trait
        return [trait.outside] if trait is not None and trait.outside else []
    return []


def _of_traits(world: World, traits: tuple[Def, ...], name: str) -> tuple[Def, ...]:
    """The associated type of the first trait that has it, supertraits included."""
    pending, seen = list(traits), set(traits)
    while pending:
        trait = pending.pop(0)
        if trait.kind is not ItemKind.TRAIT:
            continue
        found = world.member(trait, name, Ns.TYPE)
        if found:
            return found
        for above in world.supertraits(trait):
            if above not in seen:
                seen.add(above)
                pending.append(above)
    return ()
