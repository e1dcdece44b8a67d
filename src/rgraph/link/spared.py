"""Functions of a file that need no second look: what a store has of them holds while nothing they leaned on changes.

A store has the edges of a file by item, those of a function's signature and body in one. So functions are linked in
groups, each with its signature, and what a group leans on is kept. A file that is linked again is linked but for the
functions whose declaration and body are as they were and whose group leans on nothing that has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b

from msgspec import structs

from rgraph.model.facts import BlobBodies, Body, ItemKind
from rgraph.model.gaps import INTERNAL_ERROR
from rgraph.model.graph import Def as LinkedDef
from rgraph.model.graph import LinkedFile, Sites, Where
from rgraph.model.ids import Symbol

from .bodies import link_bodies
from .defs import Place
from .emitter import Emitter
from .fingerprints import declared_bytes
from .items import Declared
from .linked import BodyFootprint, Calls, Footprint
from .replay import GROUP, body_bytes, is_apart
from .table import FileTable
from .world import World

_OWNERS = frozenset({ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC})
_CUT = frozenset({INTERNAL_ERROR, "limit"})


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store has of a file: its edges, and of its functions those that lean on nothing that has changed."""

    linked: LinkedFile
    bodies: Mapping[int, BodyFootprint]


def stored(linked: LinkedFile, footprint: Footprint, changed: Set[int]) -> Stored | None:
    """What of a file may stand; None where nothing does, or a limit or an internal error has cut what is stored."""
    if any(one.reason in _CUT for one in linked.unresolved):
        return None
    bodies = {each: body for each, body in footprint.bodies.items() if body.keys.isdisjoint(changed)}
    return Stored(linked, bodies) if bodies else None


@dataclass(slots=True)
class Grouped:
    """Links the places of one file, functions in groups, and keeps what they lean on."""

    world: World
    emit: Emitter
    stored: Stored | None
    times: Counter[Symbol]
    """How many items of the file go by a symbol: edges are stored by symbol."""

    bodies: dict[int, BodyFootprint] = field(default_factory=dict)
    _standing: dict[Symbol, Calls] = field(default_factory=dict)

    def link(self, place: Place, bodies: BlobBodies) -> None:
        """Link what a place declares, and its bodies but for those that stand."""
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
        for start in range(0, len(rest), GROUP):
            self._group(place, declared, rest[start : start + GROUP], prints)

    def _stands(self, place: Place, owner: int, print_: int) -> bool:
        """Whether what is stored of a function holds; it is noted."""
        known = self.stored.bodies.get(print_) if self.stored is not None else None
        if known is None:
            return False
        symbol = self.world.symbol(place.defs(owner))
        if self.times[symbol] != 1:
            return False
        self.bodies[print_] = known
        self._standing[symbol] = known.calls
        self.world.lean_on(known.keys)
        return True

    def _group(self, place: Place, declared: Declared, bodies: Sequence[Body], prints: Mapping[int, int]) -> None:
        emit, alone = self.emit, dict[int, Calls]()

        def turns() -> Iterator[Body]:
            for body in bodies:
                yield body
                if body.owner in prints and emit.said_of_alone(place.defs(body.owner)):
                    alone[body.owner] = emit.calls()

        def work() -> None:
            emit.ask_anew()
            for body in bodies:
                if body.owner in prints:
                    declared.function(body.owner)
            link_bodies(self.world, place, turns(), emit)

        _, keys = self.world.record(work)
        self.world.lean_on(keys)
        self.bodies.update((prints[owner], BodyFootprint(keys, calls)) for owner, calls in alone.items())

    def footprint(self, keys: frozenset[int]) -> Footprint:
        """What the file leans on, of which `keys` are all."""
        return Footprint(keys, {} if self.emit.gaps else self.bodies)

    def joined(self, fresh: LinkedFile) -> LinkedFile:
        """What was linked, with what stands."""
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
    """How many items of a file go by each symbol, now or in what is stored: the greater number."""
    now = Counter(each.symbol for each in defs)
    return now | Counter(each.symbol for each in before.linked.defs) if before is not None else now


def bodies_there(table: FileTable, bodies: BlobBodies) -> BlobBodies:
    """The bodies of a file: those that are written, and what macro calls make."""
    made = table.made
    if not made.is_any:
        return bodies
    written = [body for body in bodies.bodies if body.owner not in made.hidden and body.owner not in made.bodies]
    return BlobBodies([*written, *(made.bodies[owner]() for owner in sorted(made.bodies))])


def fingerprint(place: Place, body: Body) -> int:
    """What tells a function by its path, declaration and body, the same in every process."""
    table, owner = place.table, body.owner
    digest = blake2b(digest_size=8)
    for part in (place.spath(owner).encode(), declared_bytes(table.items[owner]), body_bytes(body)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return int.from_bytes(digest.digest(), "big") >> 1


def _is_plain(place: Place, body: Body) -> bool:
    """Whether all that is said of a body's owner follows from its declaration and this body: it holds no items and
    imports, and no parts that are declared apart."""
    return place.table.items[body.owner].kind in _OWNERS and is_apart(place, place.defs(body.owner))
