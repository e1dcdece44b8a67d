"""Functions and statics that a library exports to the linker, whatever their visibility in Rust."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.api.export_names import export_name
from rgraph.diff.api.inside import crate_places
from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.semver.delta import Delta, Difference, Pair
from rgraph.diff.semver.probes.wording import type_changed
from rgraph.diff.semver.side import Side
from rgraph.diff.semver.versions import Versions
from rgraph.model.facts import ItemKind

from .functions import function

if TYPE_CHECKING:
    from rgraph.link.defs import Def


_EXPORTED = frozenset({ItemKind.FUNCTION, ItemKind.STATIC})


def exported(
    versions: Versions,
    old: Surface,
    new: Surface,
    implements: Mapping[str, set[str]],
    public: Collection[str],
) -> Iterator[Difference]:
    """Exported functions and statics that Rust users cannot name: symbols gone, signatures and types changed.

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
        both = Pair(item, _item(now, new.crate, symbol))
        if sides is not None and definition.kind is now.kind is ItemKind.FUNCTION:
            yield from function(both, *sides, implements)
        elif sides is not None:
            yield from _of_static(both, *sides)


def _of_static(pair: Pair, old: Side, new: Side) -> Iterator[Difference]:
    """What stands behind the symbol of a static: another type, or a function."""
    before, after = old.ty(old.item.ty), new.ty(new.item.ty)
    if old.item.kind is not new.item.kind:
        yield pair.delta("kind", old=old.item.kind.value, new=new.item.kind.value)
    elif before != after:
        yield type_changed(pair, old, new, before, after)


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
            if item is not None and item.kind in _EXPORTED and (name := export_name(item)):
                found.setdefault(name, definition)
    return found
