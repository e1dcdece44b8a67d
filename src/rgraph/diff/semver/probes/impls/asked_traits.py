"""Traits that users cannot name and meet all the same: public items ask for them of types, or give impls by them.

`impl<T: sealed::Pod> Bytes for T` gives `Bytes` to whatever has the private `Pod`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.semver.versions import Versions
from rgraph.link.resolution import Ns
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Bound, TImpl

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World


def asked_traits(versions: Versions, old: Surface) -> Iterator[PublicItem]:
    """The traits of a library that its users cannot name, that public items ask for, and whose impls changed."""
    candidates = [trait for trait in versions.old.impls.by_trait if _is_candidate(trait, versions, old.crate)]
    for trait in _asked(versions, old, candidates) if candidates else ():
        symbol = str(versions.old.world.symbol(trait))
        yield PublicItem("trait", trait.name, old.crate, trait, [symbol], facts={"asked": "yes"})


def _is_candidate(trait: Def, versions: Versions, crate: str) -> bool:
    if trait.external or trait.crate.id != crate or versions.old.is_named(trait, crate):
        return False
    now = versions.new.by_symbol.get(versions.heir(trait) or "")
    if now is None or now.kind is not ItemKind.TRAIT:
        return False
    return bool(_headers(versions.old.impls.of_trait(trait)) - _headers(versions.new.impls.of_trait(now)))


def _headers(blocks: Iterable[Def]) -> Counter[str]:
    return Counter(block.item.signature for block in blocks if block.item is not None)


def _asked(versions: Versions, old: Surface, candidates: Collection[Def]) -> list[Def]:
    """The candidates that stand in a bound which users meet, or in an impl of such a trait."""
    impls, world = versions.old.impls, versions.old.world
    traits = [item.definition for item in old.items if item.kind == "trait" and item.definition is not None]
    homes = [*_declarations(old), *(block for trait in traits for block in impls.of_trait(trait))]
    met: dict[Def, None] = {}
    while homes:
        found = {trait for home in homes for trait in _bounds(home, world) if trait not in met}
        met |= dict.fromkeys(found)
        homes = [block for trait in found if trait.crate.id == old.crate for block in impls.of_trait(trait)]
    return [trait for trait in candidates if trait in met]


def _declarations(surface: Surface) -> Iterator[Def]:
    """Public items, and the impl blocks around members and of traits for public types."""
    for item in (each for top in surface.items for each in top.walk()):
        yield from (impl.definition for impl in item.impls if not impl.derived)
        if item.definition is not None:
            yield item.definition
            if (around := item.definition.parent) is not None and around.kind is ItemKind.IMPL:
                yield around


def _bounds(home: Def, world: World) -> Iterator[Def]:
    """The traits of the workspace that a declaration asks for."""
    for bound in _written(home.item) if home.item is not None else ():
        found = world.resolve(world.scope(home), bound.path, Ns.TYPE)
        if found.defs and not found.rest and found.defs[0].kind is ItemKind.TRAIT and not found.defs[0].external:
            yield found.defs[0]


def _written(item: Item) -> Iterator[Bound]:
    """The bounds of a declaration; not a trait's supertraits, since whatever has the trait has these."""
    yield from item.bounds if item.kind is not ItemKind.TRAIT else ()
    for param in item.generics.params:
        yield from param.bounds
    for condition in item.generics.where:
        yield from condition.bounds
    for given in item.params:
        if isinstance(given.ty, TImpl):
            yield from given.ty.bounds
