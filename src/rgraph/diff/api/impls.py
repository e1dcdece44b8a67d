"""The impl blocks of a workspace by the type they are for: what methods and traits a public type has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_ALIASES
from rgraph.link.known.catalog import catalog
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind
from rgraph.model.syntax import TPath

from .exports import crate_places
from .model import TraitImpl
from .stability import is_left_out
from .ways import exclude_each_other, way_to

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.resolution import Resolution
    from rgraph.link.world import World

DERIVED_TRAITS = {
    "Clone": "std::clone::Clone",
    "Copy": "std::marker::Copy",
    "Debug": "std::fmt::Debug",
    "Default": "std::default::Default",
    "Eq": "std::cmp::Eq",
    "Hash": "std::hash::Hash",
    "Ord": "std::cmp::Ord",
    "PartialEq": "std::cmp::PartialEq",
    "PartialOrd": "std::cmp::PartialOrd",
}
"""What the built-in derives implement."""


class Impls:
    """Every impl block of some crates, by self type; blanket impls by trait."""

    def __init__(self, world: World, roots: list[Def]) -> None:
        self._world = world
        self.inherent: dict[Def, list[Def]] = defaultdict(list)
        self.traits: dict[Def, list[TraitImpl]] = defaultdict(list)
        self.of_trait: dict[Def, list[Def]] = defaultdict(list)
        self.blanket: dict[str, list[Def]] = defaultdict(list)
        self.outer: list[Def] = []
        """Impls of traits from outside for types from outside: a type of the workspace is among the arguments."""
        for definition in _impl_blocks(roots):
            self._add(definition)

    def _add(self, definition: Def) -> None:
        item = definition.item
        if item is None or is_left_out(self._world, item):
            return
        header = self._world.impl_header(definition)
        target = self._target(header.type, definition)
        if item.trait is None:
            if target is not None:
                self.inherent[target].append(definition)
            return
        trait_path = self.path_of(header.trait, item.trait.segments[-1].name)
        if header.trait is not None and header.trait.defs:
            self.of_trait[self._chosen(header.trait.defs, definition)].append(definition)
        if (target is None or target.external) and (header.trait is None or _is_outside(header.trait)):
            self.outer.append(definition)
        if target is not None:
            self.traits[target].append(TraitImpl(trait_path, header.trait, definition, False, item.negative))
        elif header.type.param:
            self.blanket[trait_path].append(definition)

    def _target(self, resolution: Resolution, block: Def) -> Def | None:
        """The type of an impl header, through aliases of the workspace."""
        seen = 0
        while resolution.defs and not resolution.param:
            definition = self._chosen(resolution.defs, block)
            item = definition.item
            if (
                definition.kind is not ItemKind.TYPE_ALIAS
                or item is None
                or not isinstance(item.ty, TPath)
                or seen > MAX_ALIASES
            ):
                return definition
            resolution = self._world.resolve(self._world.scope(definition), item.ty.path, Ns.TYPE)
            seen += 1
        return None

    def _chosen(self, several: Sequence[Def], block: Def) -> Def:
        """Of several alternatives that a name means the first that is there where the impl block is."""
        if len(several) == 1:
            return several[0]
        around = way_to(self._world, block)
        there = (each for each in several if not exclude_each_other(way_to(self._world, each), around))
        return next(there, several[0])

    def path_of(self, resolution: Resolution | None, name: str) -> str:
        """A trait's symbol, or its path outside the workspace as far as known; the bare name where it is not."""
        if resolution is not None and resolution.defs and not resolution.rest:
            return str(self._world.symbol(resolution.defs[0]))
        if resolution is not None and resolution.outside:
            return resolution.outside
        return DERIVED_TRAITS.get(name, name)

    def derived(self, definition: Def) -> Iterator[TraitImpl]:
        """The traits that a type derives. A derive that is not known implements the trait of its own name."""
        item = definition.item
        known = self._world.known_derives(definition)
        written = {each.trait_path for each in self.traits.get(definition, ())}
        for path, full in zip(item.attrs.derives if item is not None else (), known, strict=False):
            name = path.segments[-1].name
            traits = catalog().derives[full][1].implements if full else (DERIVED_TRAITS.get(name, name),)
            for trait in traits:
                if not full or trait not in written:  # of two ways to write an impl, the derive may leave one out
                    yield TraitImpl(trait, None, definition, True, macro=name)


def _is_outside(trait: Resolution) -> bool:
    return not trait.defs or trait.defs[0].external


def _impl_blocks(roots: list[Def]) -> Iterator[Def]:
    for root in roots:
        for place in crate_places(root):
            for ord_ in place.table.impls:
                yield place.defs(ord_)
