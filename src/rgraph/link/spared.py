"""Functions that are spared when their file is linked again: the edges that a store has of them still hold.

A store has the edges of a file by item, those of a function's signature and body together. So each function is linked
together with its signature, and the store keeps what both depend on. When the file is linked again, a function is
spared if its declaration and body are the same and it depends on nothing that has changed.
(`replay.py` does the same within one process, where it can keep what each body emitted.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b

from msgspec import structs

from rgraph.model.facts import BlobBodies, Body, ItemKind
from rgraph.model.gaps import INTERNAL_ERROR
from rgraph.model.graph import Def as LinkedDef
from rgraph.model.graph import LinkedFile, Sites, Where
from rgraph.model.ids import Symbol

from .bodies import BodyLinker
from .defs import Place
from .emitter import Emitter
from .fingerprints import declared_bytes
from .items import Declared
from .linked import BodyFootprint, Calls, Footprint
from .replay import body_bytes, is_apart
from .table import FileTable
from .world import World

_OWNERS = frozenset({ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC})
_CUT = frozenset({INTERNAL_ERROR, "limit"})
"""Reasons by which edges may be missing that another run would find; what is stored beside them is not used again."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store has of a file: its edges, and its functions that depend on nothing that has changed."""

    linked: LinkedFile
    bodies: Mapping[int, BodyFootprint]


def stored(linked: LinkedFile, footprint: Footprint, changed: Set[int]) -> Stored | None:
    """What of a file may be used again; None if nothing may, or if a limit or an internal error has cut it."""
    if any(one.reason in _CUT for one in linked.unresolved):
        return None
    bodies = {each: body for each, body in footprint.bodies.items() if body.keys.isdisjoint(changed)}
    return Stored(linked, bodies) if bodies else None


@dataclass(slots=True)
class OneByOne:
    """Links the places of one file, and keeps what each of its functions depends on."""

    world: World
    emit: Emitter
    stored: Stored | None
    times: Counter[Symbol]
    """How many items of the file have each symbol. Edges are stored by symbol, so those of two items with one symbol
    (a file in two crates) cannot be told apart, and neither item is spared."""

    bodies: dict[int, BodyFootprint] = field(default_factory=dict)
    _standing: dict[Symbol, Calls] = field(default_factory=dict)

    def link(self, place: Place, bodies: BlobBodies) -> None:
        """Link the declarations of a place, and its bodies except those that are spared."""
        several = Counter(body.owner for body in bodies.bodies)
        prints = {
            body.owner: fingerprint(place, body)
            for body in bodies.bodies
            if several[body.owner] == 1 and _is_plain(place, body)
        }
        standing = {owner for owner, print_ in prints.items() if self._stands(place, owner, print_)}
        rest = [body for body in bodies.bodies if body.owner not in standing]
        declared = Declared(self.world, place, self.emit)
        declared.link({body.owner for body in rest if body.owner in prints})
        linker = BodyLinker(self.world, place, self.emit)
        for body in rest:
            if body.owner in prints:
                self._alone(place, declared, linker, body, prints[body.owner])
            else:
                linker.link(body)

    def _stands(self, place: Place, owner: int, print_: int) -> bool:
        """Whether a function is spared. If so, it is noted with what it depends on."""
        known = self.stored.bodies.get(print_) if self.stored is not None else None
        if known is None:
            return False
        symbol = self.world.symbol(place.defs(owner))
        if self.times[symbol] != 1:
            return False
        self.bodies[print_] = known
        self._standing[symbol] = known.calls
        self.world.depend_on(known.keys)
        return True

    def _alone(self, place: Place, declared: Declared, linker: BodyLinker, body: Body, print_: int) -> None:
        """Link a body together with the signature of its function, and note what both depend on.

        `ask_anew` lets them depend on the symbols in their edges even if the file has asked for these before: a
        function that is spared later must know by itself when a symbol changes.
        """

        def work() -> None:
            self.emit.ask_anew()
            declared.function(body.owner)
            linker.link(body, alone=True)

        _, keys = self.world.record(work)
        self.world.depend_on(keys)
        if self.emit.said_of_alone(place.defs(body.owner)):
            self.bodies[print_] = BodyFootprint(keys, self.emit.calls())

    def footprint(self, keys: frozenset[int]) -> Footprint:
        """The footprint of the file; `keys` are all that it depends on. After an internal error nothing is spared."""
        return Footprint(keys, {} if self.emit.gaps else self.bodies)

    def joined(self, fresh: LinkedFile) -> LinkedFile:
        """The newly linked edges, and from the store those of the functions that were spared."""
        if self.stored is None or not self._standing:
            return fresh
        owners, before = self._standing, self.stored.linked
        edges = [edge for edge in fresh.edges if edge.src not in owners]
        edges += [edge for edge in before.edges if edge.src in owners]
        missing = [one for one in fresh.unresolved if one.owner not in owners]
        missing += [one for one in before.unresolved if one.owner in owners]
        return structs.replace(
            fresh,
            edges=sorted(edges, key=lambda edge: (edge.src, edge.kind, edge.dst)),
            unresolved=sorted(missing, key=lambda one: (one.reason, one.shape, one.name, one.owner, one.line)),
            sites=self._sites(fresh),
        )

    def _sites(self, fresh: LinkedFile) -> list[Sites]:
        counts = Counter[tuple[str, Where]]({(each.shape, each.where): each.count for each in fresh.sites})
        for calls in self._standing.values():
            counts.update({(shape, where): count for shape, where, count in calls})
        return [Sites(shape, where, count) for (shape, where), count in sorted(counts.items()) if count]


def told_apart(defs: Sequence[LinkedDef], before: Stored | None) -> Counter[Symbol]:
    """How many items of a file have each symbol: the greater number of now and what is stored."""
    now = Counter(each.symbol for each in defs)
    return now | Counter(each.symbol for each in before.linked.defs) if before is not None else now


def bodies_there(table: FileTable, bodies: BlobBodies) -> BlobBodies:
    """The bodies of a file at a place: those that are written there, and those that macro calls make."""
    made = table.made
    if not made.is_any:
        return bodies
    written = [body for body in bodies.bodies if body.owner not in made.hidden and body.owner not in made.bodies]
    return BlobBodies([*written, *(made.bodies[owner]() for owner in sorted(made.bodies))])


def fingerprint(place: Place, body: Body) -> int:
    """A fingerprint of a function's path, declaration and body, the same in every process."""
    table, owner = place.table, body.owner
    digest = blake2b(digest_size=8)
    for part in (place.spath(owner).encode(), declared_bytes(table.items[owner]), body_bytes(body)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return int.from_bytes(digest.digest(), "big") >> 1


def _is_plain(place: Place, body: Body) -> bool:
    """Whether all edges of a body's owner follow from its declaration and this body.

    It must hold no items or imports, which are linked apart, and it is no struct, enum or trait, whose parts are.
    """
    return place.table.items[body.owner].kind in _OWNERS and is_apart(place, place.defs(body.owner))
