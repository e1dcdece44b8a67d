"""Which new item users mean by an old one: what a public path leads to, before what code is alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.limits import MAX_ALIASES
from rgraph.diff.lone_names import lone_name
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath

from .outside import of_std

if TYPE_CHECKING:
    from rgraph.link.defs import Def, Place

_NAMED = frozenset({"struct", "enum", "union", "trait", "trait_alias", "type_alias"})
"""What the types of signatures name."""


@dataclass(slots=True)
class Heirs:
    """Old symbols to new ones. `opened` has the old types that are aliases of something else now, with the alias;
    `guessed` the new symbols that only a likeness of code gives."""

    symbols: dict[str, str] = field(default_factory=dict)
    opened: dict[str, Def] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    split: dict[str, str] = field(default_factory=dict)
    """Old types that are there still, and the types of their own that what were aliases of them are now."""


def heirs(old: Surfaces, new: Surfaces, libraries: Sequence[tuple[str, str]], alike: Mapping[str, str]) -> Heirs:
    """A path that stands in both versions is that item, whatever its old code is called now.

    `alike` is the matching by code. It decides where no path does; what it says of an item that a path gives to another
    one, and of what that item holds, is dropped.
    """
    found = Heirs()
    through_aliases: dict[str, str] = {}
    for before, after in libraries:
        for own, outside in _outside(old.of(before), new.of(after)):
            found.symbols.setdefault(str(old.world.symbol(own)), outside)
    both = [(pair, before) for before, after in libraries for pair in _same_paths(old.of(before), new.of(after))]
    for (one, two), before in sorted(both, key=lambda each: each[0][0].crate.id != each[1]):  # its own library's first
        was, now = meant(old, one), meant(new, two)
        if was is None:
            continue
        named = found.symbols if was is one else through_aliases
        symbol = str(old.world.symbol(was))
        if now is not None:
            is_there = one.crate.id != before and symbol in new.by_symbol  # what was re-exported is what it was
            named.setdefault(symbol, symbol if is_there else str(new.world.symbol(now)))
        elif was is one:
            found.opened.setdefault(symbol, two)
    found.split = {one: two for one, two in through_aliases.items() if found.symbols.get(one, two) != two}
    found.symbols = {**through_aliases, **found.symbols}
    by_path = set(found.symbols.values())
    found.symbols |= _namesakes(found, alike, (old, new), libraries)
    found.symbols = _with_members(found, alike, new)
    found.symbols |= _of_twins(found.symbols, old)
    found.guessed = {two for one, two in found.symbols.items() if one != two and two not in by_path}
    return found


def _namesakes(
    found: Heirs, alike: Mapping[str, str], sides: tuple[Surfaces, Surfaces], libraries: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Of the types whose paths lead nowhere, and whose code is like that of one by another name: the only one of their
    own name that came."""
    surfaces = [(sides[0].of(before), sides[1].of(after)) for before, after in libraries]
    known = found.symbols.keys() | found.opened.keys()
    gone = _by_name((old for old, _ in surfaces), sides[0], known)
    came = _by_name((new for _, new in surfaces), sides[1], set(found.symbols.values()))
    given: dict[str, str] = {}
    for key in gone.keys() & came.keys():
        one, two = min(gone[key]), min(came[key])
        if len(gone[key]) == len(came[key]) == 1 and _last(alike.get(one, two)) != key[1]:
            given[one] = two
    return given


def _by_name(surfaces: Iterable[Surface], side: Surfaces, left_out: Collection[str]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for item in (item for surface in surfaces for item in surface.items):
        symbol = str(side.world.symbol(item.definition)) if item.definition is not None and item.paths else ""
        if symbol and symbol not in left_out and item.kind in _NAMED:
            found.setdefault((item.kind, item.name), set()).add(symbol)
    return found


def _last(symbol: str) -> str:
    return symbol.rpartition("::")[2]


def _of_twins(known: Mapping[str, str], old: Surfaces) -> dict[str, str]:
    """What the items of a file that is two modules are now (`#[cfg(a)] mod m;`, `#[cfg(not(a))] mod m;`), where it is
    one: what the same item in the other module is."""
    files: dict[str, list[Place]] = {}
    for place in old.world.places.values():
        files.setdefault(place.path, []).append(place)
    found: dict[str, str] = {}
    for several in files.values():
        for twins in zip(*(place.each() for place in several), strict=False) if len(several) > 1 else ():
            symbols = [str(old.world.symbol(definition)) for definition in twins]
            heir = next((known[symbol] for symbol in symbols if symbol in known), None)
            if heir is not None:
                found.update({symbol: heir for symbol in symbols if symbol not in known})
    return found


def _same_paths(old: Surface, new: Surface) -> Iterator[tuple[Def, Def]]:
    """What a path leads to in both versions, by the best of an item's paths that leads somewhere still.

    Alternatives may have become one.
    """
    for item in old.items:
        for path in item.paths if _declared(item) else ():
            theirs = [i for i in new.by_path.get(("type", path), ()) if _declared(i)]
            if len(theirs) == 1 and item.definition is not None and theirs[0].definition is not None:
                yield item.definition, theirs[0].definition
                break


def _outside(old: Surface, new: Surface) -> Iterator[tuple[Def, str]]:
    """The own types and traits whose best path leads to another crate's now."""
    for item in old.items:
        if item.definition is None or not item.paths or not _declared(item):
            continue
        now = new.by_path.get(("type", item.paths[0]), ())
        if len(now) == 1 and now[0].kind == "reexport" and now[0].outside:
            yield item.definition, of_std(now[0].outside)


def _declared(item: PublicItem) -> bool:
    return item.definition is not None and item.kind in _NAMED


def meant(surfaces: Surfaces, definition: Def) -> Def | None:
    """What a plain alias of a type of the workspace stands for; None where it stands for anything else."""
    for _ in range(MAX_ALIASES):
        item = definition.item
        if definition.kind is not ItemKind.TYPE_ALIAS or item is None:
            return definition
        if not isinstance(item.ty, TPath):
            return None
        params = [param.name for param in item.generics.params if param.kind != "lifetime"]
        given = [argument for segment in item.ty.path.segments for argument in segment.args]
        if params != [lone_name(argument) for argument in given]:
            return None
        found = surfaces.world.resolve(surfaces.world.scope(definition), item.ty.path, Ns.TYPE)
        if found.rest or found.param or not found.defs or found.defs[0].external:
            return None
        definition = found.defs[0]
    return None


# ---- what a path gives to another item than the matching by code ------------------------------------------


def _with_members(found: Heirs, alike: Mapping[str, str], new: Surfaces) -> dict[str, str]:
    """The matching, mended: what stands in an item follows that item."""
    named = found.symbols
    moved = {one for one, two in named.items() if alike.get(one, two) != two} | found.opened.keys()
    given = {named[one] for one in moved & named.keys()}
    moved |= {one for one, two in alike.items() if two in given and one not in named}
    if not moved:
        return {**alike, **named}
    kept: dict[str, str] = {}
    for one, two in alike.items():
        owner = _owner(one, moved)
        if not owner:
            kept[one] = two
        elif owner in named and (now := named[owner] + one[len(owner) :]) in new.by_symbol:
            kept[one] = now
    return {**kept, **named}


def _owner(symbol: str, owners: Collection[str]) -> str:
    """The one of these that a symbol is, or stands in: `a::S::f` and `a::S.x` in `a::S`, `a::E::V.x` in `a::E`."""
    while symbol:
        if symbol in owners:
            return symbol
        symbol = symbol[: max(symbol.rfind("::"), symbol.rfind("."), 0)]
    return ""
