"""Walking a crate from its root along everything public, and collecting what is found with all its paths."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_SEGMENTS, MAX_WALKED
from rgraph.diff.macro_kinds import macro_kind
from rgraph.diff.proportion.dependence import below
from rgraph.link.table import FILE
from rgraph.model.cargo import Crate
from rgraph.model.facts import Item, ItemKind

from .by_symbol import BySymbol
from .exports import Export, Exports, gate
from .features_below import FeaturesBelow, SeenFrom
from .impls import Impls
from .libraries import libraries
from .model import PublicItem, Surface, hides, named, rank
from .stability import is_left_out_there
from .usage import Usage
from .ways import Way, plain, way_to

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.stock import Stock
    from rgraph.link.world import World
    from rgraph.view.graph import CommitGraph

    from .public import CrateNames

_KINDS = {
    ItemKind.MODULE: "module",
    ItemKind.FUNCTION: "function",
    ItemKind.STRUCT: "struct",
    ItemKind.ENUM: "enum",
    ItemKind.UNION: "union",
    ItemKind.VARIANT: "variant",
    ItemKind.TRAIT: "trait",
    ItemKind.TRAIT_ALIAS: "trait_alias",
    ItemKind.TYPE_ALIAS: "type_alias",
    ItemKind.CONST: "const",
    ItemKind.STATIC: "static",
    ItemKind.MACRO: "macro",
}
_IN_TRAIT = {
    ItemKind.FUNCTION: "trait_method",
    ItemKind.CONST: "trait_const",
    ItemKind.TYPE_ALIAS: "trait_type",
}
_IN_IMPL = {ItemKind.FUNCTION: "method", ItemKind.CONST: "assoc_const", ItemKind.TYPE_ALIAS: "assoc_type"}


class Surfaces:
    """The public APIs of the libraries of one commit, built when first asked for.

    `names` has what libraries offer of which it is known: their paths need not be walked to say what has a name.
    """

    def __init__(
        self, graph: CommitGraph, stock: Stock | None = None, names: Mapping[str, CrateNames] | None = None
    ) -> None:
        self.graph, self._names = graph, names or {}
        self.world: World = graph.names(stock)
        self.crates = {crate.id: crate for crate in libraries(graph)}
        self.by_symbol = BySymbol(self.world)
        self._seen = SeenFrom(graph)
        self._below: dict[str, frozenset[str]] = {}
        self._named: dict[str, frozenset[Def]] = {}
        self._exports = Exports(self.world, self.seen_from)
        roots = [root for root in map(self.root, self.crates) if root is not None]
        self.impls = Impls(self.world, roots)
        self._known: dict[str, Surface] = {}

    def root(self, crate: str) -> Def | None:
        """The root module of a crate, None where its file is not there."""
        place = self.world.roots.get(crate)
        return place.defs(FILE) if place is not None else None

    def seen_from(self, package: str) -> FeaturesBelow:
        """The features of the packages below one, in its own words."""
        return self._seen(package)

    def is_named(self, definition: Def, crate: str) -> bool:
        """Whether users of a library can name a definition: through it, or through the library that declares it."""
        return any(self._is_named_in(definition, home) for home in {crate, definition.crate.id} & self.crates.keys())

    def _is_named_in(self, definition: Def, crate: str) -> bool:
        if crate in self._names and crate not in self._known:
            return self._names[crate].has(str(self.world.symbol(definition)))
        if crate not in self._named:
            known = self._known.get(crate)
            builder = _Builder(self, self._exports, self.crates[crate])
            self._named[crate] = named(known.items) if known is not None else named(builder.walked_items())
        return definition in self._named[crate]

    def below(self, crate: str) -> frozenset[str]:
        """A library and those of the workspace that it depends on, however far below: what its users have, too."""
        if crate not in self._below:
            self._below[crate] = below(self.graph.cargo, crate)
        return self._below[crate]

    def way_to(self, crate: str, definition: Def, *more: str) -> Way:
        """What must hold for users of a library to have a definition, wherever it is declared."""
        return way_to(self.world, definition, *more, seen=self.seen_from(self.crates[crate].package))

    def of(self, crate: str) -> Surface:
        """The surface of a library by its crate's id."""
        found = self._known.get(crate)
        if found is None:
            found = self._known[crate] = _Builder(self, self._exports, self.crates[crate]).build()
        return found

    def by_path(self, crate: str) -> Mapping[tuple[str, str], list[PublicItem]]:
        """`Surface.by_path` of a library; where its surface is not built, of items without members and facts."""
        known = self._known.get(crate)
        return known.by_path if known is not None else _Builder(self, self._exports, self.crates[crate]).walked()

    def item_of(self, definition: Def, crate: str) -> PublicItem:
        """A type as users meet it behind an alias: with its members and facts, under no path of its own."""
        return _Builder(self, self._exports, self.crates[crate]).unlisted(definition)

    def all(self) -> list[Surface]:
        """Every library's surface, by crate."""
        return [self.of(crate) for crate in sorted(self.crates)]


