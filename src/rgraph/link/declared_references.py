"""What types and paths in declarations refer to: types, traits, associated types, and the modules on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import (
    Bound,
    Generics,
    NameInTokens,
    Path,
    TArray,
    TConst,
    TDyn,
    TFn,
    TImpl,
    TMacro,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

from .associated import associated_type, of_traits, outside_bounds
from .constants import bare_constant, named_constant, use_of
from .defs import Def
from .emitter import Emitter
from .resolution import Ns, Resolution, Scope
from .text import path_text
from .types.macro_types import macro_of, made_type
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
            case TRef(inner) | TPtr(inner) | TSlice(inner):
                self.type(inner)
            case TArray(inner, _, names):
                self.type(inner)
                self._constants(names)
            case TConst(_, names):
                self._constants(names)
            case TTuple(tys):
                self.types(tys)
            case TFn(params, ret):
                self.types(params)
                self.type(ret)
            case TDyn(bounds) | TImpl(bounds):
                self.bounds(bounds)
            case TMacro():
                self._made(ty)
            case _:
                pass

    def _made(self, call: TMacro) -> None:
        """A macro call that is a type: the macro, and what the type that it becomes names."""
        macro = macro_of(self._world, self._scope, call)
        if macro is None:
            return
        line = call.path.line + self._offset
        self._emit.edges(self._owner, EdgeKind.EXPANDS, (macro,), Tier.EXACT, line)
        made = made_type(self._world, macro, call)
        if made is not None:
            TypeReferences(self._world, self._emit, self._owner, self._scope, line).type(made)
            return
        owner = self._owner.item
        self._emit.unresolved("not_expanded", "macro", 1, macro.name, line + (owner.line if owner is not None else 0))

    def _argument(self, ty: Type | None) -> None:
        """A generic argument: what reads like a type may be a constant."""
        constant = bare_constant(self._world, self._scope, ty) if isinstance(ty, TPath) else ()
        if constant and isinstance(ty, TPath):
            self._emit.edges(self._owner, EdgeKind.READS, constant, Tier.EXACT, ty.path.line + self._offset)
        else:
            self.type(ty)

    def _constants(self, names: Iterable[NameInTokens]) -> None:
        """What a const expression names."""
        for name in names:
            line = name.path.line + self._offset
            for segment in name.path.segments:
                self.types(segment.args)
            for before in prefixes(self._world, self._scope, name.path):
                self._emit.edges(self._owner, use_of(before), before, Tier.EXACT, line)
            found = named_constant(self._world, self._scope, name)
            self._emit.edges(self._owner, use_of(found), found, Tier.EXACT, line)

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
            for arg in segment.args:
                self._argument(arg)
            for assoc in segment.assoc:
                self._argument(assoc.ty)
                self.bounds(assoc.bounds)
        line = path.line + self._offset
        for module in prefixes(self._world, self._scope, path):
            self._emit.edges(self._owner, EdgeKind.REFERENCES, module, Tier.EXACT, line)
        meaning = self._world.resolve(self._scope, path, Ns.TYPE)
        self._target(path, meaning, line)
        if meaning.defs and not meaning.rest:
            for assoc in path.segments[-1].assoc:
                found = of_traits(self._world, meaning.defs, assoc.name)
                self._emit.edges(self._owner, EdgeKind.REFERENCES, found, Tier.EXACT, line)

    def _target(self, path: Path, meaning: Resolution, line: int) -> None:
        if meaning.ambiguous:
            self._unresolved("ambiguous", path)
        elif meaning.outside:
            self._emit.edge(self._owner, EdgeKind.USES_TYPE, meaning.outside, self._emit.sure(Tier.EXACT), line)
            if path.qself is not None and meaning.rest:
                member = f"{meaning.outside}::{path.segments[path.trait_len].name}"
                self._emit.edge(self._owner, EdgeKind.REFERENCES, member, self._emit.sure(Tier.EXACT), line)
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
            self._emit.edge(
                self._owner, EdgeKind.REFERENCES, f"{outside[0]}::{name}", self._emit.sure(Tier.INFERRED), line
            )
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
