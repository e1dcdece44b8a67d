"""The module tree: which file is which module of which crate."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rgraph.model.cargo import Crate
from rgraph.model.facts import Item, ItemKind
from rgraph.model.ids import RepoPath

from .cfg import Conds, Configuration, conds
from .defs import Def, Place, PlaceKey
from .includes import included, is_include
from .limits import MAX_FILES_DEEP, MAX_PLACES_OF_A_FILE
from .predicates import Flags
from .table import FILE, FileTable

Directory = tuple[str, str]
"""Where the files of child modules are looked for: a folder, and below it the file's stem ("" for `mod.rs`)."""


class Tree:
    """Builds the places of one commit. `known` are those of the commit before; one with the same key is used again."""

    def __init__(
        self,
        table_of: Callable[[RepoPath], FileTable | None],
        known: Mapping[PlaceKey, Place],
        external: bool = False,
        configuration: Configuration | None = None,
    ) -> None:
        self._configuration = configuration or Configuration()
        self._table_of = table_of
        self._known = known
        self._external = external
        self.places: dict[PlaceKey, Place] = {}
        self._counts: Counter[tuple[str, RepoPath]] = Counter()
        self.missing: list[tuple[RepoPath, str]] = []  # (file, module name) whose file is not there

    def add_crate(self, crate: Crate) -> Place | None:
        """Place a crate's root file and all modules under it; None if the root file does not exist."""
        table = self._table_of(crate.root)
        if table is None:
            return None
        place = self._place(crate.root, crate, crate.id, table, None)
        directory = (posixpath.dirname(crate.root), "")
        self._descend(place, directory, (crate.root,))
        return place

    def _place(
        self,
        path: RepoPath,
        crate: Crate,
        prefix: str,
        table: FileTable,
        decl: tuple[Place, int] | None,
        home: Def | None = None,
    ) -> Place:
        key = (crate.id, prefix, path)
        place = self._known.get(key)
        if place is None or (place.defs(FILE) is not home if home is not None else place.is_included):
            place = Place(path, crate, prefix, table, decl, self._external, home)
        else:
            place.crate, place.decl = crate, decl
            place.rewrite(table)
        place.submodules, place.included, place.includes, place.cut = {}, {}, {}, set()
        self.places[key] = place
        self._counts[crate.id, path] += 1
        return place

    def _descend(self, place: Place, directory: Directory, above: tuple[RepoPath, ...]) -> None:
        brought: dict[RepoPath, list[int]] = {}
        for ord_ in sorted(place.table.modules):  # of alternatives of one file, the first has the name without a number
            item = place.table.items[ord_]
            if item.has_body:
                continue
            found = self._file_of(place, ord_, directory)
            if found is None:
                self.missing.append((place.path, item.name))
                continue
            path, table, inside = found
            known = _same_module(place, ord_, brought.get(path, ()))
            brought.setdefault(path, []).append(ord_)
            if known is not None:
                place.adopt(ord_, known)
                if known.decl is not None and not self._is_active(*known.decl) and self._is_active(place, ord_):
                    known.decl = (place, ord_)
                continue
            if path in above:
                continue
            prefix = place.spath(ord_)
            if (place.crate.id, prefix, path) in self.places:
                continue
            if len(above) >= MAX_FILES_DEEP or self._counts[place.crate.id, path] >= MAX_PLACES_OF_A_FILE:
                place.cut.add(ord_)
                continue
            child = self._place(path, place.crate, prefix, table, (place, ord_))
            child.alternatives = dict(self._alternatives(place, ord_, directory))
            place.adopt(ord_, child)
            self._descend(child, inside, (*above, path))
        for ord_ in place.table.calls:
            if is_include(place.table.items[ord_]):
                self._include(place, ord_, above)

    def _include(self, place: Place, ord_: int, above: tuple[RepoPath, ...]) -> None:
        """Place the file of an `include!` that stands among the items of a module."""
        container = place.table.container[ord_]
        if container != FILE and place.table.items[container].kind is not ItemKind.MODULE:
            return
        path = included(place.table.items[ord_].tokens, place.path, place.crate).path
        table = self._table_of(path) if path else None
        prefix = place.spath(container)
        if table is None or path in above or (place.crate.id, prefix, path) in self.places:
            return
        if len(above) >= MAX_FILES_DEEP or self._counts[place.crate.id, path] >= MAX_PLACES_OF_A_FILE:
            place.cut.add(ord_)
            return
        home = place.defs(container)
        child = self._place(path, place.crate, prefix, table, (place, ord_), home)
        place.include(ord_, home, child)
        self._descend(child, (posixpath.dirname(path), ""), (*above, path))

    def _is_active(self, place: Place, ord_: int) -> bool:
        return self._configuration.active(conds(place.table.items[ord_].attrs.cfg, place.crate))

    def _file_of(self, place: Place, ord_: int, directory: Directory) -> tuple[RepoPath, FileTable, Directory] | None:
        """The file of `mod x;`, its table, and where its own children are looked for."""
        table = place.table
        item = table.items[ord_]
        folder, stem = self._directory_in(place, table.container[ord_], directory)
        for given in self._paths_of(place, ord_):
            path = RepoPath(_join(folder, given))
            found = self._table_of(path)
            if found is not None:
                return path, found, (posixpath.dirname(path), "")
        if item.attrs.path is not None:
            return None
        return self._usual(item, folder, stem) or self._elsewhere(item, folder)

    def _usual(self, item: Item, folder: str, stem: str) -> tuple[RepoPath, FileTable, Directory] | None:
        """The file that a module has by its name."""
        base = _below(folder, stem) if stem else folder
        own = _below(base, item.name)
        for path, inside in ((f"{own}.rs", (base, item.name)), (f"{own}/mod.rs", (own, ""))):
            found = self._table_of(RepoPath(path))
            if found is not None:
                return RepoPath(path), found, inside
        return None

    def _elsewhere(self, item: Item, folder: str) -> tuple[RepoPath, FileTable, Directory] | None:
        """The first file that a module has under a cfg that does not hold; better than no module."""
        for _, given in item.attrs.paths_if:
            path = RepoPath(_join(folder, given))
            found = self._table_of(path)
            if found is not None:
                return path, found, (posixpath.dirname(path), "")
        return None

    def _alternatives(self, place: Place, ord_: int, directory: Directory) -> Iterator[tuple[str, RepoPath]]:
        """The files that `cfg_attr(PREDICATE, path = ..)` chooses from, by predicate; "" for the usual one."""
        item = place.table.items[ord_]
        if item.attrs.path is not None or not item.attrs.paths_if:
            return
        folder, stem = self._directory_in(place, place.table.container[ord_], directory)
        for predicate, given in item.attrs.paths_if:
            path = RepoPath(_join(folder, given))
            if self._table_of(path) is not None:
                yield predicate, path
        usual = self._usual(item, folder, stem)
        if usual is not None:
            yield "", usual[0]

    def _paths_of(self, place: Place, ord_: int) -> Iterator[str]:
        """The `path` attributes of a module that hold where the module itself does, in order."""
        attrs = place.table.items[ord_].attrs
        if attrs.path is not None:
            yield attrs.path
        around = conds(attrs.cfg, place.crate)
        for predicate, given in attrs.paths_if:
            own = conds([predicate], place.crate)
            if any(self._configuration.hold(own, flags, place.crate.package) for flags in self._worlds(around)):
                yield given

    def _worlds(self, around: Conds) -> tuple[Flags, ...]:
        """The flags under which a module's file is chosen: those of the first target, if there are several."""
        return self._configuration.where(around)[:1]

    def _directory_in(self, place: Place, container: int, directory: Directory) -> Directory:
        """Where the files of a container's modules are looked for: an inline module is a folder.

        Its own `path` attribute replaces the folder, and the stem counts only once (Reference, "The path attribute").
        """
        table = place.table
        inline: list[int] = []
        while container != FILE:
            if table.items[container].kind is ItemKind.MODULE:
                inline.append(container)
            container = table.container[container]
        folder, stem = directory
        for ord_ in reversed(inline):
            given = next(self._paths_of(place, ord_), None)
            folder = _join(folder, given) if given is not None else _join(folder, stem, table.items[ord_].name)
            stem = ""
        return folder, stem