_Step = tuple["Def", str, bool, tuple["Def", ...], frozenset[str]]
"""A module, a path to it, whether that is hidden, the modules on the way, and the cfg predicates on it."""


class _Builder:
    def __init__(self, surfaces: Surfaces, exports: Exports, crate: Crate) -> None:
        self._surfaces, self._exports, self._crate = surfaces, exports, crate
        self._world = surfaces.world
        self._items: dict[object, PublicItem] = {}
        self._by_path: dict[tuple[str, str], list[PublicItem]] = {}
        self._open, self._clashing = set[str](), set[tuple[str, str]]()
        self._cut = False
        self._listed: set[tuple[int, str, bool]] = set()

    def build(self) -> Surface:
        self.walked()
        items = list(map(self._complete, self._items.values()))
        Usage(self._surfaces, self._crate.id, items).fill()
        items.sort(key=lambda item: (item.path, item.kind))
        found = self._crate.id, self._crate.package, items, self._by_path, sorted(self._open)
        return Surface(*found, self._cut, self._clashing)

    def walked(self) -> dict[tuple[str, str], list[PublicItem]]:
        """What each importable path means, its members and facts left out."""
        root = self._surfaces.root(self._crate.id)
        if root is not None:
            self._root_item(root)
            self._walk_from(root)
        return self._by_path

    def walked_items(self) -> Iterable[PublicItem]:
        """What paths lead to, without members and facts."""
        self.walked()
        return self._items.values()

    def unlisted(self, definition: Def) -> PublicItem:
        """One item without its paths."""
        item = self._complete(PublicItem(_kind(definition), definition.name, self._crate.id, definition))
        Usage(self._surfaces, self._crate.id, [item]).fill()
        return item

    def _root_item(self, root: Def) -> None:
        item = PublicItem("module", self._crate.name, self._crate.id, root, [self._crate.name])
        self._items[root] = item
        self._by_path["type", self._crate.name] = [item]

    def _walk_from(self, root: Def) -> None:
        """Every public path, the shorter ones first; modules that contain each other have paths without number."""
        queue: deque[_Step] = deque([(root, self._crate.name, False, (), frozenset())])
        for _ in range(MAX_WALKED):
            if not queue:
                return
            module, path, hidden, above, around = queue.popleft()
            exports = self._exports.of(module)
            self._open.update(f"{path}::* = {glob}::*" for glob in self._exports.open_globs.get(module, ()))
            self._clashing.update((ns.value, f"{path}::{name}") for ns, name in self._exports.clashing[module])
            for export in sorted(exports, key=lambda e: (e.name, e.ns.value)):
                inner = export.definition
                way = around | self._way(export, module)
                self._add(export, f"{path}::{export.name}", hidden or export.hidden, way)
                deeper = inner is not None and inner.kind is ItemKind.MODULE and inner != module and inner not in above
                if inner is not None and deeper and len(above) + 1 < MAX_SEGMENTS:
                    queue.append((inner, f"{path}::{export.name}", hidden or export.hidden, (*above, module), way))
                self._cut |= deeper and len(above) + 1 >= MAX_SEGMENTS
        self._cut |= bool(queue)

    def _way(self, export: Export, module: Def) -> frozenset[str]:
        """The predicates on an export of a module and on what it leads to."""
        on_it = [self._told(text, module) for text in export.gate.split(" && ") if text != "macro"]
        if export.definition is None:
            return plain(on_it)
        return self._surfaces.way_to(self._crate.id, export.definition, *on_it)

    def _told(self, predicate: str, home: Def) -> str:
        """A predicate that stands in a module or on an item, as users of this library meet it."""
        return self._surfaces.seen_from(self._crate.package).predicate(predicate, home.crate.package)

    def _add(self, export: Export, path: str, hidden: bool, way: frozenset[str]) -> None:
        item = self._item_of(export)
        item.ways.setdefault(path, set()).add(way)
        if export.bare:
            item.bare_paths.add(path)
        if (id(item), path, hidden) in self._listed:
            return
        self._listed.add((id(item), path, hidden))
        (item.hidden_paths if hidden else item.paths).append(path)
        found = self._by_path.setdefault((export.ns.value, path), [])
        if item not in found:
            found.append(item)

    def _item_of(self, export: Export) -> PublicItem:
        key: object = export.definition
        if export.definition is None:
            key = (export.outside, export.ns, "", export.place)
        item = self._items.get(key)
        if item is None:
            kind = _kind(export.definition) if export.definition is not None else "reexport"
            item = PublicItem(kind, export.name, self._crate.id, export.definition, outside=export.outside)
            item.gate, item.use_place = export.gate, export.place
            self._items[key] = item
        elif not export.gate:
            item.gate = ""  # there is a way to it that asks for nothing
        return item

    # ---- members -----------------------------------------------------------------------------------------

    def _complete(self, item: PublicItem) -> PublicItem:
        item.paths.sort(key=rank)
        item.hidden_paths.sort(key=rank)
        item.name = item.path.rpartition("::")[2] or item.name
        definition = item.definition
        if definition is None:
            return item
        if item.kind in {"struct", "union", "variant"}:
            self._fields(item, definition)
        elif item.kind == "enum":
            for variant in self._world.variants(definition):
                self._fields(self._member(item, "variant", variant), variant)
        elif item.kind == "trait":
            self._trait_items(item, definition)
        if item.kind in {"struct", "union", "enum", "trait"}:
            self._inherent(item, definition)
            item.impls = [*self._surfaces.impls.traits(definition), *self._surfaces.impls.derived(definition)]
        return item

    def _fields(self, owner: PublicItem, definition: Def) -> None:
        kind = {"union": "union_field", "variant": "variant_field"}.get(owner.kind, "field")
        for field in self._world.fields(definition):
            if field.item is not None and (kind == "variant_field" or field.item.vis == "pub"):
                self._member(owner, kind, field)

    def _trait_items(self, owner: PublicItem, definition: Def) -> None:
        for member in self._world.members(definition):
            if member.kind in _IN_TRAIT:
                self._member(owner, _IN_TRAIT[member.kind], member)

    def _inherent(self, owner: PublicItem, definition: Def) -> None:
        for block in self._surfaces.impls.inherent(definition):
            outer = self._gate(block)
            for member in self._world.members(block):
                if _is_public(member.item, block) and member.kind in _IN_IMPL:
                    added = self._member(owner, _IN_IMPL[member.kind], member)
                    added.gate = gate([text for text in (outer, added.gate) if text])

    def _member(self, owner: PublicItem, kind: str, definition: Def) -> PublicItem:
        item = definition.item
        member = PublicItem(kind, definition.name, owner.crate, definition, parent=owner)
        if item is not None:
            member.gate = self._gate(definition)
            if not is_left_out_there(self._world, definition):
                owner.members.append(member)
        return member

    def _gate(self, definition: Def) -> str:
        item = definition.item
        return gate(self._told(text, definition) for text in item.attrs.cfg) if item is not None else ""


def _is_public(member: Item | None, block: Def) -> bool:
    """Whether an item of an impl block is in the API: its own deprecation lets it go where the block is hidden."""
    hidden = block.item is not None and hides(block.item.attrs)
    return member is not None and member.vis == "pub" and not (hidden and not member.attrs.deprecated)


def _kind(definition: Def) -> str:
    item: Item | None = definition.item
    return (macro_kind(item) if item is not None else "") or _KINDS[definition.kind]
