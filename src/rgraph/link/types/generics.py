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

    def written_bounds(self, lowering: Lowering, only: Ty | None = None) -> Iterator[tuple[Ty, Bound]]:
        """Every bound with its subject, as written; with `only`, where clauses of other parameters are left out."""
        for param in self.own:
            if only is None or param.term is only:
                for bound in param.bounds:
                    yield param.term, bound
        scope = None
        if self.owner is None:
            return
        for ty, bounds in self.where:
            if only is not None and not _can_be(ty, only):
                continue
            scope = scope or lowering.world.scope(self.owner)
            subject = lowering.lower(ty, scope)
            for bound in bounds:
                yield subject, bound


def _can_be(ty: Type, only: Ty) -> bool:
    """Whether a where clause's subject can be a parameter: its name alone; avoids asking in a circle."""
    if not isinstance(only.head, Param):
        return True
    return isinstance(ty, TPath) and len(ty.path.segments) == 1 and ty.path.segments[0].name == only.head.name


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
