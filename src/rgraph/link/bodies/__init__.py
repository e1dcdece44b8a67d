"""Function bodies to edges: names, types and members of expressions."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.link.defs import Def, Place
from rgraph.link.emitter import Emitter
from rgraph.link.types.signatures import Signatures
from rgraph.link.world import World
from rgraph.model.facts import Body, ItemKind

from .walk import BodyWalk


def signatures_of(world: World) -> Signatures:
    """The declared types of a world, kept as long as it lives."""
    return world.memo("signatures", None, lambda: Signatures(world))


def link_bodies(world: World, place: Place, bodies: Iterable[Body], emit: Emitter) -> None:
    """Emit the edges of a place's bodies, one body after another. An internal error costs one body."""
    walk: BodyWalk | None = None
    for body in bodies:
        at = place.defs(body.owner)
        owner = _owner(at)
        emit.begin(owner)
        try:
            if walk is None:
                walk = BodyWalk(signatures_of(world), emit, owner, at)
            else:
                walk.begin(owner, at)
            walk.body(body)
        except Exception as error:
            emit.fail(owner, "body", error)
            walk = None
            world.forget_all("signatures")  # what was half done in them is not to be found by the next body


def _owner(definition: Def) -> Def:
    """Discriminants belong to their enum."""
    parent = definition.parent
    if definition.kind is ItemKind.VARIANT and parent is not None:
        return parent
    return definition
