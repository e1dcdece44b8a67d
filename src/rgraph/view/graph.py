"""One commit as a graph: its files, items and edges, read on demand from packed facts and edge sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.cargo.places import is_lock_file, is_manifest
from rgraph.model.cargo import CargoTree, Lockfile, Manifest
from rgraph.model.chosen_cfg import DEFAULT, SETTINGS_FILE, CfgTable
from rgraph.model.contents import ContentSource, Reader, Shelf
from rgraph.model.facts import BlobBodies, BlobFacts, Item, ItemKind
from rgraph.model.graph import Declared, Def, Edge, FileState, LinkedFile
from rgraph.model.ids import BlobHash, RepoPath, Symbol

from .defined import Defined
from .edge_tables import EdgeTables
from .links import Links
from .names import find_symbols, suffix_of
from .places import EdgeAt, ItemAt

if TYPE_CHECKING:
    from rgraph.link.stock import Stock
    from rgraph.link.world import World
    from rgraph.model.packages import Dependencies, Resolution

    from .digests import FileDigest
    from .kept_digests import DigestShelf
    from .modules import ModuleGraph
    from .tree_names import Part

__all__ = ["CommitGraph", "EdgeAt", "ItemAt"]


class CommitGraph:
    """The graph of one tree (a commit, the staged tree, the worktree, or files in memory).

    Everything is read when it is first asked for: what is known of contents from `source`, their bytes by `read`.
    Iteration is in a fixed order: by path, then by ord or edge.
    """

    def __init__(
        self,
        files: Mapping[RepoPath, FileState],
        source: ContentSource,
        read: Callable[[BlobHash], bytes],
        commit: str = "",
    ) -> None:
        self.files: dict[RepoPath, FileState] = {path: files[path] for path in sorted(files)}
        self.commit = commit
        """The commit's oid; "staged", "worktree" or "" where the tree is of no commit."""
        self.contents = Reader(source)
        """What is known of the contents of this tree, by their hash."""
        self.shelf: Shelf | None = None
        """Where what was computed of this tree is kept, if there is such a place."""
        self.idioms: Shelf | None = None
        """The same for where old idioms stand in its contents."""
        self.dependencies: Dependencies | None = None
        """What the edges depend on where they lead into the packages that the commit locks (`Session.widened`)."""
        self.laid_over: CommitGraph | None = None
        """This graph with what a compiler's index says of it, once that was looked up (`Session.compiled`)."""
        self.kept: DigestShelf | None = None
        """Where digests of the files of other trees are kept, most of which hold for this one."""
        self.compiled_files = 0
        """Of how many files of this graph a compiler's index says something that holds."""
        self._read = read
        self._zeros: dict[str, dict[Symbol, int]] = {}
        self._declared: dict[str, list[Item]] = {}
        self._world: World | None = None
        self._part: Part | None = None

    # ---- files -----------------------------------------------------------------------------------------

    @property
    def blobs(self) -> dict[RepoPath, BlobHash]:
        """The content of every file of this tree."""
        return {path: state.blob for path, state in self.files.items()}

    def over(self, files: Mapping[RepoPath, FileState], source: ContentSource) -> CommitGraph:
        """The graph of the same tree with other edges: those that `source` has under the names that `files` give."""
        made = CommitGraph(files, source, self._read, self.commit)
        made.dependencies, made.shelf, made.idioms = self.dependencies, self.shelf, self.idioms
        return made

    def limited(self, paths: Collection[RepoPath]) -> CommitGraph:
        """The graph of a part of this tree."""
        files = {path: state for path, state in self.files.items() if path in paths}
        return CommitGraph(files, self.contents.source, self._read, self.commit)

    def facts(self, path: str) -> BlobFacts:
        """The facts of a `.rs` file of this tree. Raises KeyError for a path that is not in it."""
        return self.contents.facts(self.files[RepoPath(path)].blob)

    def declared(self, path: str) -> list[Item]:
        """The items of a `.rs` file by ord: those that are written in it, then those that its macro calls make."""
        found = self._declared.get(path)
        if found is None:
            items, linked = self.facts(path).items, self.linked(path)
            found = self._declared[path] = linked.items(items) if linked is not None else items
        return found

    def load_facts(self) -> None:
        """Reads the facts of every `.rs` file at once: worth it where most of them will be asked for."""
        self.contents.load_facts(state.blob for path, state in self.files.items() if path.endswith(".rs"))

    def bodies(self, path: str) -> BlobBodies:
        """The bodies of a `.rs` file of this tree."""
        return self.contents.bodies(self.files[RepoPath(path)].blob)

    def source(self, path: str) -> bytes:
        """The bytes of any indexed file of this tree."""
        return self._read(self.files[RepoPath(path)].blob)

    def linked(self, path: str) -> LinkedFile | None:
        """What the file was linked to; None where it was not (manifests, files in no module tree)."""
        state = self.files[RepoPath(path)]
        return self._linked.get(state.edges) if state.edges else None

    def declares(self, path: str) -> Declared | LinkedFile | None:
        """The same where no edges are asked for: what it declares and what was not resolved; that alone is unpacked."""
        state = self.files[RepoPath(path)]
        return self._linked.declared(state.edges) if state.edges else None

    def linked_to(self, names: Collection[str]) -> Iterator[RepoPath]:
        """The files whose edges may lead to one of these symbols, or are of one of these kinds."""
        sets = set(self._linked.naming(names))
        return (path for path, state in self.files.items() if state.edges in sets)

    def naming(self, paths: Collection[RepoPath], names: Collection[str]) -> list[RepoPath]:
        """Those of some files in whose edges one of these symbols may stand."""
        if not paths or not names:
            return []
        sets = set(self._linked.naming(names, {self.files[path].edges for path in paths}))
        return [path for path in paths if self.files[path].edges in sets]

    def load_links(self, paths: Collection[RepoPath]) -> None:
        """Reads what some files were linked to at once: worth it where most of them will be asked for."""
        self._linked.load({self.files[path].edges for path in paths})

    def load_declared(self) -> None:
        """Reads at once what is declared in all files."""
        self.load_facts()
        self._linked.load_declared()

    @cached_property
    def kept_digests(self) -> Mapping[RepoPath, FileDigest]:
        """The digests that are kept of the files of another tree."""
        return self.kept.files if self.kept is not None else {}

    @cached_property
    def set_hashes(self) -> Mapping[str, str]:
        """The hashes of the edge sets that a store has given ids."""
        return self.kept.hashes(state.edges for state in self.files.values()) if self.kept is not None else {}

    @cached_property
    def _linked(self) -> Links:
        return Links(self.contents.source, (state.edges for state in self.files.values()))

    @cached_property
    def manifests(self) -> dict[RepoPath, Manifest]:
        """The manifests of this tree by path."""
        return {path: self.contents.manifest(state.blob) for path, state in self.files.items() if is_manifest(path)}

    @cached_property
    def lockfiles(self) -> dict[RepoPath, Lockfile]:
        """The lock files of this tree by path."""
        blobs = {path: state.blob for path, state in self.files.items() if is_lock_file(path)}
        found = self.contents.source.lockfiles(blobs.values())
        return {path: found[blob] for path, blob in blobs.items()}

    @cached_property
    def settings(self) -> CfgTable:
        """The `[cfg]` table of this tree's `rgraph.toml`; the default one where it has none."""
        state = self.files.get(RepoPath(SETTINGS_FILE))
        return self.contents.settings(state.blob) if state is not None else DEFAULT

    @cached_property
    def cargo(self) -> CargoTree:
        """Packages and crates, as the manifests of this tree say, and those that cargo scripts carry."""
        from rgraph.cargo.layout import layout

        scripts = [path for path in self.files if self._is_script(path)]
        return layout(self.manifests, self.files, {path: self.facts(path).frontmatter for path in scripts})

    def _is_script(self, path: RepoPath) -> bool:
        """Whether a file carries a manifest of its own."""
        kept, state = self.kept_digests.get(path), self.files[path]
        if kept is not None and (kept.blob, kept.edges) == (state.blob, self.set_hashes.get(state.edges, state.edges)):
            return kept.is_script
        found = self.declares(path)
        return found is not None and found.is_script

    @cached_property
    def resolution(self) -> Resolution:
        """Which package each dependency means, as the manifests and lock files of this tree say."""
        from rgraph.cargo.resolution.resolve import resolve

        return resolve(self.cargo, self.manifests, self.lockfiles)

    # ---- items -----------------------------------------------------------------------------------------

    def items(self) -> Iterator[ItemAt]:
        """Every item that has a symbol, once a symbol, file by file. An item in two crates has two symbols."""
        self.load_facts()
        for path in self.files:
            yield from self.items_of(path)

    def items_of(self, path: str) -> Iterator[ItemAt]:
        """The items that stand in one file, parents first; its own module is one of them."""
        declared = self.declares(path)
        if declared is not None:
            for index, definition in enumerate(declared.defs):
                if self._defined.places[definition.symbol] == (path, index):
                    yield self._item(RepoPath(path), definition)

    def item(self, symbol: str) -> ItemAt | None:
        """The item of this symbol, None where the tree has none."""
        place = self._defined.places.get(Symbol(symbol))
        if place is None:
            return None
        path, index = place
        declared = self.declares(path)
        assert declared is not None
        return self._item(path, declared.defs[index])

    def find(self, name: str) -> list[ItemAt]:
        """The items that `name` may mean: the one of that symbol, else all whose symbol ends in `name`.

        `Walk::next` finds `ignore::<Walk as Iterator>::next` too. More than one result: the name is ambiguous.
        """
        found = (self.item(symbol) for symbol in find_symbols(self._defined.places, name))
        return [item for item in found if item is not None]

    def symbols(self) -> Iterable[Symbol]:
        """Every symbol that this tree defines."""
        return self._defined.places.keys()

    @cached_property
    def outside_names(self) -> frozenset[Symbol]:
        """What the edges of this tree lead to and it does not define."""
        every = (edge.dst for path in self.files if (linked := self.linked(path)) for edge in linked.edges)
        return frozenset(every) - self._defined.places.keys()

    def defining(self, symbol: str) -> list[RepoPath]:
        """The files that define a symbol, by path: two for a module with a file of its own, none for outside names."""
        return self._defined.paths.get(Symbol(symbol), [])

    def parent(self, symbol: Symbol) -> Symbol:
        """What contains the item, as a file that defines it says; "" for a crate's root."""
        return self._defined.parent(symbol)

    @cached_property
    def _defined(self) -> Defined:
        return Defined(self.files, self._linked)

    def _item(self, path: RepoPath, definition: Def) -> ItemAt:
        symbol = definition.symbol
        declared = self._defined.mod_places.get(symbol) if definition.ord < 0 else None
        return self._made_item(path, definition, self.parent(symbol), declared)

    def item_at(
        self, path: RepoPath, index: int, parent: Symbol, declared: tuple[RepoPath, int] | None = None
    ) -> ItemAt:
        """The item of a definition of a file, for who knows what contains it and where its `mod NAME;` is defined."""
        found = self.declares(path)
        assert found is not None
        mod: tuple[RepoPath, int] | None = None
        if declared is not None and (above := self.declares(declared[0])) is not None:
            mod = declared[0], above.defs[declared[1]].ord
        return self._made_item(path, found.defs[index], parent, mod)

    def _made_item(
        self, path: RepoPath, definition: Def, parent: Symbol, declared: tuple[RepoPath, int] | None
    ) -> ItemAt:
        """An item; `declared` is the path and ord of the `mod NAME;` of a file's module."""
        symbol, crate = definition.symbol, definition.crate
        if definition.ord < 0:
            item = self.declared(declared[0])[declared[1]] if declared else None
            declared_in = declared[0] if declared else RepoPath("")
            name, doc = suffix_of(symbol), self.facts(path).doc
            return ItemAt(symbol, ItemKind.MODULE, name, path, 1, -1, crate, parent, item, doc, declared_in)
        item = self.declared(path)[definition.ord]
        return ItemAt(symbol, item.kind, item.name, path, item.line, definition.ord, crate, parent, item)

    # ---- edges -----------------------------------------------------------------------------------------

    def edges(self) -> Iterator[EdgeAt]:
        """Every edge with its place."""
        for path in self.files:
            yield from self.edges_of(path)

    def edges_of(self, path: str) -> Iterator[EdgeAt]:
        """The edges whose reference stands in one file."""
        for edge in self._edges.of(RepoPath(path)):
            yield self._edge(RepoPath(path), edge)

    def out(self, symbol: str) -> list[EdgeAt]:
        """The edges that leave an item (not those of what it contains)."""
        paths = self._defined.paths.get(Symbol(symbol), ())
        return [self._edge(path, edge) for path in paths for edge in self._edges.out(path, Symbol(symbol))]

    def into(self, symbol: str) -> list[EdgeAt]:
        """The edges that point at an item, also at one outside the workspace (`std::fs::read`)."""
        return [self._edge(path, edge) for path, edge in self._edges.into(Symbol(symbol))]

    def sort_edges(self) -> None:
        """Sorts all edges by target when one is next asked for: worth it where many questions will follow."""
        self._edges.sort()

    @cached_property
    def _edges(self) -> EdgeTables:
        return EdgeTables(self.files, self._linked)

    def edge_line(self, path: str, edge: Edge) -> int:
        """The absolute line of an edge that stands in this file."""
        return self.line_in(path, edge.src, edge.line)

    def line_in(self, path: str, owner: Symbol, line: int) -> int:
        """The absolute line in this file of a line that counts from an item's name."""
        return line + self._zero_lines(path).get(owner, 0)

    def _edge(self, path: RepoPath, edge: Edge) -> EdgeAt:
        line = self.edge_line(path, edge)
        return EdgeAt(
            edge.src, edge.kind, edge.dst, edge.tier, edge.count, path, line, edge.via_macro, edge.of_template
        )

    def _zero_lines(self, path: str) -> dict[Symbol, int]:
        """Line 0 of each item's edges: the line of its name; 0 for the file's module, whose lines are absolute."""
        zeros = self._zeros.get(path)
        if zeros is None:
            found, items = self.declares(path), self.declared(path)
            defs = found.defs if found is not None else []
            zeros = self._zeros[path] = {d.symbol: items[d.ord].line if d.ord >= 0 else 0 for d in defs}
        return zeros

    # ---- modules and names -----------------------------------------------------------------------------

    @cached_property
    def module_graph(self) -> ModuleGraph:
        """Who depends on whom, by modules."""
        from .modules import ModuleGraph

        return ModuleGraph(self)

    def let_go(self) -> None:
        """Lets go of what was made of this graph and holds it in turn: for who goes through many."""
        self.__dict__.pop("module_graph", None)
        self.laid_over = self._world = self._part = None

    def names(self, stock: Stock | None = None) -> World:
        """The names of this tree: crates, module tree, scopes, exports. `stock` is shared with trees that are alike."""
        from .tree_names import world_of

        self._world = self._world or world_of(self, stock)
        return self._world

    def names_of(self, crates: Collection[str]) -> World:
        """The names that paths from these crates lead through: all names where other crates were asked for before."""
        from .tree_names import part_of

        if self._world is None and self._part is None:
            self._part = part_of(self, crates)
        if self._world is None and self._part is not None and self._part.crates.issuperset(crates):
            return self._part.world
        return self.names()
