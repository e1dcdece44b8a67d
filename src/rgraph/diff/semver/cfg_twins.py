"""Alternatives: items at one path under different `cfg`s. To users they are one item, and so they are in canonical
texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem
from rgraph.link.alternatives import conditions_of

from .features import holds

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.cfg import Conds
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_TYPES = frozenset({"struct", "enum", "union"})


def beside(item: PublicItem, side: Surfaces) -> Iterator[PublicItem]:
    """The other alternatives of a type."""
    several = side.of(item.crate).by_path.get(("type", item.path), ()) if item.crate in side.crates else ()
    for other in several if item.kind in _TYPES else ():
        if other is not item and other.kind in _TYPES and other.definition != item.definition:
            yield other


def as_one(symbols: Iterable[list[str]]) -> dict[str, str]:
    """The symbols of alternatives, each except the first, mapped to the first."""
    found: dict[str, str] = {}
    for several in symbols:
        first, *others = sorted(set(several), key=lambda symbol: (len(symbol), symbol))
        found.update({other: found.get(first, first) for other in others})
    return found


def by_default(world: World, several: Sequence[Def], home: Def, defaults: Mapping[str, Collection[str]]) -> Def:
    """The item that a name means to users who switch no feature on or off, if it may mean several.

    `defaults` are the features of each package that are on by default. If `home`, which uses the name, exists only for
    other users, it is the item that these have: the first.
    """
    first = several[0]
    if len(several) == 1 or _is_off(world.cfg(home), defaults):
        return first
    ways = zip(several, conditions_of(several), strict=True)
    there = (each for each, way in ways if not _is_off((*world.cfg(each), *way), defaults))
    return next(there, first)


def _is_off(conditions: Conds, defaults: Mapping[str, Collection[str]]) -> bool:
    return any(holds(text, defaults.get(package, ())) is False for text, package in conditions)
