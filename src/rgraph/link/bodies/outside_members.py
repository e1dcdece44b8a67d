"""Members of traits outside of the workspace, on types that have these by a derive of a well-known crate."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rgraph.link.defs import Def
from rgraph.link.types.body_types import BodyTypes
from rgraph.link.types.terms import UNKNOWN, Ty, shallow
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.syntax import Type

from .references import References


class OutsideMember(NamedTuple):
    """A member by its full path, and the type that a call of it has."""

    path: str
    returns: Ty


class OutsideMembers:
    """Asked where a type of the workspace has no member of a name."""

    def __init__(self, types: BodyTypes, refs: References) -> None:
        self._world = types.world
        self._terms = types.terms
        self._lowering = types.lowering
        self._inference = types.inference
        self._environment = types.environment
        self._autoderef = types.autoderef
        self._refs = refs

    def method(self, receiver: Ty, name: str) -> OutsideMember | None:
        """What a method call may mean: a member of the first type that has one, through dereferences."""
        found = (self.member(step, name) for step in self._autoderef.steps(receiver))
        return next((each for each in found if each is not None), None)

    def member(self, base: Ty, name: str) -> OutsideMember | None:
        """The member of a type."""
        base = shallow(base)
        if not isinstance(base.head, Def):
            return None
        path, returns = self._world.known_member(base.head, name)
        return OutsideMember(path, self._returned(returns, base)) if path else None

    def _returned(self, text: str, base: Ty) -> Ty:
        """A type as the catalog writes it: by std's prelude, with `Self` for the type that has the trait."""
        trait = self._world.std("std::default::Default")  # any trait without arguments: it gives `Self` a meaning
        written = _type(text) if text else None
        if trait is None or written is None:
            return UNKNOWN
        ty = self._lowering.lower(written, self._world.scope(trait), self._inference.fresh)
        return self._terms.subst(ty, self._environment.trait_mapping(trait, base, ()))

    def refer(self, known: OutsideMember, shape: str, line: int) -> None:
        """Emit what was found; `shape` is that of the call, "" for a value."""
        if shape:
            self._refs.called(shape, known.path)
        kind = EdgeKind.CALLS if shape else EdgeKind.REFERENCES
        self._refs.edge_outside(kind, known.path, line, Tier.INFERRED)


@lru_cache(maxsize=256)
def _type(text: str) -> Type | None:
    from rgraph.parse.made_code import read_made_type

    return read_made_type(text, [0])
