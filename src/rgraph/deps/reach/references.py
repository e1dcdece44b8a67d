"""The references that leave items of a tree and of packages beside it; each file is linked when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from rgraph.deps.overlay.limits import MAX_ROUNDS
from rgraph.deps.overlay.mounting import root_of
from rgraph.deps.upgrade.sides import Side
from rgraph.deps.upgrade.sites import Listener, Site
from rgraph.link.defs import Def
from rgraph.link.mounted import MOUNT, is_mounted
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier, Unresolved
from rgraph.model.ids import RepoPath, Symbol
from rgraph.model.packages import PackageId

from .limits import MAX_IMPLS


class Reference(NamedTuple):
    """A place in code that leads to an item of a package. `path` is as the linker has it: mounted, or of the tree."""

    owner: Symbol
    target: Symbol
    path: RepoPath
    line: int
    kind: EdgeKind
    tier: Tier


class Place(NamedTuple):
    """Where an item of a package is declared."""

    package: PackageId
    file: RepoPath
    kind: ItemKind
    name: str


class References:
    """References into the packages `inside`, by the item that they leave. Edges of other tiers are not there."""

    def __init__(
        self, side: Side, inside: Collection[PackageId], tiers: Collection[Tier], is_spent: Callable[[RepoPath], bool]
    ) -> None:
        self._side = side
        self._inside = inside
        self._tiers = tiers
        self._is_spent = is_spent
        self._folders = {root_of(package): package for package in side.mounting.libraries}
        self._files: dict[RepoPath, Mapping[Symbol, list[Reference]]] = {}
        self._over: dict[Symbol, list[Reference]] = {}
        self.places: dict[Symbol, Place] = {}
        """Where the items stand that references were found to."""
        self.unresolved: dict[RepoPath, list[Unresolved]] = {}
        """What did not resolve in each file that was linked."""

    def of_file(self, path: RepoPath) -> list[Reference]:
        """The references that leave the items of a file."""
        return [each for several in self._linked(path).values() for each in several]

    def leaving(self, symbol: Symbol) -> list[Reference]:
        """The references that leave an item of a package; of a trait's member also to what overrides it."""
        place = self.places.get(symbol)
        if place is None:
            return []
        found = self._linked(place.file).get(symbol, [])
        if place.kind is ItemKind.MACRO:  # what it becomes where it is called has references of its own
            found = [each for each in found if each.tier is Tier.CANDIDATE]
        return [*found, *self._over.get(symbol, [])]

    def package_of(self, path: str) -> PackageId | None:
        """The package that a mounted file is of; None for a file of the tree."""
        return self._folders.get(folder_of(path)) if is_mounted(path) else None

    def place(self, definition: Def) -> Symbol | None:
        """Take note of where an item of these packages stands; its symbol, or None for one from elsewhere."""
        package = self.package_of(definition.place.path)
        if package is None or package not in self._inside:
            return None
        symbol = self._side.world.symbol(definition)
        if symbol not in self.places:
            self.places[symbol] = Place(package, definition.place.path, definition.kind, definition.name)
            parent = definition.parent
            if parent is not None and parent.kind is ItemKind.TRAIT:
                self._over[symbol] = list(self._overriding(symbol, definition, parent))
        return symbol

    def _overriding(self, symbol: Symbol, member: Def, trait: Def) -> Iterator[Reference]:
        """What runs where a trait's member is called on a type that is not known: the impls in these packages."""
        if Tier.CANDIDATE not in self._tiers:
            return
        world = self._side.world
        impls = [each for each in world.impls_of(trait) if is_mounted(each.place.path)]
        for each in impls[:MAX_IMPLS]:
            for own in world.named(each, member.name):
                target = self.place(own)
                if target is not None:
                    line = own.item.line if own.item is not None else 0
                    yield Reference(symbol, target, own.place.path, line, EdgeKind.OVERRIDES, Tier.CANDIDATE)

    def _linked(self, path: RepoPath) -> Mapping[Symbol, list[Reference]]:
        found = self._files.get(path)
        if found is None:
            found = self._files[path] = {} if self._is_spent(path) else self._link(path)
        return found

    def _link(self, path: RepoPath) -> Mapping[Symbol, list[Reference]]:
        """Link a file until its names lead into no package that is not mounted."""
        linker = self._side.linker
        for _ in range(MAX_ROUNDS):
            listener = Listener(linker.world, path)
            linker.link_with(path, listener)
            if not self._side.mount_asked():
                break
        self.unresolved[path] = listener.linked([]).unresolved
        found: dict[Symbol, list[Reference]] = defaultdict(list)
        for reference in sorted(set(self._read(listener.sites))):
            found[reference.owner].append(reference)
        return found

    def _read(self, sites: Iterable[Site]) -> Iterator[Reference]:
        for site in sites:
            if site.kind.carries_impact and site.tier in self._tiers and not isinstance(site.target, str):
                target = self.place(site.target)
                if target is not None:
                    owner = self._side.world.symbol(site.owner)
                    yield Reference(owner, target, site.path, site.line, site.kind, site.tier)


def folder_of(path: str) -> str:
    """The folder that a mounted file's package is mounted in."""
    return MOUNT + path.split("/", 2)[1]


def inner(path: str) -> str:
    """The path of a mounted file in its package; that of a file of the tree as it is."""
    return path.split("/", 2)[2] if is_mounted(path) else path
