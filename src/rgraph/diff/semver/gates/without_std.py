"""Under what a library that can do without `std` does not compile: what only `std` has is named there all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.diff.api.ways import Way, Ways, way_to
from rgraph.link.table import FILE
from rgraph.model.facts import BlobFacts, Item, ItemKind

if TYPE_CHECKING:
    from rgraph.diff.api.surface import Surfaces
    from rgraph.link.defs import Place

_NO_STD = re.compile(r"no_std|cfg_attr\s*\((?P<condition>.*),\s*no_std\s*,?\s*\)", re.DOTALL)
_EXTERN = re.compile(rb"\bextern\s+crate\s+std\b")
_NAMED = re.compile(r"(?<![\w:$.])(?:::)?std::([a-z_]\w*)")
_OF_STD_ALONE = frozenset({"env", "fs", "io", "os", "path", "process", "thread"})
"""Modules that neither `core` nor `alloc` has. Those of `io` and `os` for C types are of later versions of Rust."""
_DECLARED = frozenset(
    [
        *(ItemKind.FUNCTION, ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.TYPE_ALIAS),
        *(ItemKind.CONST, ItemKind.STATIC, ItemKind.IMPL),
    ]
)


@dataclass(frozen=True, slots=True)
class _Root:
    """How the root of a library says that it does without `std`."""

    missing: Way
    """The conditions under which nothing is called `std`, or another crate is."""
    has_stand_in: bool
    """Whether `core` or `alloc` is called `std` under some condition."""


def refused_without_std(side: Surfaces, crate: str) -> Ways:
    """The conditions under which a library of one version names `std` although it is not there."""
    places = [place for place in side.world.places.values() if place.crate.id == crate]
    own = next((place for place in places if place.path == side.crates[crate].root), None)
    root = _root(side, own) if own is not None else None
    if root is None or any(_calls_std(side.graph.facts(place.path)) for place in places):
        return frozenset()
    return frozenset(way | root.missing for place in places for way in _named(side, place, root))


def _root(side: Surfaces, place: Place) -> _Root | None:
    """None for a library that needs `std`, and for one of which it is not seen where it has that."""
    facts = side.graph.facts(place.path)
    said = [found for text in facts.attrs.texts if (found := _NO_STD.fullmatch(text)) is not None]
    externs = [item for item in facts.items if item.kind is ItemKind.EXTERN_CRATE and item.parent < 0]
    given = [item for item in externs if item.name == "std" and item.alias in {"", "std"}]
    if len(said) != 1 or len(given) != len(_EXTERN.findall(side.graph.source(place.path))):
        return None
    missing = {said[0]["condition"] or "all()", *(f"not({_all(item.attrs.cfg)})" for item in given)}
    return _Root(frozenset(missing - {"all()"}), any(item.alias == "std" for item in externs))


def _all(conditions: list[str]) -> str:
    return conditions[0] if len(conditions) == 1 else f"all({', '.join(conditions)})"


def _calls_std(facts: BlobFacts) -> bool:
    """Whether a file gives the name `std` to something else than a crate."""
    used = any((use.alias or use.path[-1]) == "std" for use in facts.uses if use.path)
    return used or any(item.name == "std" and item.kind is not ItemKind.EXTERN_CRATE for item in facts.items)


def _named(side: Surfaces, place: Place, root: _Root) -> Iterator[Way]:
    """Under what each declaration and import of a file stands that names what is not there."""
    if b"std::" not in side.graph.source(place.path):
        return
    facts = side.graph.facts(place.path)
    for use in facts.uses:
        is_of_std = len(use.path) > 1 and use.path[0] == "std" and not use.in_macro and not use.in_block
        if is_of_std and (not root.has_stand_in or use.path[1] in _OF_STD_ALONE):
            around = place.defs(use.parent if use.parent >= 0 else FILE)
            yield way_to(side.world, around, *use.attrs.cfg)
    for ord_, item in enumerate(facts.items):
        if item.kind in _DECLARED and not item.in_macro and _names(item, root):
            yield way_to(side.world, place.defs(ord_))


def _names(item: Item, root: _Root) -> bool:
    modules = _NAMED.findall(item.signature)
    return bool(_OF_STD_ALONE.intersection(modules) if root.has_stand_in else modules)
