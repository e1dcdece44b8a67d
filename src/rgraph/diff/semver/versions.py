"""The two commits as the probes see them: canonical types, and labels for generic parameters that both versions
share.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from rgraph.diff.api.inside import of_kinds
from rgraph.diff.api.model import PublicItem, TraitImpl
from rgraph.diff.api.public import alternatives, hidden_twins
from rgraph.diff.api.reached import Reach, reached
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.api.ways import ALWAYS, derive_ways, exclude_each_other
from rgraph.link.defs import parent_module
from rgraph.model.facts import NO_ATTRS, Item, ItemKind
from rgraph.model.syntax import GenericParam

from .auto.needs import Held
from .canon import Canon
from .cfg_twins import as_one, beside
from .delta import Pair
from .features import defaults
from .gates.told import Conditions
from .heirs import Heirs
from .labels import labels_of
from .late import EachLate
from .outside import of_std
from .renamed_members import renamed_members
from .side import Side
from .unexpanded import Unexpanded
from .unpromised import Unpromised

if TYPE_CHECKING:
    from rgraph.link.defs import Def


_SYMBOL = re.compile(r"\w+(?:#\d+)?(?:::\w+(?:#\d+)?)+")


Alternatives = Mapping[str, list[list[str]]]
Public = tuple[Collection[str], Collection[str]]


class Versions:
    """Both commits' surfaces. `heirs` maps old symbols to new ones: a moved or renamed type is the same type.

    `public` has what users of either version can name, where that is known of more libraries than are at hand; `known`
    the `alternatives` of both versions' libraries, where these are known without their surfaces.
    """

    def __init__(
        self,
        old: Surfaces,
        new: Surfaces,
        heirs: Heirs,
        public: Public | None = None,
        known: tuple[Alternatives, Alternatives] | None = None,
    ) -> None:
        self.old, self.new, self.pairs = old, new, heirs.symbols
        self._public, self._known = public, known
        self._reached: dict[tuple[bool, str], Mapping[Def, tuple[Reach, str]]] = {}
        self._conditions: dict[tuple[str, str], Conditions] = {}
        self.split = heirs.split
        self.back = {after: before for before, after in self.pairs.items()}
        one = as_one(self._alternatives(1))
        self._traits_as_one = {two: first for two, first in one.items() if _is_trait(new, two)}
        self.new_canon = Canon(new.world, one, new.impls.blanket)
        opened = {symbol: (self.new_canon, alias) for symbol, alias in heirs.opened.items()}
        shared = {before: one.get(after, after) for before, after in self.pairs.items()}
        for several in self._alternatives(0):  # which of them goes on as which is not known of all
            there = next((shared[each] for each in several if each in shared), several[0])
            shared.update({each: there for each in several if each not in shared})
        self.old_canon = Canon(old.world, shared, old.impls.blanket, opened)
        for side, canon in ((old, self.old_canon), (new, self.new_canon)):
            canon.packages = {package.name: package for package in side.graph.cargo.packages}
            canon.defaults = {name: defaults(package) for name, package in canon.packages.items()}
        self.old_canon.guessed = heirs.guessed
        self.old_canon.members = renamed_members(old, new, self.pairs, self.public_old)
        self.new_canon.grown = self._grown()
        for canon, named, types in (
            (self.old_canon, self.public_old, self.types_old),
            (self.new_canon, self.public_new, self.types_new),
        ):
            canon.nameable = {canon.shared(symbol) for symbol in named}
            canon.derives = EachLate(types, partial(_derived, canon))

    @cached_property
    def apart(self) -> Versions:
        """The versions as users of aliases see them that are types of their own now: the old type is the new one."""
        found = copy.copy(self)
        found.old_canon = self.old_canon.renaming({one: self.new_canon.shared(two) for one, two in self.split.items()})
        return found

    def _alternatives(self, version: int) -> Iterator[list[str]]:
        """The types that share a path, of the old version (0) or of the new one."""
        side = (self.old, self.new)[version]
        for crate in sorted(side.crates):
            found = self._known[version].get(crate) if self._known is not None else None
            yield from found if found is not None else alternatives(side, crate)

    def impls_beside(self, item: PublicItem) -> Iterator[TraitImpl]:
        """The impls of a new type's alternatives that are there where the type is: its name may mean any of these."""
        for other in beside(item, self.new):
            yield from (impl for impl in other.impls if self._goes_with(impl.definition, item))

    def impls_elsewhere(self, item: PublicItem) -> Iterator[TraitImpl]:
        """The impls of a new type's alternatives, for users or not, that are never there where the type is."""
        others = [impl for other in beside(item, self.new) for impl in other.impls]
        for twin in hidden_twins([item.definition]) if item.definition is not None else ():
            others += [*self.new.impls.traits(twin), *self.new.impls.derived(twin)]
        yield from (impl for impl in others if not self._goes_with(impl.definition, item))

    def members_beside(self, item: PublicItem) -> Iterator[PublicItem]:
        """The same of what stands in their own impls."""
        for other in beside(item, self.new):
            for member in other.members:
                block = member.definition.parent if member.definition is not None else None
                if block is not None and block.kind is ItemKind.IMPL and self._goes_with(member.definition, item):
                    yield member

    def _goes_with(self, definition: Def | None, item: PublicItem) -> bool:
        if definition is None or item.definition is None:
            return False
        ways = self.new.way_to(item.crate, definition), self.new.way_to(item.crate, item.definition)
        return not exclude_each_other(*ways)

    def _grown(self) -> dict[str, frozenset[str]]:
        """The parameters that each type has by default now and had not before: by name, else those at the end."""
        found = {}
        for symbol, new in self.types_new.items():
            old = self.types_old.get(symbol)
            if old is None:
                continue
            had, has = ([p.name for p in of_kind(d.item, "type", "const")] if d.item else [] for d in (old, new))
            gained = [name for name in has if name not in had]
            if len(had) < len(has):
                found[symbol] = frozenset(gained if len(gained) == len(has) - len(had) else has[len(had) :])
        return found

    @cached_property
    def public_old(self) -> Collection[str]:
        """Symbols of everything that users of the old version could name."""
        return self._public[0] if self._public is not None else public_symbols(self.old)

    @cached_property
    def public_new(self) -> Collection[str]:
        """Symbols of everything that users of the new version can name."""
        return self._public[1] if self._public is not None else public_symbols(self.new)

    @cached_property
    def types_old(self) -> dict[str, Def]:
        """The structs, enums and unions of the old version by canonical name."""
        return _by_name(self.old, self.old_canon, self.public_old)

    @cached_property
    def types_new(self) -> dict[str, Def]:
        """The structs, enums and unions of the new version by canonical name."""
        return _by_name(self.new, self.new_canon, self.public_new)

    def conditions(self, old: str, new: str) -> Conditions:
        """What the `cfg`s of two versions of a library mean to users."""
        key = (old, new)
        if key not in self._conditions:
            self._conditions[key] = Conditions(self, old, new)
        return self._conditions[key]

    def is_met(self, definition: Def) -> bool:
        """Whether old code meets a part of the new version: not what only a feature brings that is new, and off."""
        crate, item = definition.crate.id, definition.item
        if item is None or not item.attrs.cfg or crate not in self.old.crates or crate not in self.new.crates:
            return True
        ways = frozenset({self.new.way_to(crate, definition)})
        return not self.conditions(crate, crate).of_new_features(ALWAYS, ways)

    @cached_property
    def held_old(self) -> Held:
        """What the types of the old version hold."""
        shared = {before: self._traits_as_one.get(after, after) for before, after in self.pairs.items()}
        canon = Canon(self.old.world, shared, self.old.impls.blanket)  # types that are aliases now are types there
        types = {canon.symbol(item): item for item in _types(self.old)}
        return Held(self.old.world, canon, self.old.impls, types, lambda _: True)

    @cached_property
    def held_new(self) -> Held:
        """What the types of the new version hold."""
        canon = Canon(self.new.world, self._traits_as_one, self.new.impls.blanket)  # a type's alternative holds its own
        types = {canon.symbol(item): item for item in _types(self.new)}
        return Held(self.new.world, canon, self.new.impls, types, self.is_met)

    @cached_property
    def unpromised(self) -> Unpromised:
        """What the old version had for nobody."""
        return Unpromised(self.old)

    @cached_property
    def unpromised_new(self) -> Unpromised:
        """What the new version has for nobody."""
        return Unpromised(self.new)

    @cached_property
    def unexpanded(self) -> Unexpanded:
        """The macro calls of the new version that were not expanded: they may make what is not seen."""
        return self.new_canon.laws.unexpanded

    def include_beside(self, definition: Def | None) -> str:
        """The `include!` of a file that cannot be read, in the module that an old definition stood in, or in the one
        around it where that is gone as well; "" for none."""
        level = definition
        while level is not None:
            level = parent_module(level) if level.kind is ItemKind.MODULE else level.module
            kept = self.heir(level)
            if kept is not None:
                return self.unexpanded.beside(kept)
        return ""

    def reached(self, side: Surfaces, crate: str) -> Mapping[Def, tuple[Reach, str]]:
        """The types of a library that users of a version have and cannot name."""
        key = (side is self.new, crate)
        if key not in self._reached:
            self._reached[key] = reached(side, crate)
        return self._reached[key]

    def heir(self, definition: Def | None) -> str | None:
        """The symbol that an old definition has now."""
        return self.pairs.get(str(self.old.world.symbol(definition))) if definition is not None else None

    def symbol_new(self, definition: Def) -> str:
        """The symbol of a new definition."""
        return str(self.new.world.symbol(definition))

    def is_told_with_type(self, block: Def) -> bool:
        """Whether an old impl is for one of the workspace's types itself, and whoever has that has the impl."""
        return block in self._with_types

    @cached_property
    def _with_types(self) -> set[Def]:
        return {
            impl.definition
            for target, impls in self.old.impls.by_type.items()
            if not target.external
            for impl in impls
            if impl.definition.crate.id in self.old.below(target.crate.id)
        }

    def names_gone(self, text: str) -> bool:
        """Whether a canonical type of the old version names one that users cannot name any more: that is told."""
        had, has = self.old_canon.nameable, self.new_canon.nameable
        return any(name in self.types_old and name in had and name not in has for name in _SYMBOL.findall(text))

    def is_not_of_std(self, path: str) -> bool:
        """Whether a path begins in the standard library, and its declarations do not have it."""
        path = of_std(path)
        return path.startswith("std::") and self.new.world.std(path) is None

    def is_private(self, text: str) -> bool:
        """Whether a canonical type of the old version names one of its types that users could not name."""
        named = self.old_canon.nameable
        return any(
            name in self.types_old and name not in named and not self._is_reached(self.types_old[name])
            for name in _SYMBOL.findall(text)
        )

    def _is_reached(self, definition: Def) -> bool:
        crate = definition.crate.id
        return crate in self.old.crates and definition in self.reached(self.old, crate)

    def sides(self, pair: Pair) -> tuple[Side, Side] | None:
        """Both versions of a pair; None where one has no declaration in the workspace."""
        old, new = pair.old, pair.new
        if old.definition is None or new.definition is None or old.item is None or new.item is None:
            return None
        return self.sides_of(old.definition, new.definition)

    def sides_of(self, old: Def, new: Def) -> tuple[Side, Side] | None:
        """The same for any two definitions."""
        if old.item is None or new.item is None:
            return None
        before, after = labels_of(old, new, self.old_canon, self.new_canon)
        return Side(old, old.item, before, self.old_canon), Side(new, new.item, after, self.new_canon)


