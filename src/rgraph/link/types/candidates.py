"""Which impls a goal can mean, told by the heads of types alone, before any impl is tried."""

from __future__ import annotations

from rgraph.link.defs import Def

from .lookups import Lookups
from .signatures import ImplTerm
from .terms import FLOATS, INTEGERS, UNKNOWN, Bounds, Head, Outside, Param, Projection, Ty, Var, shallow

SMALL = 8
"""Up to so many impls, looking at each is faster than an index."""


def impl_heads(ty: Ty) -> tuple[Def | str, ...]:
    """The names under which the world indexes impls for a type."""
    head = ty.head
    if isinstance(head, Def):
        return (head,)
    if isinstance(head, Outside):
        return (head.path.rpartition("::")[2],)
    if isinstance(head, Bounds):
        return (f"dyn {head.specs[0][0].name}",) if head.dynamic else ()
    if isinstance(ty, Var):
        return ("int", "i32") if ty.kind == "int" else ("float", "f64")
    if not isinstance(head, str):
        return ()
    if head in INTEGERS:
        return (head, "int")
    if head in FLOATS:
        return (head, "float")
    return ({"&mut": "&", "*mut": "*"}.get(head, head),)


class _ByArgument:
    """Impls, indexed by the head of one term in their headers. Those with a parameter there fit every head."""

    def __init__(self, impls: list[tuple[int, ImplTerm, Ty | None]]) -> None:
        self._any: list[tuple[int, ImplTerm]] = []
        self._by_head: dict[Head, list[tuple[int, ImplTerm]]] = {}
        for at, impl, term in impls:
            key = _key(term)
            if key is None:
                self._any.append((at, impl))
            else:
                self._by_head.setdefault(key, []).append((at, impl))

    def fitting(self, ty: Ty) -> list[tuple[int, ImplTerm]] | None:
        """The impls that can fit a goal with this term, in order; None if all can.

        A parameter of the body is a type of its own here, which only an impl for every type fits.
        """
        term = shallow(ty)
        key = term.head if isinstance(term.head, Param) else _key(term)
        if key is None or not self._by_head:
            return None
        own = self._by_head.get(key, [])
        return sorted([*own, *self._any], key=lambda each: each[0]) if own and self._any else own or self._any


def _key(term: Ty | None) -> Head | None:
    """The head that a goal's term must have to equal this term of an impl's header; None if any head may do."""
    if term is None:
        return None
    head = term.head
    if term is UNKNOWN or isinstance(term, Var) or isinstance(head, Param | Projection):
        return None
    if isinstance(head, str) and (head in INTEGERS or head in FLOATS):
        return "number"  # literals' impls in std are for `int` and `float`
    return head


class Candidates:
    """The impls of a trait for a type, narrowed by arguments where there are many (`impl From<A> for T`, `impl
    From<B>`...).
    """

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._impls: dict[tuple[Def | str, Def], list[ImplTerm]] = {}
        self._indexes: dict[tuple[Def | str, Def], tuple[_ByArgument, _ByArgument]] = {}

    def of(self, head: Def | str, trait: Def, ty: Ty, args: tuple[Ty, ...]) -> list[ImplTerm]:
        """The impls of a trait under a head, except those that the goal's arguments rule out."""
        key = (head, trait)
        impls = self._impls.get(key)
        if impls is None:
            impls = self._impls[key] = [
                *[self._lookups.impl_term(each) for each in self._lookups.trait_impls(head, trait)],
                *self._lookups.conversions(head, trait),
            ]
        if len(impls) <= SMALL:
            return impls
        indexes = self._indexes.get(key)
        if indexes is None:
            indexes = self._indexes[key] = _indexed(impls)
        by_self = indexes[0].fitting(ty.args[0]) if ty.args else None
        by_args = indexes[1].fitting(args[0]) if args else None
        found = min((each for each in (by_self, by_args) if each is not None), key=len, default=None)
        return impls if found is None else [impl for _, impl in found]


def _indexed(impls: list[ImplTerm]) -> tuple[_ByArgument, _ByArgument]:
    """Indexes by the first argument of the type, and by the first argument of the trait."""
    by_self = [(at, each, next(iter(each.self_term.args), None)) for at, each in enumerate(impls)]
    by_args = [(at, each, next(iter(each.args), None)) for at, each in enumerate(impls)]
    return _ByArgument(by_self), _ByArgument(by_args)