def _same_module(place: Place, ord_: int, others: Sequence[int]) -> Place | None:
    """The place that another `mod` of the same name, under another cfg, has already made of the same file."""
    table = place.table
    name, container = table.items[ord_].name, table.container[ord_]
    for other in others:
        child = place.submodules.get(other)
        if child is not None and table.items[other].name == name and table.container[other] == container:
            return child
    return None


def _below(folder: str, name: str) -> str:
    """A name in a folder. Neither has `.` or `..`, so nothing needs to be normalised."""
    return f"{folder}/{name}" if folder else name


def _join(*parts: str) -> str:
    return posixpath.normpath(posixpath.join(*[part for part in parts if part])) if any(parts) else ""


def module_shape(table: FileTable) -> tuple[object, ...]:
    """All of a file on which the module tree under it depends: equal shapes place the same files."""
    calls = [(ord_, table.items[ord_]) for ord_ in table.calls]
    includes = [(ord_, table.container[ord_], call.tokens) for ord_, call in calls if is_include(call)]
    return (*[_decl_shape(table, ord_) for ord_ in table.modules], *includes)


def _decl_shape(table: FileTable, ord_: int) -> tuple[object, ...]:
    item = table.items[ord_]
    attrs = item.attrs
    paths = (attrs.path, tuple([tuple(each) for each in attrs.paths_if]))
    return (ord_, table.local[ord_], item.name, item.has_body, paths, tuple(attrs.cfg))


def reachable(roots: Mapping[str, Place]) -> Iterator[Place]:
    """Every place under the roots, parents first."""
    pending = list(roots.values())
    while pending:
        place = pending.pop()
        yield place
        pending.extend(place.submodules.values())
        pending.extend(place.included.values())