def public_symbols(surfaces: Surfaces) -> set[str]:
    """The symbols of everything that can be imported and is not hidden, including members."""
    return {
        str(surfaces.world.symbol(item.definition))
        for surface in surfaces.all()
        for item in surface.walk()
        if item.definition is not None and not item.hidden
    }


def required(params: list[GenericParam]) -> int:
    """How many of the parameters have no default."""
    return sum(param.default is None for param in params)


def of_kind(item: Item, *kinds: str) -> list[GenericParam]:
    """The generic parameters of these kinds."""
    return [param for param in item.generics.params if param.kind in kinds]


def _is_trait(side: Surfaces, symbol: str) -> bool:
    found = side.by_symbol.get(symbol)
    return found is not None and found.kind is ItemKind.TRAIT


def _derived(canon: Canon, definition: Def) -> set[str]:
    """The names of what a type derives, but for tests alone, and of the traits that known derives write."""
    attrs = definition.item.attrs if definition.item is not None else NO_ATTRS
    names = {path.segments[-1].name for path in attrs.derives}
    known = canon.world.derived(definition)
    written = {trait.name for trait in known.traits} | {path.rpartition("::")[2] for path in known.outside}
    return written | {name for name in names if any(True for _ in derive_ways(attrs, name))}


def _by_name(surfaces: Surfaces, canon: Canon, public: Collection[str]) -> dict[str, Def]:
    """The types by canonical name; of those that share one the last that is for users, if any is."""
    found: dict[str, Def] = {}
    for item in _types(surfaces):
        name = canon.symbol(item)
        if name not in found or _is_public(item, surfaces, public) or not _is_public(found[name], surfaces, public):
            found[name] = item
    return found


def _is_public(item: Def, surfaces: Surfaces, public: Collection[str]) -> bool:
    return str(surfaces.world.symbol(item)) in public


def _types(surfaces: Surfaces) -> Iterator[Def]:
    return of_kinds(surfaces.world, {ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})
