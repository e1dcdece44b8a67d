"""Impls that are written in one version and derived in the other. They are neither new nor gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.impls import DERIVED_TRAITS
from rgraph.diff.api.surface import Surfaces

from .canon import Canon
from .probes.impls.canonical_impls import conversions, read
from .probes.impls.kept_impls import is_there
from .versions import Versions

if TYPE_CHECKING:
    from rgraph.diff.api.model import TraitImpl
    from rgraph.link.defs import Def

_Written = tuple[str, str]
"""A trait and its arguments, canonical; the arguments are "" where they are the type itself, or none."""

_FROM = "std::convert::From"


def respelt(versions: Versions) -> tuple[set[str], set[str]]:
    """The symbols of impls of the old version that a known derive writes now, and of those of the new version that one
    wrote before."""
    gone, come = set[str](), set[str]()
    sides = (versions.old, versions.old_canon), (versions.new, versions.new_canon)
    for name, before in versions.types_old.items():
        after = versions.types_new.get(name)
        if after is not None:
            gone.update(_instead(before, after, *sides))
            come.update(_instead(after, before, *reversed(sides)))
    return gone, come


def _instead(
    definition: Def, other: Def, side: tuple[Surfaces, Canon], other_side: tuple[Surfaces, Canon]
) -> Iterator[str]:
    """The written impls of a type that it has no other way to have, and that the derives of its other version write."""
    (surfaces, canon), (others, other_canon) = side, other_side
    mine = surfaces.impls.traits(definition)
    if not mine or other.item is None or not other.item.attrs.derives:
        return
    derived = {(DERIVED_TRAITS.get(one.trait_path, one.trait_path), "") for one in _derives(others, other)}
    derived |= {(_FROM, one.arguments) for one in conversions(other, other_canon)}
    names = {trait for trait, _ in derived}
    asked = [impl for impl in mine if impl.trait_path in names and not impl.negative]
    if asked:
        derived -= {_words(one, other_canon) for one in others.impls.traits(other) if one.trait_path in names}
    for impl in asked:
        if _words(impl, canon) in derived:
            yield str(surfaces.world.symbol(impl.definition))


def _derives(surfaces: Surfaces, definition: Def) -> Iterator[TraitImpl]:
    return (one for one in surfaces.impls.derived(definition) if is_there(one))


def _words(impl: TraitImpl, canon: Canon) -> _Written:
    one = read(impl, canon)
    return impl.trait_path, "" if one.arguments == one.self_type else one.arguments
