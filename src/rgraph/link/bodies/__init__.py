"""Function bodies to edges: names, types and members of expressions."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.link.defs import Def, Place
from rgraph.link.emitter import Emitter
from rgraph.link.types.signatures import Signatures
from rgraph.link.types.terms import Ty
from rgraph.link.world import World
from rgraph.model.facts import Body, ItemKind

from .exprs import Expressions


class BodyWalk(Expressions):
    """The walk over the bodies of one file at one place, one after another."""

    def body(self, body: Body) -> None:
        """Emit the edges of one body."""
        self.waiting = []
        self.wishes = {}
        self.expansions = []
        self._expansions = {}
        ret = self._parameters()
        self.returns = [ret]
        actual = self.expression(body.expr, ret)
        self.coerce(actual, ret)
        self.retry()
        self.select(True)
        self.settle()

    def _parameters(self) -> Ty:
        """Declare the parameters; the type that the body is to have."""
        owner = self.owner
        item = self.world.decl(owner)
        if item is None or owner.kind is not ItemKind.FUNCTION:
            return self.normalise(self.declared(owner)) if owner.kind in _TYPED else self.fresh()
        signature = self.signature(owner)
        if signature.receiver is not None:
            self.own_self = self.own_type()
            self.declare("self", signature.receiver)
        for param, ty in zip(item.params, signature.inputs, strict=False):
            self.bind(param.pat, self.normalise(ty))
        ret = self.normalise(signature.ret)
        return ret.args[-1] if "async" in item.quals and ret.args else ret


_TYPED = frozenset({ItemKind.CONST, ItemKind.STATIC})


def signatures_of(world: World) -> Signatures:
    """The declared types of a world, kept as long as it lives."""
    return world.memo("signatures", None, lambda: Signatures(world))


def link_bodies(world: World, place: Place, bodies: Iterable[Body], emit: Emitter) -> None:
    """Emit the edges of a place's bodies, one body after another."""
    walk: BodyWalk | None = None
    for body in bodies:
        owner = _owner(place.defs(body.owner))
        if walk is None:
            walk = BodyWalk(signatures_of(world), emit, owner)
        else:
            walk.begin(owner)
        walk.body(body)


def _owner(definition: Def) -> Def:
    """Discriminants belong to their enum."""
    parent = definition.parent
    if definition.kind is ItemKind.VARIANT and parent is not None:
        return parent
    return definition
