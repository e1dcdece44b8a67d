"""The references that leave items of a tree and of packages beside it; each file is linked when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from rgraph.deps.beside.public_names import holder_of
from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Def
from rgraph.link.impls import ADT_KINDS
from rgraph.link.linker import Linker
from rgraph.link.mounted import is_mounted
from rgraph.link.reference_sites import Listener, Site
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind, Tier, Unresolved
from rgraph.model.ids import RepoPath, Symbol
from rgraph.model.packages import PackageId

from .limits import MAX_IMPLS

_WITH_BODIES = frozenset({ItemKind.FUNCTION, ItemKind.CONST, ItemKind.STATIC})


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
    definition: Def

    @property
    def kind(self) -> ItemKind:
        """What it is."""
        return self.definition.kind


class References:
    """References into the packages `inside`, by the item that they leave. Edges of other tiers are not there."""

    def __init__(
        self, side: Side, inside: Collection[PackageId], tiers: Collection[Tier], is_spent: Callable[[RepoPath], bool]
    ) -> None:
        self._side = side
        self._inside = inside
        self._tiers = tiers
        self._is_spent = is_spent
        self._declared: dict[RepoPath, Mapping[Symbol, list[Reference]] | None] = {}
        self._over: dict[Symbol, list[Reference]] = {}
        self.places: dict[Symbol, Place] = {}
        """Where the items stand that references were found to."""
        self.unresolved: dict[RepoPath, list[Unresolved]] = defaultdict(list)
        """What did not resolve in what was linked, by file."""
        self.is_cut = False
        """Whether a trait has more impls than are followed."""

    def of_file(self, path: RepoPath) -> list[Reference]:
        """The references that leave the items of a file of the tree."""
        linked = self._link(path, lambda linker, listener: linker.link_with(path, listener))
        return [each for several in linked.values() for each in several]

    def leaving(self, symbol: Symbol) -> list[Reference]:
        """The references that leave an item of a package; of a trait's member also to what overrides it."""
        place = self.places.get(symbol)
        declared = self._declarations(place.definition.place.path) if place is not None else None
        if place is None or declared is None:
            return []
        found = declared.get(symbol, [])
        if place.kind in _WITH_BODIES:
            linked = self._link(
                place.definition.place.path,
                lambda linker, listener: linker.link_item(self._current(place.definition), listener),
            )
            found = [*found, *linked.get(symbol, [])]
        return [*found, *self._over.get(symbol, [])]

    def place(self, definition: Def) -> Symbol | None:
        """Take note of where an item of these packages stands; its symbol, or None for one from elsewhere."""
        package = self._side.package_of(definition)
        if package is None or package not in self._inside:
            return None
        symbol = self._side.world.symbol(definition)
        if symbol not in self.places:
            self.places[symbol] = Place(package, definition)
            if Tier.CANDIDATE in self._tiers:
                self._over[symbol] = [*self._overriding(symbol, definition), *self._dropping(symbol, definition)]
        return symbol

    def _overriding(self, symbol: Symbol, member: Def) -> Iterator[Reference]:
        """What runs where a trait's member is called on a type that is not known: the impls in these packages."""
        trait = member.parent
        if trait is not None and trait.kind is ItemKind.TRAIT:
            impls = [each for each in self._side.world.impls_of(trait) if is_mounted(each.place.path)]
            self.is_cut = self.is_cut or len(impls) > MAX_IMPLS
            yield from self._members(symbol, impls[:MAX_IMPLS], member.name, EdgeKind.CALLS)

    def _dropping(self, symbol: Symbol, item: Def) -> Iterator[Reference]:
        """What runs where a value goes out of scope: who makes one, or calls what its type has, had one."""
        world = self._side.world
        type_ = item if item.kind in ADT_KINDS else holder_of(world, item)
        drop = world.std("std::ops::Drop")
        if type_ is not None and type_.kind in ADT_KINDS and drop is not None and item.kind is not ItemKind.FIELD:
            yield from self._members(symbol, world.trait_impls(type_, drop), "drop", EdgeKind.RUNS)

    def _members(self, symbol: Symbol, impls: Iterable[Def], name: str, kind: EdgeKind) -> Iterator[Reference]:
        for each in impls:
            for own in self._side.world.named(each, name):
                target = self.place(own)
                if target is not None and target != symbol:
                    line = own.item.line if own.item is not None else 0
                    yield Reference(symbol, target, own.place.path, line, kind, Tier.CANDIDATE)

    def _current(self, definition: Def) -> Def:
        """The same item in the world as it is now: more may have been mounted since it was found."""
        place = self._side.world.places.get(definition.place.key)
        return place.defs(definition.ord) if place is not None and place is not definition.place else definition

    def _declarations(self, path: RepoPath) -> Mapping[Symbol, list[Reference]] | None:
        """The references of what a file of a package declares; None for a file that is not to be linked any more."""
        if path not in self._declared:
            is_spent = self._is_spent(path)
            self._declared[path] = None if is_spent else self._link(path, partial(_declarations, path))
        return self._declared[path]

    def _link(self, path: RepoPath, link: Callable[[Linker, Listener], None]) -> Mapping[Symbol, list[Reference]]:
        """Link something of a file until its names lead into no package that is not mounted."""

        def listened() -> Listener:
            linker = self._side.linker
            listener = Listener(linker.world, path)
            link(linker, listener)
            return listener

        listener = self._side.until_mounted(listened)
        self.unresolved[path] += listener.linked([]).unresolved
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


def _declarations(path: RepoPath, linker: Linker, listener: Listener) -> None:
    linker.link_declarations(path, listener)
