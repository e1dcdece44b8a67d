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


class BodyLinker:
    """Links bodies of one place, one after another. An internal error costs one body.

    They share what is known of types. So what a body depends on is seen only if it is linked `alone`, without what was
    answered for those before.
    """

    def __init__(self, world: World, place: Place, emit: Emitter) -> None:
        self._world = world
        self.place = place
        self._emit = emit
        self.begin()

    def begin(self) -> None:
        """Start as if no body had been linked yet."""
        self._walk: BodyWalk | None = None

    def link(self, body: Body, alone: bool = False) -> None:
        """Emit the edges of a body."""
        at = self.place.defs(body.owner)
        owner = _owner(at)
        self._emit.begin(owner)
        try:
            self._turned(owner, at, alone).body(body)
        except Exception as error:
            self._emit.fail(owner, "body", error)
            self.begin()
            self._world.forget_all("signatures")  # what was half done in them is not to be found by the next body

    def _turned(self, owner: Def, at: Def, alone: bool) -> BodyWalk:
        walk = self._walk
        if walk is None:
            walk = self._walk = BodyWalk(signatures_of(self._world), self._emit, owner, at)
            return walk
        if alone:
            walk.forget()
        walk.begin(owner, at)
        return walk


def link_bodies(world: World, place: Place, bodies: Iterable[Body], emit: Emitter) -> None:
    """Emit the edges of a place's bodies."""
    linker = BodyLinker(world, place, emit)
    for body in bodies:
        linker.link(body)


def _owner(definition: Def) -> Def:
    """Discriminants belong to their enum."""
    parent = definition.parent
    if definition.kind is ItemKind.VARIANT and parent is not None:
        return parent
    return definition
