"""The generic parameters of an item and the bounds on them, as declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rgraph.link.defs import Def
from rgraph.link.world import World
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Bound, Path, TArray, TDyn, TImpl, TPath, TPtr, TRef, TSlice, TTuple, Type

from .terms import Param, Terms, Ty


class Generic:
    """A type or const parameter; `impl Trait` in argument position is one without a name."""

    __slots__ = ("bounds", "default", "head", "term")

    def __init__(self, term: Ty, bounds: list[Bound], default: Type | None) -> None:
        assert isinstance(term.head, Param)
        self.term = term
        self.head: Param = term.head
        self.bounds = bounds
        self.default = default


class Generics:
    """The parameters that an item itself declares, and its where clauses."""

    __slots__ = ("own", "where")

    def __init__(self, own: tuple[Generic, ...], where: tuple[tuple[Type, list[Bound]], ...]) -> None:
        self.own = own
        self.where = where

    def written_bounds(self, lower: Callable[[Type], Ty]) -> Iterator[tuple[Ty, Bound]]:
        """Every bound with its subject, as written; `lower` gives the term of a type where the item stands."""
        for param in self.own:
            for bound in param.bounds:
                yield param.term, bound
        for ty, bounds in self.where:
            subject = lower(ty)
            for bound in bounds:
                yield subject, bound

    def bounds_on(self, param: Param) -> Iterator[Bound]:
        """The bounds on a parameter of this item or of one around it.

        A where clause is on the parameter if its subject is the bare name. So no type has to be lowered to tell, which
        could ask for these very bounds.
        """
        for each in self.own:
            if each.head is param:
                yield from each.bounds
        for ty, bounds in self.where:
            if isinstance(ty, TPath) and ty.path.qself is None and [s.name for s in ty.path.segments] == [param.name]:
                yield from bounds


PLAIN = Generics((), ())
"""The generics of an item that has none."""


def generics_of(world: World, terms: Terms, definition: Def) -> Generics:
    """The parameters of an item."""
    item = world.decl(definition)
    if item is None or is_plain(item):
        return PLAIN
    return world.memo("generics", definition, lambda: _generics(world, terms, definition))


def is_plain(item: Item) -> bool:
    """Whether an item declares no parameters and no where clauses, as most items do."""
    generics = item.generics
    if generics.params or generics.where:
        return False
    return item.kind is not ItemKind.FUNCTION or "impl" not in item.signature


def _generics(world: World, terms: Terms, definition: Def) -> Generics:
    item = world.decl(definition)
    if item is None:
        return PLAIN
    own = [
        Generic(terms.param(definition, param.name), param.bounds, param.default)
        for param in item.generics.params
        if param.kind != "lifetime"
    ]
    if item.kind is ItemKind.FUNCTION:
        for index, written in enumerate(anonymous_in(item)):
            own.append(Generic(terms.param(definition, f"impl#{index}"), written.bounds, None))
    where = tuple([(predicate.ty, predicate.bounds) for predicate in item.generics.where])
    return Generics(tuple(own), where)


def anonymous_in(item: Item) -> Iterator[TImpl]:
    """Every `impl Trait` in argument position, in the order in which they are numbered."""
    for param in item.params:
        yield from _impls_in(param.ty)


def _impls_in(ty: Type) -> Iterator[TImpl]:
    """Not inside another `impl`, where it is a bound on an associated type, nor in `fn`, where rustc refuses it."""
    match ty:
        case TImpl():
            yield ty
        case TRef(inner, _) | TPtr(inner, _) | TSlice(inner) | TArray(inner, _):
            yield from _impls_in(inner)
        case TTuple(tys):
            for each in tys:
                yield from _impls_in(each)
        case TPath(path):
            yield from _impls_in_path(path)
        case TDyn(bounds):
            for bound in bounds:
                yield from _impls_in_path(bound.path)
        case _:
            return


def _impls_in_path(path: Path) -> Iterator[TImpl]:
    for segment in path.segments:
        for arg in segment.args:
            yield from _impls_in(arg)
        for assoc in segment.assoc:
            if assoc.ty is not None:
                yield from _impls_in(assoc.ty)
