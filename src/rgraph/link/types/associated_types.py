"""Associated types that are named without their trait: `T::Item`, `Self::Output`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from rgraph.link.defs import Def
from rgraph.link.resolution import Ns, Scope
from rgraph.link.world import World
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import Bound, Path, Type

from .generics import generics_of
from .named_traits import defining, named_trait
from .terms import UNKNOWN, VARS, Param, Terms, Ty, for_self

TraitRef = tuple[Def, tuple[Ty, ...], list[tuple[str, Ty]]]
"""A trait with its arguments, and the associated types that are given."""


class Lowered(Protocol):
    """Types and traits as written, as terms: what `Lowering` is to this module, which it asks and which asks it."""

    def lower(self, ty: Type | None, scope: Scope) -> Ty:
        """The term of a type."""

    def self_term(self, owner: Def) -> Ty:
        """What `Self` is in an impl, a trait or a type."""

    def trait_ref(self, path: Path, scope: Scope, hole: None) -> TraitRef | None:
        """The trait that a bound names, with its arguments."""


class AssociatedTypes:
    """Finds the trait that `base::name` means, through the bounds of a parameter or the impl around."""

    def __init__(self, world: World, terms: Terms, lowered: Lowered) -> None:
        self._world = world
        self._terms = terms
        self._lowered = lowered

    def of(self, base: Ty, name: str, scope: Scope) -> Ty:
        """The term of `base::name` as written in a scope; unknown if no bound or impl in sight has such a type."""
        owner = scope.self_def
        if (
            owner is not None
            and owner.kind is ItemKind.IMPL
            and not isinstance(base.head, Param)
            and base is self._lowered.self_term(owner)
        ):
            for member in self._world.member(owner, name, Ns.TYPE):
                item = self._world.decl(member)
                if item is not None and item.ty is not None:
                    return self._member_term(member, item.ty)
        if base.flags & VARS:
            return self._declared(base, name, scope)
        # Kept by the item whose bounds are asked: generics in scope are those of the items around it. A bound that
        # needs the very type that it is to give (`T: Add<T::Output>`, which rustc refuses) finds it unknown.
        key = (base, name, scope.owner)
        return self._world.memo("associated", key, lambda: self._declared(base, name, scope), UNKNOWN)

    def _declared(self, base: Ty, name: str, scope: Scope) -> Ty:
        for trait, args in self._traits_with(name, base, scope):
            return self._terms.projection(trait, name, (base, *for_self(self._terms, args, trait, base)))
        return UNKNOWN

    def _member_term(self, member: Def, ty: Type) -> Ty:
        return self._world.memo(
            "assoc_term", member, lambda: self._lowered.lower(ty, self._world.scope(member)), UNKNOWN
        )

    def _traits_with(self, name: str, base: Ty, scope: Scope) -> Iterator[tuple[Def, tuple[Ty, ...]]]:
        """The traits, with their arguments, by which a type is declared to have an associated type with this name.

        As in rustc, only a bound whose trait can define the name is lowered. The arguments of the others may need the
        very type that is asked for (`T: Has + Into<T::Out>`).
        """
        head = base.head
        if isinstance(head, Param):
            if head.name == "Self" and head.owner is not None:
                own = tuple([param.term for param in generics_of(self._world, self._terms, head.owner).own])
                for trait in defining(self._world, head.owner, name):
                    yield trait, own if trait is head.owner else ()
            for owner in _generic_owners(scope):
                for bound in generics_of(self._world, self._terms, owner).bounds_on(head):
                    yield from self._of_bound(bound, name, self._world.scope(owner))
        if scope.self_def is not None and scope.self_def.kind is ItemKind.IMPL:
            header = self._world.impl_header(scope.self_def)
            if header.trait is not None and header.trait.defs:
                for trait in defining(self._world, header.trait.defs[0], name):
                    yield trait, ()

    def _of_bound(self, bound: Bound, name: str, scope: Scope) -> Iterator[tuple[Def, tuple[Ty, ...]]]:
        trait = named_trait(self._world, bound.path, scope)
        if trait is None:
            return
        for found in defining(self._world, trait, name):
            if found is not trait:
                yield found, ()
                continue
            reference = self._lowered.trait_ref(bound.path, scope, None)
            if reference is not None:
                yield reference[0], reference[1]


def _generic_owners(scope: Scope) -> list[Def]:
    """The items around a scope that have generic parameters, innermost first."""
    return list(dict.fromkeys(layer.owner for layer in scope.layers if layer.generics is not None))
