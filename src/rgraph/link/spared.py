"""Bodies of a changed file that are as they were: what a store has of them holds while nothing they leaned on changes.

A store has footprints and calls of whole files alone. So the rest of the file's calls are counted as long as the world
is still that of its old content, and what stands is told by the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from rgraph.model.facts import BlobBodies, BlobFacts, Body, ItemKind
from rgraph.model.gaps import INTERNAL_ERROR
from rgraph.model.graph import LinkedFile, Sites, Where
from rgraph.model.ids import Symbol

from .bodies import link_bodies
from .defs import Def, Place
from .replay import BodyKey, Recorder, body_key, is_apart, syntax
from .table import FileTable, interface_of
from .world import World

_CUT = frozenset({INTERNAL_ERROR, "limit"})


@dataclass(frozen=True, slots=True)
class Spared:
    """The bodies of a file that its next content has as well, with the symbols of their owners."""

    linked: LinkedFile
    """What the store has of the whole file."""

    bodies: Mapping[BodyKey, Symbol]
    gone: Counter[tuple[str, Where]] = field(default_factory=Counter)
    """The calls of all other bodies of the old content."""

    def rest(self, there: Sequence[tuple[Place, BlobBodies]]) -> list[tuple[Place, BlobBodies]] | None:
        """The bodies of the new content that are not spared, by place; None where one of these is not there."""
        found, rest = 0, list[tuple[Place, BlobBodies]]()
        for place, bodies in there:
            stands = [_is_plain(place, body) and body_key(place, body) in self.bodies for body in bodies.bodies]
            found += sum(stands)
            fresh = [body for body, stood in zip(bodies.bodies, stands, strict=True) if not stood]
            rest.append((place, BlobBodies(fresh)))
        return rest if found == len(self.bodies) else None

    def joined(self, fresh: LinkedFile, symbol: Callable[[Def], Symbol]) -> LinkedFile | None:
        """What was linked of the rest, with what stands; None where an owner is called otherwise now, or not alone."""
        if any(symbol(key[0]) != known for key, known in self.bodies.items()) or not _are_told_apart(
            self.bodies, fresh
        ):
            return None
        owners = frozenset(self.bodies.values())
        edges = [edge for edge in fresh.edges if edge.src not in owners]
        edges += [edge for edge in self.linked.edges if edge.src in owners]
        missing = [one for one in fresh.unresolved if one.owner not in owners]
        missing += [one for one in self.linked.unresolved if one.owner in owners]
        return structs.replace(
            fresh,
            edges=sorted(edges, key=lambda edge: (edge.src, edge.kind, edge.dst)),
            unresolved=sorted(missing, key=lambda one: (one.reason, one.shape, one.name, one.owner, one.line)),
            sites=self._sites(fresh),
        )

    def _sites(self, fresh: LinkedFile) -> list[Sites]:
        counts = Counter({(each.shape, each.where): each.count for each in self.linked.sites})
        counts.subtract(self.gone)
        counts.update({(each.shape, each.where): each.count for each in fresh.sites})
        return [Sites(shape, where, count) for (shape, where), count in sorted(counts.items()) if count]


def spare(
    world: World, there: Sequence[tuple[Place, BlobBodies]], linked: LinkedFile, facts: BlobFacts, bodies: BlobBodies
) -> Spared | None:
    """What may stand of a file, whose places and bodies are still those of its old content in this world.

    `facts` and `bodies` are its new content's. None where it is less than what does not; where declarations differ, as
    most of a file leans on them; and where a limit or an internal error has cut what is stored: that has no parts.
    """
    table = there[0][0].written
    if table.interface != interface_of(facts) or any(one.reason in _CUT for one in linked.unresolved):
        return None
    new = {body.owner: syntax(body) for body in bodies.bodies}
    kept: dict[BodyKey, Symbol] = {}
    gone: list[tuple[Place, list[Body]]] = []
    for place, old in there:
        rest: list[Body] = []
        for body in old.bodies:
            if _is_plain(place, body) and new.get(body.owner) == syntax(body):
                kept[body_key(place, body)] = world.symbol(place.defs(body.owner))
            else:
                rest.append(body)
        gone.append((place, rest))
    if sum(len(rest) for _, rest in gone) > len(kept) or not _are_told_apart(kept, linked):
        return None
    calls = _calls(world, gone)
    return Spared(linked, kept, calls) if calls is not None else None


def bodies_there(table: FileTable, bodies: BlobBodies) -> BlobBodies:
    """The bodies of a file: those that are written, and what macro calls make."""
    made = table.made
    if not made.is_any:
        return bodies
    written = [body for body in bodies.bodies if body.owner not in made.hidden and body.owner not in made.bodies]
    return BlobBodies([*written, *(made.bodies[owner]() for owner in sorted(made.bodies))])


def _is_plain(place: Place, body: Body) -> bool:
    """Whether all that is said of a body's owner follows from its declaration and this body: it is a written function
    that holds no items and imports, and stands in no other body."""
    table, owner = place.table, body.owner
    item = table.items[owner]
    if item.kind is not ItemKind.FUNCTION or item.in_block or item.in_macro or owner >= len(place.written.items):
        return False
    return owner not in table.made.bodies and owner not in table.made.replaced and is_apart(place, place.defs(owner))


def _are_told_apart(bodies: Mapping[BodyKey, Symbol], linked: LinkedFile) -> bool:
    times = Counter(definition.symbol for definition in linked.defs)
    return len(set(bodies.values())) == len(bodies) and all(times[symbol] == 1 for symbol in bodies.values())


def _calls(world: World, bodies: Sequence[tuple[Place, list[Body]]]) -> Counter[tuple[str, Where]] | None:
    """The calls in some bodies that have an edge; None where linking one of them ends in an error."""
    recorder = Recorder(world)

    def link() -> None:
        for place, those in bodies:
            if those:
                link_bodies(world, place, recorder.turns(those), recorder)

    world.record(link)
    if recorder.gaps:
        return None
    return Counter(site for _, _, sites in recorder.said for site in sites)
