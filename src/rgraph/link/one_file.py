"""Links single files of a tree whose world is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from msgspec import structs

from rgraph.model.facts import BlobBodies
from rgraph.model.gaps import INTERNAL_ERROR, NOT_READ
from rgraph.model.graph import Def as LinkedDef
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import RepoPath, Symbol

from .bodies import link_bodies
from .definitions import definitions_of
from .defs import Def, Place
from .emitter import Emitter
from .expansion.made_list import MadeList
from .expansion.splice import Part
from .items import Declared
from .linked import Footprint, Linked
from .replay import Bodies
from .spared import OneByOne, Stored, bodies_there, told_apart
from .table import FileTable
from .world import World

UNPLACED = LinkedFile([], [], [])
"""The result for a file that is in no module tree."""


class FileLinker:
    """Links one file after another: its declarations, and its bodies except those whose edges are known.

    There are two ways to know them. `one_by_one`: from a store, as `stored` (`spared.py`). Otherwise from the last tree
    in this process, as `kept` (`replay.py`), if nothing in `changed` concerns them.
    """

    def __init__(self, world: World, beside: dict[Symbol, Def], one_by_one: bool) -> None:
        self.world = world
        self.kept = Bodies(world)
        self.stored: Mapping[RepoPath, Stored] = {}
        self.changed: Set[int] = frozenset()
        self.at: tuple[RepoPath, Emitter] | None = None
        """The file that is being linked, and what was found of it so far."""
        self._beside = beside
        self._one_by_one = one_by_one

    def working_on(self) -> str:
        """The file that is being linked, and the item whose edges are being looked for."""
        if self.at is None:
            return ""
        path, owner = self.at
        return f"{path}, {owner.at.local}" if owner.at is not None else path

    def link(self, path: RepoPath, table: FileTable, bodies: Callable[[], BlobBodies], keep: bool) -> Linked:
        """Link a file. With `keep`, the edges of its bodies are kept for the next tree."""
        places = self.world.by_path.get(path)
        emit = Emitter(self.world)
        self.at = (path, emit)
        is_read = table.facts.reason != NOT_READ
        if not is_read:
            emit.unresolved(INTERNAL_ERROR, "file")
        if not places:
            unplaced = _marked(UNPLACED, table) if is_read else emit.linked([])
            return Linked(unplaced, Footprint(), [])
        there = _there(places, bodies() if is_read else BlobBodies([]))
        if self._one_by_one:
            one = self._link_one_by_one(path, there, emit)
        else:
            file, keys = self.world.record(lambda: self._link_places(there, emit, keep))
            one = Linked(file, Footprint(keys), emit.gaps)
        self._beside.update(emit.beside())
        return one

    def link_into(self, path: RepoPath, bodies: BlobBodies, emit: Emitter) -> None:
        """Link a file into an emitter of the caller's."""
        self._link_places(_there(self.world.by_path.get(path, []), bodies), emit, keep=False)

    def _link_one_by_one(self, path: RepoPath, there: Sequence[tuple[Place, BlobBodies]], emit: Emitter) -> Linked:
        """Link a file except for the functions that are spared, and note what each function depends on."""
        before = self.stored.get(path)

        def link() -> tuple[LinkedFile, OneByOne]:
            defs, made = _definitions(there, emit)
            one_by_one = OneByOne(self.world, emit, before, told_apart(defs, before))
            for place, bodies in there:
                _not_expanded(self.world.expansions_of(place), emit)
                one_by_one.link(place, bodies)
            return _marked(one_by_one.joined(emit.linked(defs, made.items)), there[0][0].table), one_by_one

        (file, one_by_one), keys = self.world.record(link)
        return Linked(file, one_by_one.footprint(keys), emit.gaps)

    def _link_places(self, there: Sequence[tuple[Place, BlobBodies]], emit: Emitter, keep: bool) -> LinkedFile:
        defs, made = _definitions(there, emit)
        for place, bodies in there:
            _not_expanded(self.world.expansions_of(place), emit)
            Declared(self.world, place, emit).link()
            if keep:
                self.kept.link(place, bodies, emit, self.changed)
            else:
                link_bodies(self.world, place, bodies.bodies, emit)
        place = there[0][0]
        return _marked(emit.linked(defs, made.items), place.table)


def _not_expanded(calls: Iterable[tuple[Def, Part]], emit: Emitter) -> None:
    """Count macro calls whose items are not seen."""
    for call, part in calls:
        emit.begin(call)
        emit.unresolved("not_expanded", "macro", 1, part.macro, call.item.line if call.item is not None else 0)


def _definitions(there: Iterable[tuple[Place, BlobBodies]], emit: Emitter) -> tuple[list[LinkedDef], MadeList]:
    """The items of a file, and among them those that macro calls make."""
    defs: list[LinkedDef] = []
    made = MadeList()
    for place, _ in there:
        defs += definitions_of(place, emit, made.shift(place.table))
    return defs, made


def _there(places: Iterable[Place], bodies: BlobBodies) -> list[tuple[Place, BlobBodies]]:
    """The places of a file in order, each with the bodies that the file has there."""
    return [(place, bodies_there(place.table, bodies)) for place in sorted(places, key=lambda each: each.key)]


def _marked(linked: LinkedFile, table: FileTable) -> LinkedFile:
    """A linked file, marked if it is a cargo script, so that a view finds these without reading all facts."""
    return structs.replace(linked, is_script=True) if table.facts.frontmatter else linked
