"""Generic parameters of an item and what is demanded of them, as declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.link.defs import Def
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Bound, TImpl, TPath, TPtr, TRef, TSlice, TTuple, Type

from .terms import Param, Ty

if TYPE_CHECKING:
    from .lowering import Lowering


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

    __slots__ = ("own", "owner", "where")

    def __init__(
        self, owner: Def | None, own: tuple[Generic, ...], where: tuple[tuple[Type, list[Bound]], ...]
    ) -> None:
        self.owner = owner
        self.own = own
        self.where = where

    def written_bounds(self, lowering: Lowering) -> Iterator[tuple[Ty, Bound]]:
        """Every bound with its subject, as written."""
        for param in self.own:
            for bound in param.bounds:
                yield param.term, bound
        if self.owner is None or not self.where:
            return
        scope = lowering.world.scope(self.owner)
        for ty, bounds in self.where:
            subject = lowering.lower(ty, scope)
            for bound in bounds:
                yield subject, bound

    def bounds_on(self, param: Param) -> Iterator[Bound]:
        """The bounds on a parameter, of this item or of one around it.

        A where clause is on a parameter if its name alone stands there; so nothing needs to be lowered to tell.
        """
        for each in self.own:
            if each.head is param:
                yield from each.bounds
        for ty, bounds in self.where:
            if isinstance(ty, TPath) and ty.path.qself is None and [s.name for s in ty.path.segments] == [param.name]:
                yield from bounds


PLAIN = Generics(None, (), ())
"""Of an item that is not generic."""


def generics_of(lowering: Lowering, definition: Def) -> Generics:
    """The parameters of an item."""
    item = lowering.world.decl(definition)
    if item is None or is_plain(item):
        return PLAIN
    return lowering.world.memo("generics", definition, lambda: _generics(lowering, definition))


def is_plain(item: Item) -> bool:
    """Whether an item declares no parameters and demands nothing; most do not."""
    generics = item.generics
    if generics.params or generics.where:
        return False
    return item.kind is not ItemKind.FUNCTION or "impl" not in item.signature


def _generics(lowering: Lowering, definition: Def) -> Generics:
    item = lowering.world.decl(definition)
    if item is None:
        return PLAIN
    terms = lowering.terms
    own = [
        Generic(terms.param(definition, param.name), param.bounds, param.default)
        for param in item.generics.params
        if param.kind != "lifetime"
    ]
    if item.kind is ItemKind.FUNCTION:
        for index, written in enumerate(_anonymous(item)):
            own.append(Generic(terms.param(definition, f"impl#{index}"), written.bounds, None))
    where = tuple([(predicate.ty, predicate.bounds) for predicate in item.generics.where])
    return Generics(definition, tuple(own), where)


def _anonymous(item: Item) -> Iterator[TImpl]:
    """Every `impl Trait` in argument position, in order."""
    for param in item.params:
        yield from _impls_in(param.ty)


def _impls_in(ty: Type) -> Iterator[TImpl]:
    match ty:
        case TImpl():
            yield ty
        case TRef(inner, _) | TPtr(inner, _) | TSlice(inner):
            yield from _impls_in(inner)
        case TTuple(tys):
            for each in tys:
                yield from _impls_in(each)
        case TPath(path):
            for segment in path.segments:
                for arg in segment.args:
                    yield from _impls_in(arg)
        case _:
            return
