"""Items that share a path under different `cfg`s: to users they are one, and so they are in canonical texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces

_TYPES = frozenset({"struct", "enum", "union"})


def at_one_path(surface: Surface) -> Iterator[list[PublicItem]]:
    """The types of each path that leads to several."""
    for (namespace, _), items in surface.by_path.items():
        several = [item for item in items if item.kind in _TYPES and item.definition is not None]
        if namespace == "type" and len(several) > 1:
            yield several


def beside(item: PublicItem, side: Surfaces) -> Iterator[PublicItem]:
    """The other alternatives of a type."""
    several = side.of(item.crate).by_path.get(("type", item.path), ()) if item.crate in side.crates else ()
    for other in several if item.kind in _TYPES else ():
        if other is not item and other.kind in _TYPES and other.definition != item.definition:
            yield other


def as_one(symbols: Iterable[list[str]]) -> dict[str, str]:
    """Of the symbols of alternatives each but the first: that one."""
    found: dict[str, str] = {}
    for several in symbols:
        first, *others = sorted(set(several), key=lambda symbol: (len(symbol), symbol))
        found.update({other: found.get(first, first) for other in others})
    return found
