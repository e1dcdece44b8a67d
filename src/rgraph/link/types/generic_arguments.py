"""The generic arguments that a path gives: as written, by default, or to be inferred."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rgraph.link.defs import Def
from rgraph.link.resolution import Scope
from rgraph.link.world import World
from rgraph.model.syntax import Segment, Type

from .generics import Generic, generics_of
from .terms import UNKNOWN, Mapping, Terms, Ty

if TYPE_CHECKING:
    from .lowering import Lowering

Hole = Callable[[], Ty]
"""Makes what stands for `_` and for arguments that are left out."""


class GenericArguments:
    """Arguments as terms, in the order of the parameters that they are for."""

    def __init__(self, world: World, terms: Terms, lowering: Lowering) -> None:
        self._world = world
        self._terms = terms
        self._lowering = lowering

    def of(self, target: Def, segment: Segment, scope: Scope, hole: Hole | None) -> tuple[Ty, ...]:
        """Arguments for a definition's own parameters: those that are written, then defaults, else holes.

        In bodies a default counts only if some arguments are written: `HashMap::new()` leaves all of them to inference.
        """
        own = generics_of(self._world, self._terms, target).own
        if not own:
            return ()
        given = self.written(segment.args, scope, hole)
        if len(given) == len(own):
            return given
        args = list(given[: len(own)])
        mapping: Mapping = {param.head: arg for param, arg in zip(own, args, strict=False)}
        for param in own[len(args) :]:
            if param.default is not None and (hole is None or given):
                arg = self._terms.subst(self.default(param, target), mapping)
            else:
                arg = hole() if hole is not None else UNKNOWN
            mapping[param.head] = arg
            args.append(arg)
        return tuple(args)

    def default(self, param: Generic, owner: Def) -> Ty:
        """A parameter's default as a term."""
        return self._world.memo(
            "default",
            (owner, param.head.name),
            lambda: self._lowering.lower(param.default, self._world.scope(owner)),
            UNKNOWN,
        )

    def of_trait(self, trait: Def, segment: Segment, scope: Scope, hole: Hole | None) -> tuple[Ty, ...]:
        """Arguments for a trait's own parameters: those that are written, then defaults, else holes.

        Unlike those of a type, they count in bodies even if no argument is written: `T: Add` is `T: Add<T>`.
        """
        own = generics_of(self._world, self._terms, trait).own
        given = self.written(segment.args, scope, hole)
        if len(given) >= len(own):
            return given[: len(own)]
        args = list(given)
        mapping: Mapping = {param.head: arg for param, arg in zip(own, args, strict=False)}
        for param in own[len(given) :]:
            arg = self._terms.subst(self.default(param, trait), mapping) if param.default is not None else UNKNOWN
            if hole is not None and arg is UNKNOWN:
                arg = hole()
            mapping[param.head] = arg
            args.append(arg)
        return tuple(args)

    def written(self, given: Sequence[Type], scope: Scope, hole: Hole | None) -> tuple[Ty, ...]:
        """The arguments that are written, as terms."""
        return tuple([self._lowering.lower(each, scope, hole) for each in given])
