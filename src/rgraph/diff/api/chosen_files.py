"""Modules whose file a `cfg_attr(PREDICATE, path = "..")` chooses: one is linked, and users elsewhere have another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rgraph.link.table import FILE, FileTable

if TYPE_CHECKING:
    from rgraph.link.defs import Def, Place
    from rgraph.link.world import World


def of_files(world: World, definition: Def) -> Iterator[str]:
    """What must hold for a definition to be there by the files of the modules around it: that a file is chosen which
    has it."""
    place, ord_ = definition.place, definition.ord
    while place.decl is not None:
        if place.alternatives:
            yield _where(world, place, ord_)
        place, ord_ = place.decl


def _where(world: World, place: Place, ord_: int) -> str:
    files = place.alternatives
    found = [each for each, path in files.items() if path == place.path or _has(world.table(path), place, ord_)]
    if "" in found and len(found) == len(files):
        return ""  # there is a file for everybody, and each has it
    return _any([each or f"not({_any([other for other in files if other])})" for each in found])


def _any(predicates: Sequence[str]) -> str:
    return predicates[0] if len(predicates) == 1 else f"any({', '.join(predicates)})"


def _has(other: FileTable | None, place: Place, ord_: int) -> bool:
    """Whether another file of a module has an item too, by its name; what a macro makes, where that is called there."""
    if other is None or ord_ == FILE:
        return other is not None
    table = place.table
    macro = table.items[ord_].made_by
    if macro:
        return any(other.items[call].name == macro for call in other.calls)
    names = _names(table, ord_)
    return names in _all_names(other) or _is_imported(other, names[-1])


def _is_imported(table: FileTable, name: str) -> bool:
    if name.startswith("<"):
        return False
    opened = (table.facts.uses[index] for index in table.globs.get(FILE, ()))
    return name in table.use_names.get(FILE, ()) or any(use.vis for use in opened)


@lru_cache(maxsize=64)
def _all_names(table: FileTable) -> frozenset[tuple[str, ...]]:
    return frozenset(_names(table, ord_) for ord_, _ in table.present())


def _names(table: FileTable, ord_: int) -> tuple[str, ...]:
    """What an item and those around it are called, innermost first; several of one name are not told apart."""
    found = []
    while ord_ != FILE:
        found.append(table.bases[ord_])
        ord_ = table.container[ord_]
    return tuple(found)
