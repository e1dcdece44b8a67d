"""The items of one commit by symbol. Only those are named that may have it: to name all items takes long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_NAMELESS = ""
"""Stands for the items whose symbols end in what they are for: `<impl Walk>`, `<extern>`."""

_OTHERS = frozenset({ItemKind.IMPL, ItemKind.MACRO_CALL, ItemKind.EXTERN_BLOCK, ItemKind.EXTERN_CRATE})
_MARKS = re.compile(r"[#.!]")


class BySymbol:
    """Looks items up by symbol. A symbol begins with the id of its crate, and its last segment has the item's name."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._named: dict[str, dict[str, list[tuple[int, Def]]]] = {}

    def __contains__(self, symbol: str) -> bool:
        return self.get(symbol) is not None

    def get(self, symbol: str) -> Def | None:
        """The item of this symbol; of several the last, None where there is none."""
        crate = symbol.partition("::")[0]
        if crate not in self._named:
            self._named[crate] = self._of_crate(crate)
        named = self._named[crate]
        may_be = [each for name in _names_in(symbol) for each in named.get(name, ())]
        may_be.sort(key=lambda each: each[0], reverse=True)
        return next((definition for _, definition in may_be if self._world.symbol(definition) == symbol), None)

    def _of_crate(self, crate: str) -> dict[str, list[tuple[int, Def]]]:
        """The items of a crate by name, each with its position."""
        found: dict[str, list[tuple[int, Def]]] = {}
        for number, definition in enumerate(self._items(crate)):
            name = _NAMELESS if definition.kind in _OTHERS else definition.name
            found.setdefault(name, []).append((number, definition))
        return found

    def _items(self, crate: str) -> Iterator[Def]:
        places = (place for place in self._world.places.values() if place.crate.id == crate)
        return (definition for place in places for definition in place.each())


def _names_in(symbol: str) -> set[str]:
    """The names that the item of a symbol may have: `a::S#2.x` and `a::f#x.rs` may both be called `x`."""
    tail = symbol.rpartition("::")[2]
    return {*_MARKS.split(tail), *([_NAMELESS] if ">" in tail else [])}
