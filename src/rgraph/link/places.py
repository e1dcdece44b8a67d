"""The places of one commit, crate by crate, and how they change to the next commit.

A *place* is a file as one module of one crate. `tests/common/mod.rs` under two test targets is one file at two places,
with a `Def` for each of its items at each place, since `crate::` means another crate in each. The *key of a place* says
which it is: the crate's id, the structural path of the module, and the file. A place and its definitions live on from
commit to commit as long as the key is there, so that answers about them can be kept.

The *key of a base fact* is something else: the number under which one fact about the declarations, such as "what this
module declares under this name", is recorded when it is read (`trace.stable_key`). `update` and `expand` return the
keys of the facts that differ from before; nothing else of what was answered can have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rgraph.model.cargo import CargoTree, Crate
from rgraph.model.ids import RepoPath

from .cfg import Configuration
from .defs import Place, PlaceKey
from .fingerprints import base_facts, changed_keys
from .indexes import Indexes
from .standard import Std
from .table import FILE, FileTable
from .trace import stable_key
from .trait_changes import TraitMemberChanges
from .tree import Tree, module_shape

Beside = Callable[[RepoPath], FileTable | None]
"""The tables of files that stand beside the tree."""


class Places:
    """Which file stands where in one commit, and indexes of what is declared there."""

    def __init__(self, std: Std, configuration: Configuration, beside: Beside = lambda _: None) -> None:
        self._configuration = configuration
        self._beside = beside
        beyond = std.tree()
        self.std_root = next((place.defs(FILE) for place in beyond.places.values()), None)
        self.indexes = Indexes(std.indexes, beyond.places)
        self.trait_members = TraitMemberChanges()
        self.crates: dict[str, Crate] = {}
        self.roots: dict[str, Place] = {}
        self.by_key: dict[PlaceKey, Place] = {}
        self.is_fresh = True
        """Whether no file has ever stood here. What was answered outlives files that have all gone."""
        self.by_path: dict[RepoPath, list[Place]] = {}
        self.missing: list[tuple[RepoPath, str]] = []
        self._tables: dict[RepoPath, FileTable] = {}
        self._cargo = CargoTree([], [], [])

    def update(self, cargo: CargoTree, tables: Mapping[RepoPath, FileTable]) -> set[int]:
        """Turn to another commit; returns the keys of the base facts that changed.

        A file that has not changed must come with the same table object.
        """
        changed_files = {path for path, table in tables.items() if self._tables.get(path) is not table}
        gone_files = self._tables.keys() - tables.keys()
        crates = {crate.id: crate for crate in cargo.crates}
        same_files = not gone_files and changed_files <= self._tables.keys() and crates == self.crates
        before = self._standing()
        keys = self._crate_keys(crates)
        self.crates, self._cargo = crates, cargo
        self._tables = dict(tables)
        for path in changed_files:
            for place in self.by_path.get(path, ()):
                place.rewrite(tables[path])
        if not same_files or not _same_shape(before):
            self._rebuild(cargo, tables)
        keys |= self._place_keys(before, self.is_fresh)
        self.is_fresh = self.is_fresh and not self.by_key
        return keys

    def expand(self, tables: Mapping[Place, FileTable], anew: bool = False) -> set[int]:
        """Give places tables with what their macro calls make; returns the keys of the base facts that changed.

        `anew`: no answer from before is used again, so the keys are not computed.
        """
        before = self._standing()
        for place, table in tables.items():
            place.retable(table)
        if not _same_shape(before):
            self._rebuild(self._cargo, self._tables)
        return self._place_keys(before, anew)

    def table(self, path: RepoPath) -> FileTable | None:
        """What is written in a file of the tree, even if no module is that file."""
        return self._tables.get(path)

    def with_calls(self) -> list[Place]:
        """The places of files that have macro calls among their items."""
        return [place for place in self.by_key.values() if place.table.calls]

    def _standing(self) -> dict[PlaceKey, tuple[Place, FileTable]]:
        return {key: (place, place.table) for key, place in self.by_key.items()}

    def _rebuild(self, cargo: CargoTree, tables: Mapping[RepoPath, FileTable]) -> None:
        tree = Tree(lambda path: tables.get(path) or self._beside(path), self.by_key, configuration=self._configuration)
        self.roots = {}
        for crate in cargo.crates:
            root = tree.add_crate(crate)
            if root is not None:
                self.roots[crate.id] = root
        self.by_key, self.missing = tree.places, tree.missing
        self.by_path = {}
        for place in self.by_key.values():
            self.by_path.setdefault(place.path, []).append(place)

    def _place_keys(self, before: Mapping[PlaceKey, tuple[Place, FileTable]], anew: bool) -> set[int]:
        """The keys of the base facts that differ between the places before and now. Brings the indexes up to date.

        `anew`: no answer from before is used again, as after the first tree, so the keys are not worth computing.
        """
        keys: set[int] = set()
        for key, (place, table) in before.items():
            if self.by_key.get(key) is not place:  # gone, or a module's file that is an included one now
                self.indexes.remove(place, table)
                keys |= presence_keys(place, table)
                self.trait_members.note(place, table, None)
        for key, place in self.by_key.items():
            known = before.get(key)
            if known is None or known[0] is not place:
                self.indexes.add(place, place.table)
                if not anew:
                    keys |= presence_keys(place, place.table)
                    self.trait_members.note(place, None, place.table)
            elif known[1] is not place.table and known[1].interface != place.table.interface:
                self.indexes.remove(place, known[1])
                self.indexes.add(place, place.table)
                if not anew:
                    keys |= changed_keys(place, known[1], place.table)
                    self.trait_members.note(place, known[1], place.table)
        respelled = self.indexes.respelled()
        return keys if anew else keys | {stable_key("s", name, "") for name in respelled}

    def _crate_keys(self, crates: Mapping[str, Crate]) -> set[int]:
        keys: set[int] = set()
        for crate_id in self.crates.keys() | crates.keys():
            old, new = self.crates.get(crate_id), crates.get(crate_id)
            if old == new:
                continue
            keys.add(stable_key("k", crate_id, ""))
            if (old and old.edition) != (new and new.edition):
                keys.add(stable_key("e", crate_id, ""))
            before = {extern.name: extern for extern in old.externs} if old else {}
            after = {extern.name: extern for extern in new.externs} if new else {}
            names = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
            keys.update(stable_key("ex", crate_id, name) for name in names)
        return keys


def _same_shape(before: Mapping[PlaceKey, tuple[Place, FileTable]]) -> bool:
    """Whether the tables of these places declare the same files as modules as they did before."""
    return all(
        place.table is table or module_shape(place.table) == module_shape(table) for place, table in before.values()
    )


def presence_keys(place: Place, table: FileTable) -> set[int]:
    """Keys that change when a file comes to a place or leaves it, even if another file declares the same there.

    Besides all that the file declares: the root of its crate, or what the module around it has.
    """
    keys = {stable_key(*slot) for slot in base_facts(place, table)}
    parent, _, name = place.prefix.rpartition("::")
    if not parent:
        keys.add(stable_key("r", place.crate.id, ""))
    keys.add(stable_key("n", parent, name.partition("#")[0]))
    keys.add(stable_key("c", parent, ""))
    return keys
