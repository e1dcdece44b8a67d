"""One commit's declarations: crates, places, and traced reads of what stands in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rgraph.model.cargo import CargoTree, Crate, TargetKind
from rgraph.model.facts import Item, ItemKind
from rgraph.model.ids import RepoPath

from .defs import Def, Place
from .fingerprints import base_facts, changed_keys
from .indexes import Indexes
from .resolution import TYPE_KINDS, VALUE_KINDS, Ns
from .table import FILE, FileTable
from .trace import Trace, stable_key
from .tree import PlaceKey, Tree, module_shape

STD = Crate(
    id="std",
    name="std",
    kind=TargetKind.LIB,
    root=RepoPath("std/lib.rs"),
    package="std",
    manifest=RepoPath(""),
    edition="2024",
)
"""The stub of the standard library, as a crate."""

STD_NAMES = frozenset({"std", "core", "alloc"})


class Declarations(Trace):
    """The declarations of one commit, and how they change from one commit to the next."""

    def __init__(self, std: Mapping[RepoPath, FileTable]) -> None:
        super().__init__()
        self.indexes = Indexes()
        self.crates: dict[str, Crate] = {}
        self.roots: dict[str, Place] = {}
        self.places: dict[PlaceKey, Place] = {}
        self.by_path: dict[RepoPath, list[Place]] = {}
        self.missing: list[tuple[RepoPath, str]] = []
        self._tables: dict[RepoPath, FileTable] = {}
        self._add_std(std)

    def _add_std(self, std: Mapping[RepoPath, FileTable]) -> None:
        tree = Tree(std.get, {}, external=True)
        root = tree.add_crate(STD)
        self.std_root = root.defs(FILE) if root is not None else None
        for place in tree.places.values():
            self.indexes.add(place, place.table)

    # ---- commits -------------------------------------------------------------------------------------

    def update(self, cargo: CargoTree, tables: Mapping[RepoPath, FileTable]) -> set[int]:
        """Become another commit; the keys of the base facts that changed. Unchanged files keep their table objects."""
        changed_files = {path for path, table in tables.items() if self._tables.get(path) is not table}
        gone_files = self._tables.keys() - tables.keys()
        crates = {crate.id: crate for crate in cargo.crates}
        same_tree = not gone_files and crates == self.crates and self._same_shape(changed_files, tables)
        before = {key: (place, place.table) for key, place in self.places.items()}
        keys = self._crate_keys(crates)
        self.crates = crates
        self._tables = dict(tables)
        if same_tree:
            self._retable(changed_files)
        else:
            self._rebuild(cargo, tables)
        keys |= self._place_keys(before)
        self.forget(keys)
        return keys

    def _same_shape(self, changed: Collection[RepoPath], tables: Mapping[RepoPath, FileTable]) -> bool:
        for path in changed:
            old = self._tables.get(path)
            if old is None or module_shape(old) != module_shape(tables[path]):
                return False
        return True

    def _retable(self, changed: Collection[RepoPath]) -> None:
        for path in changed:
            for place in self.by_path.get(path, ()):
                place.retable(self._tables[path])

    def _rebuild(self, cargo: CargoTree, tables: Mapping[RepoPath, FileTable]) -> None:
        tree = Tree(tables.get, self.places)
        self.roots = {}
        for crate in cargo.crates:
            root = tree.add_crate(crate)
            if root is not None:
                self.roots[crate.id] = root
        self.places, self.missing = tree.places, tree.missing
        self.by_path = {}
        for place in self.places.values():
            self.by_path.setdefault(place.path, []).append(place)

    def _place_keys(self, before: Mapping[PlaceKey, tuple[Place, FileTable]]) -> set[int]:
        """Keys that differ between the places before and now; brings the indexes up to date."""
        keys: set[int] = set()
        for key, (place, table) in before.items():
            if key not in self.places:
                self.indexes.remove(place, table)
                keys |= presence_keys(place, table)
        for key, place in self.places.items():
            known = before.get(key)
            if known is None:
                self.indexes.add(place, place.table)
                if before:
                    keys |= presence_keys(place, place.table)
            elif known[1] is not place.table and known[1].interface != place.table.interface:
                self.indexes.remove(place, known[1])
                self.indexes.add(place, place.table)
                keys |= changed_keys(place, known[1], place.table)
        return keys

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

    # ---- traced reads --------------------------------------------------------------------------------

    def read(self, kind: str, definition: Def, name: str = "") -> None:
        """Note a read of a base fact of a definition; what is outside of the workspace never changes."""
        if not definition.place.external:
            self.touch(kind, definition.local, name)

    def decl(self, definition: Def) -> Item | None:
        """The declaration of an item, traced; None for a crate root."""
        place, ord_ = definition.place, definition.ord
        if place.external:
            return definition.item
        if ord_ == FILE:
            at, ord_ = place.decl if place.decl is not None else (place, FILE)
            self.touch("d", at.spath(ord_))
            return definition.item
        entry = definition.declared
        if entry is None:
            entry = definition.declared = self.base(("d", definition.local, ""))
        self._reading.add(entry)
        return place.table.items[ord_]

    def edition(self, crate: Crate) -> str:
        """The edition of a crate, traced."""
        self.touch("e", crate.id)
        current = self.crates.get(crate.id)
        return current.edition if current is not None else crate.edition

    def children(self, definition: Def) -> tuple[Def, ...]:
        """All items directly in a definition, in order (of macro calls and extern blocks: their items), traced."""
        self.read("c", definition)
        place = definition.place
        return tuple([place.defs(ord_) for ord_ in place.table.children.get(definition.ord, ())])

    def named(self, definition: Def, name: str, ns: Ns | None = None) -> tuple[Def, ...]:
        """The items called so directly in a definition, without imports, traced."""
        self.read("n", definition, name)
        place = definition.place
        ords = place.table.names.get(definition.ord, {}).get(name, ())
        found = [place.defs(ord_) for ord_ in ords]
        return tuple(found if ns is None else [each for each in found if in_namespace(each, ns)])

    def fields(self, definition: Def) -> tuple[Def, ...]:
        """Fields of a struct, union or variant, in order."""
        return tuple([child for child in self.children(definition) if child.kind is ItemKind.FIELD])

    def field(self, definition: Def, name: str) -> Def | None:
        """A field by name ("0", "1"... for tuple fields)."""
        return next((each for each in self.named(definition, name) if each.kind is ItemKind.FIELD), None)

    def variants(self, enum: Def) -> tuple[Def, ...]:
        """Variants of an enum, in order."""
        return tuple([child for child in self.children(enum) if child.kind is ItemKind.VARIANT])

    def variant(self, enum: Def, name: str) -> Def | None:
        """A variant by name."""
        return next((each for each in self.named(enum, name) if each.kind is ItemKind.VARIANT), None)

    def members(self, container: Def) -> tuple[Def, ...]:
        """Associated items of a trait or an impl block, in order."""
        return self.children(container)

    def member(self, container: Def, name: str, ns: Ns | None = None) -> tuple[Def, ...]:
        """Associated items called so of a trait or an impl block (several: cfg-alternatives)."""
        return self.named(container, name, ns)


def in_namespace(definition: Def, ns: Ns) -> bool:
    """Whether a definition binds its name in a namespace. A macro_rules! macro binds none: its scope is textual."""
    kind = definition.kind
    if ns is Ns.TYPE:
        return kind in TYPE_KINDS
    if ns is Ns.VALUE:
        if kind in VALUE_KINDS:
            return True
        item = definition.item
        return kind is ItemKind.STRUCT and item is not None and item.form in {"tuple", "unit"}
    return kind is ItemKind.MACRO and not is_macro_rules(definition)


def is_macro_rules(definition: Def) -> bool:
    """Whether a macro is scoped textually."""
    item = definition.item
    return definition.kind is ItemKind.MACRO and item is not None and not item.signature.startswith(("macro ", "pub"))


def presence_keys(place: Place, table: FileTable) -> set[int]:
    """Keys that change when a file comes to a place or leaves it, whatever else declares the same."""
    keys = {stable_key(*slot) for slot in base_facts(place, table)}
    parent, _, name = place.prefix.rpartition("::")
    if not parent:
        keys.add(stable_key("r", place.crate.id, ""))
    keys.add(stable_key("n", parent, name.partition("#")[0]))
    keys.add(stable_key("c", parent, ""))
    return keys
