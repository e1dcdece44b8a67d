"""The names of everything that users of a commit's libraries can name, by symbol: kept for the commits to come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from .names import paths_of

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .model import PublicItem
    from .surface import Surfaces


_SEVERAL = frozenset({"struct", "enum", "union", "trait"})


class CrateNames(msgspec.Struct, frozen=True, gc=False):
    """What one library offers: the public paths of each symbol, the impls of its types with the paths of their traits,
    and what is to be said of paths that were not all walked."""

    paths: dict[str, list[str]]
    impls: list[tuple[str, str]]
    notes: list[str]
    withheld: list[str]
    """Symbols that can be named only behind a flag that the project alone sets."""
    alternatives: list[list[str]]
    """The types of each path that leads to several."""

    def has(self, symbol: str) -> bool:
        """Whether a path leads to a symbol, be it behind a flag that the project alone sets."""
        return symbol in self.paths or symbol in self.withheld


def crate_names(surfaces: Surfaces, crate: str, offered: Callable[[PublicItem], bool]) -> CrateNames:
    """The names of one library, from its surface.

    What is not `offered` is public for nobody: it stands behind a flag that only the project sets.
    """
    surface, world, withheld = surfaces.of(crate), surfaces.world, set[str]()
    paths: dict[str, dict[str, None]] = {}
    impls: dict[tuple[str, str], None] = {}
    for item in surface.walk():
        if item.definition is None or item.hidden:
            continue
        if not offered(item):
            withheld.add(str(world.symbol(item.definition)))
            continue
        paths.setdefault(str(world.symbol(item.definition)), {}).update(dict.fromkeys(paths_of(item)))
        for impl in item.impls if item.kind != "trait" else ():
            if not impl.derived and not impl.negative:
                impls[str(world.symbol(impl.definition)), impl.trait_path] = None
        if item.kind == "trait":
            impls |= dict.fromkeys(
                (str(world.symbol(d)), str(world.symbol(item.definition))) for d in _of_others(surfaces, item)
            )
    return CrateNames(
        {symbol: list(found) for symbol, found in paths.items()},
        list(impls),
        list(surface.notes()),
        sorted(withheld),
        alternatives(surfaces, crate),
    )


def alternatives(surfaces: Surfaces, crate: str) -> list[list[str]]:
    """The types, or traits, of each public path of a library that leads to several, as it may under conditions; with
    those of its name that stand beside one of them and are not for users: what is written of the name is of any."""
    found: dict[tuple[str, ...], None] = {}
    for (namespace, _), items in surfaces.by_path(crate).items():
        shown = [i.definition for i in items if i.kind in _SEVERAL and i.definition is not None]
        several = [*shown, *hidden_twins(shown)] if namespace == "type" else []
        if len(several) > 1:
            found[tuple(str(surfaces.world.symbol(each)) for each in several)] = None
    return [list(symbols) for symbols in found]


def hidden_twins(shown: Sequence[Def]) -> Iterator[Def]:
    """The items of the names of some, declared beside them, that are none of these."""
    known = set(shown)
    for one in shown:
        if one.item is None or one.external:
            continue
        for ord_ in one.place.table.children.get(one.place.table.container[one.ord], ()):
            twin = one.place.defs(ord_)
            if twin.name == one.name and twin.kind.value in _SEVERAL and twin not in known:
                known.add(twin)
                yield twin


def _of_others(surfaces: Surfaces, trait: PublicItem) -> Iterator[Def]:
    """The impls of a trait for all types of a kind, for others' types, and for what holds own types."""
    blocks = surfaces.impls.of_trait(trait.definition) if trait.definition is not None else ()
    for block in blocks:
        target = surfaces.world.impl_header(block).type
        is_own = bool(target.defs) and not target.defs[0].external and not target.param
        if not is_own and block.item is not None and not block.item.negative:
            yield block


class PublicNames:
    """The public items of a commit's libraries, by symbol. One may be public in several of them.

    An impl of a trait that users can name, for a type that they can name, is public too, and has no path. `own` are the
    ids of the commit's crates.
    """

    def __init__(self, libraries: Mapping[str, CrateNames], own: Collection[str]) -> None:
        self.libraries = libraries
        self._symbols = frozenset().union(*(names.paths for names in libraries.values()))
        self._impls = frozenset(self._implemented(own))

    def _implemented(self, own: Collection[str]) -> Iterator[str]:
        for names in self.libraries.values():
            for symbol, trait in names.impls:
                if trait in self._symbols or trait.partition("::")[0] not in own:
                    yield symbol

    def __contains__(self, symbol: object) -> bool:
        return symbol in self._symbols or symbol in self._impls

    @property
    def symbols(self) -> Collection[str]:
        """Every symbol that a user can name."""
        return self._symbols

    @property
    def importable(self) -> Collection[str]:
        """The same, and what stands behind a flag that only the project sets."""
        return self._symbols.union(*(names.withheld for names in self.libraries.values()))

    def paths(self, symbol: str) -> tuple[str, ...]:
        """Every public path of an item, the shortest first; none for what is not public."""
        found = {path for names in self.libraries.values() for path in names.paths.get(symbol, ())}
        own = symbol.partition("::")[0]
        return tuple(sorted(found, key=lambda path: (path.partition("::")[0] != own, path.count("::"), path)))
