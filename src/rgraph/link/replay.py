"""Bodies that need no second look: their edges are kept while nothing that they leaned on changes."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

import msgspec

from rgraph.model.facts import BlobBodies, Body, ItemKind
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath

from .bodies import link_bodies
from .defs import Def, Place
from .emitter import Emitter
from .fingerprints import declaration
from .world import World

_encode = msgspec.msgpack.Encoder().encode

EdgeCall = tuple[Def, EdgeKind, Def | str, Tier, int, bool]
BodyKey = tuple[Def, int, int]
"""An owner, and fingerprints of its declaration and of the body."""


class LinkedBody(NamedTuple):
    """What linking one body said, and the base facts that it leaned on."""

    edges: list[EdgeCall]
    unresolved: list[tuple[str, str, int]]
    footprint: frozenset[int]


class Recorder(Emitter):
    """Keeps what one body says, to be said again."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.calls: list[EdgeCall] = []
        self.failures: list[tuple[str, str, int]] = []

    def edge(self, src: Def, kind: EdgeKind, dst: Def | str, tier: Tier, line: int, via_macro: bool = False) -> None:
        self.calls.append((src, kind, dst, tier, line, via_macro))

    def unresolved(self, reason: str, shape: str, count: int = 1, name: str = "", line: int = 0) -> None:
        self.failures.append((reason, shape, count))


class Bodies:
    """The linked bodies of the files of one commit, by place."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[RepoPath, dict[tuple[str, str, str], dict[BodyKey, LinkedBody]]] = {}

    def forget(self, path: RepoPath) -> None:
        """Drop what is kept of a file: it has moved, is gone, or was linked elsewhere."""
        self._known.pop(path, None)

    def clear(self) -> None:
        """Drop everything."""
        self._known.clear()

    def link(self, place: Place, bodies: BlobBodies, emit: Emitter, changed: Set[int]) -> None:
        """Emit the edges of a place's bodies; `changed` are the base facts that changed since the file's last link.

        A body's edges are relative to its owner's name, so it is linked again only where its own syntax, its owner's
        declaration, or something in its footprint has changed.
        """
        places = self._known.setdefault(place.path, {})
        known = places.get(place.key, {})
        now = places[place.key] = {}
        for body in bodies.bodies:
            owner = place.defs(body.owner)
            if owner.kind is ItemKind.VARIANT:  # a discriminant speaks for the enum, from a distance
                link_bodies(self._world, place, BlobBodies([body]), emit)
                continue
            key = (owner, declaration(place.table.items[body.owner]), hash(_encode(body.expr)))
            linked = known.get(key)
            if linked is None or not linked.footprint.isdisjoint(changed):
                linked = self._linked(place, body)
            now[key] = linked
            self._world.lean_on(linked.footprint)
            for call in linked.edges:
                emit.edge(*call)
            for failure in linked.unresolved:
                emit.unresolved(*failure)

    def _linked(self, place: Place, body: Body) -> LinkedBody:
        recorder = Recorder(self._world)
        _, footprint = self._world.record(lambda: link_bodies(self._world, place, BlobBodies([body]), recorder))
        return LinkedBody(recorder.calls, recorder.failures, footprint)
