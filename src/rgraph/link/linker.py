"""Links the files of one commit, then those of the next that a change can have touched."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from rgraph.model.cargo import CargoTree
from rgraph.model.facts import BlobBodies, Fragment
from rgraph.model.gaps import Gap
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import BlobHash, RepoPath, Symbol
from rgraph.model.recursion import room_to_recurse

from .bodies import link_bodies
from .cfg import Configuration
from .defs import Def
from .emitter import Emitter
from .expansion.offers import Offers
from .linked import Footprints, Linked, packed, unpacked
from .mounted import Mounted, is_mounted
from .one_file import FileLinker
from .parallel import spread
from .spared import Stored, stored
from .standard import std_stubs
from .standing import Standing, placed
from .stock import Stock
from .table import FileTable
from .trace import stable_key
from .tree_reader import FactsSource, TreeReader
from .world import World

PARALLEL_FROM = 24
"""From this many files on, several processes are used."""


Links = Callable[[RepoPath], LinkedFile | None]
"""Gives what a file of the current tree was last linked to, if that is known."""


class Keeper(Protocol):
    """Keeps the packed edges and footprints of files, for another run over the same tree if this one is interrupted."""

    def get(self, path: RepoPath) -> tuple[bytes, bytes] | None:
        """What was found before."""

    def add(self, path: RepoPath, links: tuple[bytes, bytes]) -> None:
        """Keep this; called in whichever process found it."""


@dataclass(frozen=True, slots=True)
class LinkDelta:
    """What one call of `link` found.

    `linked` and `footprints` have the files that were linked again, `gone` those that are no longer there. `unplaced`
    are all Rust files of the tree in no module tree, `missing` the `mod x;` without a file, as (file, module name).
    """

    linked: dict[RepoPath, LinkedFile]
    footprints: dict[RepoPath, bytes]
    gone: set[RepoPath]
    unplaced: list[RepoPath]
    missing: list[tuple[RepoPath, str]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    """What was lost by internal errors."""
    made: dict[BlobHash, bytes] = field(default_factory=dict)
    """What macro calls make in contents, to be kept beside them: for `FactsSource.made`. No answer depends on it."""


class Linker:
    """Links one tree after another. Each call links only what the difference to the tree before can have changed."""

    def __init__(
        self, source: FactsSource, jobs: int = 1, links: Links | None = None, stock: Stock | None = None
    ) -> None:
        self._source = source
        self._jobs = jobs
        self._stock = stock
        self._reader = TreeReader(source, stock)
        self.world = self._new_world(Configuration())
        self._offers = Offers(source)
        self._placed: dict[RepoPath, list[Standing]] = {}
        self._footprints = Footprints()
        self._links = links
        self._anew = False  # whether the configuration has changed since the last link
        self.beside: dict[Symbol, Def] = {}
        """The items of mounted packages that edges linked in this process lead to."""
        self._files = self._new_files()
        self._mounting: set[BlobHash] = set()
        """The contents of the files that were mounted since the last link."""

    def _new_world(self, configuration: Configuration) -> World:
        parts = self._stock.parts if self._stock is not None else None
        return World(std_stubs(), configuration, self._fragment, self._reader.beside, parts)

    def _new_files(self) -> FileLinker:
        return FileLinker(self.world, self.beside, one_by_one=self._links is not None)

    def mount(self, mounted: Mounted) -> None:
        """Put packages from elsewhere beside the trees that are linked from now on."""
        new = mounted.tree.keys() - self._reader.mounted.tree.keys()
        self._reader.mounted = mounted
        self._mounting |= {mounted.tree[path] for path in new if path.endswith(".rs")}

    def link(self, tree: Mapping[RepoPath, BlobHash], keeper: Keeper | None = None) -> LinkDelta:
        """Make `tree` the current one and link every file that the difference to the last one can have touched."""
        with collection_paused(), room_to_recurse():
            return self._link(tree, keeper)

    def working_on(self) -> str:
        """The file that is being linked in this process, and the item whose edges are being looked for."""
        return self._files.working_on()

    def _link(self, tree: Mapping[RepoPath, BlobHash], keeper: Keeper | None) -> LinkDelta:
        before = self._reader.tree
        placed_before, keys = self._advance(tree)
        anew, self._anew = self._anew, False
        gone = {path for path in before if path not in tree and path.endswith(".rs")}
        for path in gone:
            self._footprints.drop(path)
        touched = [
            path
            for path in self._tables
            if anew
            or tree[path] != before.get(path)
            or self._placed.get(path) != placed_before.get(path)
            or self._footprints.meet(path, keys)
        ]
        self._files.changed = keys
        for path in gone | {path for path in touched if self._placed.get(path) != placed_before.get(path)}:
            self._files.kept.forget(path)
        same = [] if anew else [path for path in touched if self._placed.get(path) == placed_before.get(path)]
        self._files.stored = self._still_true(same, keys)
        linked = self._link_files(sorted(touched), bool(before), keeper)
        unplaced = sorted(path for path in self._tables if path not in self._placed)
        return LinkDelta(
            linked={path: one.file for path, one in linked.items()},
            footprints={path: self._footprints.packed(path) for path in linked},
            gone=gone,
            unplaced=unplaced,
            missing=sorted({each for each in self.world.missing if not is_mounted(each[0])}),
            gaps=[*self._reader.gaps(), *(gap for one in linked.values() for gap in one.gaps)],
            made=self._offers.made(self.world, self._reader.tree, linked),
        )

    def restore(self, tree: Mapping[RepoPath, BlobHash], footprints: Mapping[RepoPath, bytes]) -> None:
        """Take the state after linking `tree` without linking it: `footprints` has what the last link of each file
        gave.
        """
        self._advance(tree)
        self._anew = False
        self._files.kept.clear()
        self._footprints = Footprints({path: footprints[path] for path in self._tables if path in footprints})

    def bodies(self, path: RepoPath) -> BlobBodies:
        """The bodies of a file of the current tree, or of one that is mounted beside it."""
        tree = self._reader.mounted.tree if is_mounted(path) else self._reader.tree
        return self._source.bodies(tree[path])

    def _fragment(self, path: RepoPath) -> Fragment | None:
        """A file of the current tree read as an expression, for `include!`."""
        return self.bodies(path).fragment if path in self._tables else None

    def link_with(self, path: RepoPath, emit: Emitter) -> None:
        """Link one file of the current tree once more, or a mounted one, into an emitter of the caller's."""
        with room_to_recurse():
            self._files.link_into(path, self.bodies(path), emit)

    def link_item(self, definition: Def, emit: Emitter) -> None:
        """Link the body of one item of the current tree, or of what is mounted, without the rest of its file."""
        place, ord_ = definition.place, definition.ord
        made = place.table.made
        if made.is_any and ord_ in made.bodies:
            bodies = [made.bodies[ord_]()]
        elif made.is_any and ord_ in made.hidden:
            bodies = []
        else:
            bodies = [body for body in self.bodies(place.path).bodies if body.owner == ord_]
        with room_to_recurse():
            link_bodies(self.world, place, bodies, emit)

    def link_declarations(self, path: RepoPath, emit: Emitter) -> None:
        """Link what a file declares, without its bodies."""
        with room_to_recurse():
            self._files.link_into(path, BlobBodies([]), emit)

    def footprint(self, path: RepoPath) -> bytes:
        """What a file's edges depend on, packed for a store."""
        return self._footprints.packed(path)

    def made_beside(self) -> dict[BlobHash, bytes]:
        """What the macro calls of mounted files make, of those contents of which it is not kept yet."""
        tree = self._reader.mounted.tree
        return self._offers.made(self.world, tree, (path for path in self.world.by_path if path in tree))

    @property
    def cargo(self) -> CargoTree:
        """The crates of the current tree."""
        return self._reader.cargo

    @property
    def _tables(self) -> dict[RepoPath, FileTable]:
        return self._reader.tables

    def _advance(
        self, tree: Mapping[RepoPath, BlobHash]
    ) -> tuple[dict[RepoPath, list[Standing]], frozenset[int] | set[int]]:
        """Turn the world to another tree; returns where files stood before, and the keys of the base facts that
        changed.
        """
        before = self._reader.tree
        renewed = self._reader.turn_to(tree)
        self._configure()
        calling = {tree[path] for path in renewed if self._tables[path].calls}
        self._offers.offer(self.world, calling | self._mounting)
        self._mounting = set()
        keys = self.world.update(self.cargo, self._tables)
        keys |= {stable_key("b", path, "") for path in _changed(before, tree)}
        placed_before, self._placed = self._placed, placed(self.world.by_path)
        return placed_before, keys

    def _configure(self) -> None:
        """Begin with a new world if the configuration has changed: then every file is linked again."""
        configuration = Configuration.of(self._reader.settings(), self.cargo, self._reader.mounted.features)
        if configuration != self.world.configuration:
            self.world = self._new_world(configuration)
            self._files = self._new_files()
            self._placed, self._footprints, self._anew = {}, Footprints(), True

    def _still_true(self, paths: Iterable[RepoPath], keys: Set[int]) -> dict[RepoPath, Stored]:
        """What a store has of files that must be linked again, as far as it still holds."""
        if self._links is None or self._reader.mounted.tree:
            return {}
        found: dict[RepoPath, Stored] = {}
        for path in paths:
            linked = self._links(path) if path in self._footprints else None
            one = stored(linked, self._footprints[path], keys) if linked is not None else None
            if one is not None:
                found[path] = one
        return found

    # ---- files ---------------------------------------------------------------------------------------

    def _link_files(self, paths: list[RepoPath], keep: bool, keeper: Keeper | None) -> dict[RepoPath, Linked]:
        """Link files. With `keep`, the edges of bodies are kept for the trees to come.

        Not in the first step, after which nothing may come, nor with several processes, whose memory is lost.
        """
        jobs = self._jobs if len(paths) >= PARALLEL_FROM else 1
        if jobs > 1 or not keep:
            keep = False
            for path in paths:
                self._files.kept.forget(path)
        linked = {path: unpacked((*found, [])) for path in paths if keeper and (found := keeper.get(path))}

        def work(path: RepoPath) -> Linked:
            one = self._files.link(path, self._tables[path], partial(self.bodies, path), keep)
            if keeper is not None and not one.gaps:
                keeper.add(path, packed(one)[:2])
            return one

        rest = [path for path in paths if path not in linked]
        linked |= spread(rest, work, jobs, self._weight, packed, unpacked)
        self._files.at = None
        for path, one in linked.items():
            self._footprints[path] = one.footprint
        return linked

    def _weight(self, path: RepoPath) -> int:
        return self._tables[path].facts.bytes


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector, which would walk the whole world again and again, for half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _changed(before: Mapping[RepoPath, BlobHash], tree: Mapping[RepoPath, BlobHash]) -> Iterator[RepoPath]:
    """The Rust files that differ between two trees."""
    for path in before.keys() | tree.keys():
        if path.endswith(".rs") and before.get(path) != tree.get(path):
            yield path
