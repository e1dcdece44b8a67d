"""Definitions and places: a `Place` is a file as one module of one crate, a `Def` an item at one place."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from rgraph.model.cargo import Crate
from rgraph.model.facts import Item, ItemKind
from rgraph.model.ids import RepoPath

from .expansion.splice import Part, Parts, carried, expanded
from .table import FILE, FileTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .trace import Entry


PlaceKey = tuple[str, str, str]
"""Which place it is: the crate's id, the structural path of the module, the file."""


class Place:
    """A file as one module of one crate. It lives on from commit to commit while crate, module path and file stay.

    `prefix` is the structural path of the file's module. `decl` is the place and ord of the `mod x;` or `include!` that
    names the file (None for a crate root). The items of an included file belong to `home`, the module with the
    `include!`.
    """

    __slots__ = (
        "_defs", "alternatives", "crate", "cut", "decl", "external", "failed", "included", "includes", "is_included",
        "parts", "path", "prefix", "submodules", "table", "written",
    )  # fmt: skip

    def __init__(
        self,
        path: RepoPath,
        crate: Crate,
        prefix: str,
        table: FileTable,
        decl: tuple[Place, int] | None,
        external: bool = False,
        home: Def | None = None,
    ) -> None:
        self.path = path
        self.crate = crate
        self.prefix = prefix
        self.written = table
        self.table = table  # with what macro calls make
        self.parts: Parts = {}
        self.failed: tuple[Part, ...] = ()  # the calls that cannot be expanded, whatever tree they stand in
        self.decl = decl
        self.external = external
        self.submodules: dict[int, Place] = {}
        self.alternatives: dict[str, RepoPath] = {}  # the files that cfgs choose from, by predicate
        self.cut: set[int] = set()  # the `mod x;` that a limit kept from being followed
        self.included: dict[int, Place] = {}  # by the `include!` that brings a file in
        self.includes: dict[int, list[Place]] = {}  # by the module whose items they hold
        self.is_included = home is not None
        self._defs: dict[int, Def] = {FILE: home} if home is not None else {}

    @property
    def key(self) -> PlaceKey:
        """Which place it is, and its position in every sorted answer."""
        return (self.crate.id, self.prefix, self.path)

    def defs(self, ord_: int) -> Def:
        """The definition of an item; for a `mod x;` with a file, the module of that file."""
        found = self._defs.get(ord_)
        if found is None:
            sub = self.submodules.get(ord_)
            if sub is not None:
                return sub.defs(FILE)
            found = self._defs[ord_] = Def(self, ord_)
        return found

    def include(self, call: int, home: Def, child: Place) -> None:
        """Add the items of a file to the module that has the `include!`."""
        self.included[call] = child
        home.place.includes.setdefault(home.ord, []).append(child)

    def adopt(self, ord_: int, child: Place) -> None:
        """Take a file as the module that `mod x;` declares."""
        self.submodules[ord_] = child
        self._defs.pop(ord_, None)

    def each(self) -> Iterator[Def]:
        """The definitions of all items in order, including modules with a file of their own."""
        return (self.defs(ord_) for ord_, _ in self.table.present())

    def spath(self, container: int) -> str:
        """Structural path of an item or of the file's module."""
        return self.prefix if container < 0 else self.prefix + self.table.local[container]

    def rewrite(self, written: FileTable) -> None:
        """Take the new content of the file. Macro calls that are still there keep what they made, until asked again.

        If they lost it here and got it back in the next round, all users of the made items would be linked again.
        """
        old = self.written
        if written is old:
            return
        self.written = written
        self.parts = carried(old, written, self.parts)
        self.failed = ()
        self.retable(written.with_parts(self.parts, expanded))

    def retable(self, table: FileTable) -> None:
        """Take another table. A definition lives on if its structural path still exists, as whatever kind of item."""
        old, self.table = self.table, table
        if old is table:
            return
        defs, self._defs = self._defs, {}
        for ord_, definition in defs.items():
            if ord_ == FILE:
                self._defs[FILE] = definition
                continue
            now = table.by_local.get(old.local[ord_])
            if now is not None:
                definition.ord = now
                definition.kind = table.items[now].kind
                self._defs[now] = definition

    def __repr__(self) -> str:
        return f"<{self.path} as {self.prefix}>"


class Def:
    """One item at one place, or (`ord` -1) the module that the file itself is. Compared by identity."""

    __slots__ = ("declared", "kind", "name", "ord", "place")

    def __init__(self, place: Place, ord_: int) -> None:
        self.place = place
        self.ord = ord_
        self.declared: Entry | None = None  # the base fact of its declaration, once somebody has read it
        if ord_ == FILE:
            self.kind = ItemKind.MODULE
            self.name = place.prefix.rpartition("::")[2].partition("#")[0] if place.decl else place.crate.name
        else:
            item = place.table.items[ord_]
            self.kind = item.kind
            self.name = item.name

    @property
    def item(self) -> Item | None:
        """The declaration in the facts; None for a crate root. Reading it is not traced, unlike `World.decl`."""
        if self.ord != FILE:
            return self.place.table.items[self.ord]
        decl = self.place.decl
        return None if decl is None else decl[0].table.items[decl[1]]

    @property
    def crate(self) -> Crate:
        return self.place.crate

    @property
    def external(self) -> bool:
        """Whether it belongs to the stub of the standard library."""
        return self.place.external

    @property
    def local(self) -> str:
        """The structural path, which says where the item is written; unique in the commit."""
        return self.place.spath(self.ord)

    @property
    def parent(self) -> Def | None:
        """The item around it (impl, trait, enum, struct, function, module); None for a crate root."""
        if self.ord != FILE:
            return self.place.defs(self.place.table.container[self.ord])
        decl = self.place.decl
        return None if decl is None else decl[0].defs(decl[0].table.container[decl[1]])

    @property
    def module(self) -> Def:
        """The module in which the item stands; of a module, the module itself."""
        place, ord_ = self.place, self.ord
        items, container = place.table.items, place.table.container
        while ord_ >= 0 and items[ord_].kind is not ItemKind.MODULE:
            ord_ = container[ord_]
        return place.defs(ord_)

    @property
    def is_root(self) -> bool:
        return self.ord == FILE and self.place.decl is None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.local}>"

    @property
    def order(self) -> tuple[tuple[str, str, str], int]:
        """Its position in every sorted answer (`in_order`)."""
        return (self.place.key, self.ord)


def in_order(definitions: Iterable[Def]) -> list[Def]:
    """Definitions in the order of every sorted answer."""
    return sorted(definitions, key=attrgetter("order"))


def parts_of(container: Def) -> Iterator[tuple[Place, int]]:
    """Where the items of a container are written: in the container itself and in files that it includes."""
    place = container.place
    yield place, container.ord
    for included in place.includes.get(container.ord, ()):
        yield included, FILE


def parent_module(module: Def) -> Def | None:
    """The module around a module; None for a crate root."""
    parent = module.parent
    return parent.module if parent is not None else None


def within(module: Def, limit: Def) -> bool:
    """Whether a module is another or inside it."""
    current: Def | None = module
    while current is not None:
        if current is limit:
            return True
        current = parent_module(current)
    return False


def root_module(module: Def) -> Def:
    """The root of the crate that a module stands in."""
    above = parent_module(module)
    while above is not None:
        module, above = above, parent_module(above)
    return module


def shared_module(one: Def, other: Def) -> Def | None:
    """The innermost module around two modules, which may be one of them; None if they are in different crates."""
    current: Def | None = other
    while current is not None and not within(one, current):
        current = parent_module(current)
    return current
