"""Functions that a library exports to the linker, whatever their visibility in Rust."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.api.inside import crate_places
from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.api.usage import export_name
from rgraph.diff.semver.delta import Delta, Difference, Pair
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .functions import function

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def exported(
    versions: Versions,
    old: Surface,
    new: Surface,
    implements: Mapping[str, set[str]],
    public: Collection[str],
) -> Iterator[Difference]:
    """Exported functions that Rust users cannot name: symbols gone, signatures changed.

    Those that are `public` have rules of their own.
    """
    before, after = _symbols(versions.old, old.crate), _symbols(versions.new, new.crate)
    for symbol, definition in sorted(before.items()):
        if str(versions.old.world.symbol(definition)) in public:
            continue
        now = after.get(symbol)
        item = _item(definition, old.crate, symbol)
        if now is None:
            yield Delta("export", "export_removed", old.crate, symbol, item.place, None, {"symbol": symbol})
            continue
        sides = versions.sides_of(definition, now)
        if sides is not None:
            yield from function(Pair(item, _item(now, new.crate, symbol)), *sides, implements)


def _item(definition: Def, crate: str, symbol: str) -> PublicItem:
    item = PublicItem("export", definition.name, crate, definition, [symbol])
    item.facts = {"symbol": symbol}
    return item


def _symbols(surfaces: Surfaces, crate: str) -> dict[str, Def]:
    root = surfaces.root(crate)
    found: dict[str, Def] = {}
    for place in crate_places(root) if root is not None else ():
        for definition in place.each():
            item = definition.item
            if item is not None and item.kind is ItemKind.FUNCTION and (name := export_name(item)):
                found.setdefault(name, definition)
    return found
