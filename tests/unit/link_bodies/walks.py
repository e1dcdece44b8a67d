"""A body walked over: the type that it has, and what it refers to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rgraph.link.bodies import BodyWalk, _owner, signatures_of
from rgraph.link.emitter import Emitter
from rgraph.model.recursion import room_to_recurse
from tests.unit.link_types.worlds import ROOT, linker_of, shown


@dataclass(frozen=True)
class Walked:
    """What the walk over one body found; symbols without the crate's name."""

    type: str
    edges: frozenset[str]
    unresolved: dict[str, int]

    def of(self, kind: str) -> set[str]:
        """The targets of the edges of a kind."""
        return {each.split(" ", 1)[1].rpartition(" ")[0] for each in self.edges if each.split(" ")[0] == kind}

    @property
    def calls(self) -> set[str]:
        """What is called in the workspace."""
        return {each for each in self.of("calls") if not each.startswith("std::")}

    @property
    def runs(self) -> set[str]:
        """What runs without being named."""
        return self.of("runs")


def walked(crate: str, owner: str = "here") -> Walked:
    """Walk over the body of an item of a crate's root file."""
    texts, linker = linker_of(crate)
    world = linker.world
    place = next(iter(world.by_path[ROOT]))
    for body in texts.bodies(texts.tree[ROOT]).bodies:
        definition = _owner(place.defs(body.owner))
        if definition.name == owner:
            break
    else:
        raise LookupError(owner)
    emit = Emitter(world)
    walk = BodyWalk(signatures_of(world), emit, definition)
    with room_to_recurse():
        ret = walk._parameters()
        walk.scopes.returns = [ret]
        ty = walk.expressions.expression(body.expr, ret)
        walk.coercion.coerce(ty, ret)
        walk._method_calls.retry()
        walk.types.obligations.select(True)
        walk.dispatches.settle()
    linked = emit.linked([])
    edges = frozenset(f"{each.kind.value} {each.dst.replace('demo::', '')} {each.tier.value}" for each in linked.edges)
    unresolved = Counter[str]()
    for each in linked.unresolved:
        unresolved[f"{each.reason} {each.shape}"] += each.count
    return Walked(shown(walk.types.inference.resolve(ty)), edges, unresolved)


def type_of(crate: str, expression: str, generics: str = "") -> str:
    """The type of an expression in a function without parameters, whose result is not told."""
    return walked(f"{crate}\nfn here{generics}() -> Untold {{ {expression} }}").type
