"""Renamed associated types of traits that users cannot name: nobody can have written the old name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from rgraph.diff.api.inside import of_kinds
from rgraph.diff.api.surface import Surfaces
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def renamed_members(old: Surfaces, new: Surfaces, pairs: Mapping[str, str], public: Collection[str]) -> dict[str, str]:
    """Old names to new ones, where a trait has lost one associated type and gained one that is the same in every impl.

    A name that another trait has too is left out: `T::Item` does not say whose it is.
    """
    after = {str(new.world.symbol(trait)): trait for trait in _traits(new)}
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for trait in _traits(old):
        names = _names(trait, old)
        for name in names:
            seen[name] = seen.get(name, 0) + 1
        symbol = str(old.world.symbol(trait))
        now = after.get(pairs.get(symbol, ""))
        if now is None or symbol in public:
            continue
        lost, gained = sorted(names - _names(now, new)), sorted(_names(now, new) - names)
        if len(lost) == len(gained) == 1 and _values(old, trait, lost[0]) == _values(new, now, gained[0]):
            found[lost[0]] = gained[0]
    return {name: to for name, to in found.items() if seen[name] == 1 and name not in _OF_STD}


_OF_STD = frozenset({"Item", "Output", "Target", "Error", "Err", "IntoIter", "Owned", "Residual", "Searcher", "Hasher"})


def _traits(surfaces: Surfaces) -> Iterator[Def]:
    return of_kinds(surfaces.world, {ItemKind.TRAIT})


def _names(trait: Def, surfaces: Surfaces) -> set[str]:
    return {member.name for member in surfaces.world.members(trait) if member.kind is ItemKind.TYPE_ALIAS}


def _values(surfaces: Surfaces, trait: Def, name: str) -> list[str]:
    """The value of an associated type in each impl, as written."""
    members = (m for block in surfaces.world.impls_of(trait) for m in surfaces.world.member(block, name))
    return sorted(m.item.signature.partition("=")[2].strip() for m in members if m.item is not None)
