"""Bodies whose edges are kept from one commit to the next in a process, while nothing they depend on changes.

`spared.py` does the same from a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

import msgspec

from rgraph.model.facts import BlobBodies, Body, ItemKind
from rgraph.model.graph import EdgeKind, Tier, Where
from rgraph.model.ids import RepoPath

from .bodies import link_bodies
from .defs import Def, Place
from .emitter import Emitter
from .fingerprints import declaration
from .world import World

_encode = msgspec.msgpack.Encoder().encode

EdgeCall = tuple[Def, EdgeKind, Def | str, Tier, int, bool]
Failure = tuple[str, str, int, str, Def | None, int]
BodyKey = tuple[Def, int, int]
"""An owner, and fingerprints of its declaration and of the body."""


GROUP = 8
"""How many bodies are linked together. They share what is known of types, and so all that they read: each on its own
takes half as long again, and all bodies of a file together depend on nearly everything (docs/decisions/proportion.md).
"""


class LinkedBody(NamedTuple):
    """What was emitted for one body, and the keys of the base facts that it depends on."""

    edges: list[EdgeCall]
    unresolved: list[Failure]
    sites: list[tuple[str, Where]]
    footprint: frozenset[int]


class Recorder(Emitter):
    """Records what is emitted for each of several bodies, to be emitted again later."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.said: list[tuple[list[EdgeCall], list[Failure], list[tuple[str, Where]]]] = []

    def turns(self, bodies: Iterable[Body]) -> Iterator[Body]:
        """The bodies, one after another; what is emitted belongs to the one that was taken last."""
        for body in bodies:
            self.said.append(([], [], []))
            yield body

    def take_back(self) -> None:
        self.said[-1] = ([], [], [])

    def edge(self, src: Def, kind: EdgeKind, dst: Def | str, tier: Tier, line: int, via_macro: bool = False) -> None:
        self.said[-1][0].append((src, kind, dst, tier, line, via_macro))

    def missing(self, reason: str, shape: str, count: int, name: str, owner: Def | None, line: int) -> None:
        self.said[-1][1].append((reason, shape, count, name, owner, line))

    def site(self, shape: str, where: Where) -> None:
        self.said[-1][2].append((shape, where))


class Bodies:
    """The linked bodies of the files of one commit, by place."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[RepoPath, dict[tuple[str, str, str], dict[BodyKey, LinkedBody]]] = {}

    def forget(self, path: RepoPath) -> None:
        """Drop what is kept of a file that has moved, is gone, or was linked in another process."""
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
        keys = [body_key(place, body) for body in bodies.bodies]
        found: dict[BodyKey, LinkedBody] = {}
        fresh: list[Body] = []
        for key, body in zip(keys, bodies.bodies, strict=True):
            linked = known.get(key)
            if linked is None or not linked.footprint.isdisjoint(changed):
                fresh.append(body)
            else:
                found[key] = linked
        for start in range(0, len(fresh), GROUP):
            found.update(self._linked(place, fresh[start : start + GROUP], emit))
        places[place.key] = {key: linked for key, linked in found.items() if is_apart(place, key[0])}
        for footprint in {id(linked.footprint): linked.footprint for linked in found.values()}.values():
            self._world.depend_on(footprint)
        for key in keys:
            _say(found[key], emit)

    def _linked(self, place: Place, bodies: list[Body], emit: Emitter) -> dict[BodyKey, LinkedBody]:
        """Link bodies together. They share answers, so each depends on all that any of them read."""
        recorder = Recorder(self._world)
        turns = recorder.turns(bodies)
        _, footprint = self._world.record(lambda: link_bodies(self._world, place, turns, recorder))
        emit.gaps += recorder.gaps
        said = zip(bodies, recorder.said, strict=True)
        return {body_key(place, body): LinkedBody(*everything, footprint) for body, everything in said}


def body_key(place: Place, body: Body) -> BodyKey:
    """Tells bodies apart: two with the same key have the same edges, if nothing they depend on has changed."""
    return (place.defs(body.owner), declaration(place.table.items[body.owner]), syntax(body))


def syntax(body: Body) -> int:
    """A fingerprint of a body, the same within one process only."""
    return hash(body_bytes(body))


def body_bytes(body: Body) -> bytes:
    """A body's syntax, packed."""
    return _encode(body.expr)


def is_apart(place: Place, owner: Def) -> bool:
    """Whether a body's own syntax says all about it.

    Not if it declares or imports names, which are items of the file, and not for a discriminant, which belongs to the
    enum.
    """
    table = place.table
    holds = owner.ord in table.children or owner.ord in table.use_names or owner.ord in table.globs
    return not holds and owner.kind is not ItemKind.VARIANT


def _say(linked: LinkedBody, emit: Emitter) -> None:
    for call in linked.edges:
        emit.edge(*call)
    for failure in linked.unresolved:
        emit.missing(*failure)
    for site in linked.sites:
        emit.site(*site)
