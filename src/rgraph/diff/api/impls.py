"""The impl blocks of a workspace by the type they are for: what methods and traits a public type has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_ALIASES
from rgraph.link.known.catalog import catalog
from rgraph.link.resolution import Ns
from rgraph.link.table import proc_macro_name
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import Path, TDyn, TPath, Type

from .inside import crate_places
from .model import TraitImpl
from .stability import is_left_out_there
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


_ANY = ""
"""Stands for the names that an impl of all types of a kind may be for."""


class Impls:
    """Every impl block of some crates, by self type; blanket impls by trait.

    What an impl is for is found out when it is asked for, since a small change asks for few. Impls are told apart by
    the names in their headers: an item can be meant only by its own name, or by one that an import or an alias gives
    it. `outer`, `by_type` and `by_trait` find out about every impl.
    """

    def __init__(self, world: World, roots: list[Def]) -> None:
        self._world = world
        self._blocks = list(_impl_blocks(roots))
        self._number = {block: number for number, block in enumerate(self._blocks)}
        self._naming: dict[str, list[Def]] = defaultdict(list)
        self._known: set[Def] = set()
        self._inherent: dict[Def, list[Def]] = defaultdict(list)
        self._traits: dict[Def, list[TraitImpl]] = defaultdict(list)
        self._of_trait: dict[Def, list[Def]] = defaultdict(list)
        self._blanket: dict[str, list[Def]] = defaultdict(list)
        self._outer: list[Def] = []
        for block in self._blocks:
            for name in _names_in(block):
                self._naming[name].append(block)

    def inherent(self, definition: Def) -> list[Def]:
        """The impls of a type without a trait."""
        self._find(definition.name)
        return self._in_order(self._inherent.get(definition, ()))

    def traits(self, definition: Def) -> list[TraitImpl]:
        """The impls of traits for a type."""
        self._find(definition.name)
        return sorted(self._traits.get(definition, ()), key=self._number_of)

    def of_trait(self, trait: Def) -> list[Def]:
        """The impls of a trait."""
        self._find(trait.name)
        return self._in_order(self._of_trait.get(trait, ()))

    @cached_property
    def blanket(self) -> Mapping[str, list[Def]]:
        """The impls for all types of a kind, by the paths of their traits."""
        self._add(self._naming.get(_ANY, ()))
        return {trait: self._in_order(blocks) for trait, blocks in self._blanket.items()}

    @cached_property
    def outer(self) -> list[Def]:
        """Impls of traits from outside for types that are not the crate's own: one of those is among the arguments."""
        self._add(self._blocks)
        return self._in_order(self._outer)

    @cached_property
    def by_type(self) -> Mapping[Def, list[TraitImpl]]:
        """The impls of traits by the type that they are for, in the order of the blocks."""
        self._add(self._blocks)
        found = {definition: self.traits(definition) for definition in self._traits}
        return dict(sorted(found.items(), key=lambda each: self._number_of(each[1][0])))

    @cached_property
    def by_trait(self) -> Mapping[Def, list[Def]]:
        """The impls of traits by trait, in the order of the blocks."""
        self._add(self._blocks)
        found = {trait: self._in_order(blocks) for trait, blocks in self._of_trait.items()}
        return dict(sorted(found.items(), key=lambda each: self._number[each[1][0]]))

    def _in_order(self, blocks: Iterable[Def]) -> list[Def]:
        return sorted(blocks, key=self._number.__getitem__)

    def _number_of(self, impl: TraitImpl) -> int:
        return self._number[impl.definition]

    def _find(self, name: str) -> None:
        """Find out about the impls whose headers may name an item of this name."""
        for each in self._world.names_of(name):
            self._add(self._naming.get(each, ()))

    def _add(self, blocks: Iterable[Def]) -> None:
        for block in blocks:
            if block not in self._known:
                self._known.add(block)
                self._add_one(block)

    def _add_one(self, definition: Def) -> None:
        item = definition.item
        if item is None or is_left_out_there(self._world, definition):
            return
        header = self._world.impl_header(definition)
        target = self._target(header.type, definition)
        if item.trait is None:
            target = target or self._trait_of_object(item.ty, definition)
            if target is not None:
                self._inherent[target].append(definition)
            return
        trait_path = self.path_of(header.trait, item.trait.segments[-1].name)
        if header.trait is not None and header.trait.defs:
            self._of_trait[self._chosen(header.trait.defs, definition)].append(definition)
        is_own = target is not None and target.crate.id == definition.crate.id
        if not is_own and (header.trait is None or _is_outside(header.trait)):
            self._outer.append(definition)
        if target is not None:
            self._traits[target].append(TraitImpl(trait_path, header.trait, definition, False, item.negative))
        elif header.type.param:
            self._blanket[trait_path].append(definition)

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

    def _trait_of_object(self, ty: Type | None, block: Def) -> Def | None:
        """The trait of the workspace that `impl dyn Trait { .. }` gives members."""
        for bound in ty.bounds if isinstance(ty, TDyn) else ():
            found = self._world.resolve(self._world.scope(block), bound.path, Ns.TYPE)
            if found.defs and not found.rest and found.defs[0].kind is ItemKind.TRAIT and not found.defs[0].external:
                return self._chosen(found.defs, block)
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
        known, meant = self._world.known_derives(definition), self._world.derives(definition)
        written = {each.trait_path for each in self.traits(definition)}
        paths = item.attrs.derives if item is not None else ()
        for path, full, meaning in zip(paths, known, meant, strict=False):
            macro = path.segments[-1].name
            name = own_name(meaning) or macro
            traits = catalog().derives[full][1].implements if full else (DERIVED_TRAITS.get(name, name),)
            for trait in traits:
                if not full or trait not in written:  # of two ways to write an impl, the derive may leave one out
                    yield TraitImpl(trait, None, definition, True, macro=macro)


def own_name(derive: Resolution) -> str:
    """The name of a derive where it is declared, whatever an import calls it; "" where that is not known."""
    if derive.outside:
        return derive.outside.rpartition("::")[2]
    found = derive.defs[0] if derive.defs and not derive.rest else None
    if found is None:
        return ""
    return proc_macro_name(found.item) if found.item is not None else found.name


def _is_outside(trait: Resolution) -> bool:
    return not trait.defs or trait.defs[0].external


def _impl_blocks(roots: list[Def]) -> Iterator[Def]:
    for root in roots:
        for place in crate_places(root):
            for ord_ in place.table.impls:
                yield place.defs(ord_)


def _names_in(block: Def) -> set[str]:
    """The names in the header of an impl by which its type and its trait may be meant."""
    item = block.item
    if item is None:
        return set()
    path = item.ty.path if isinstance(item.ty, TPath) else None
    objects = [bound.path for bound in item.ty.bounds] if isinstance(item.ty, TDyn) else []
    names = {segment.name for each in (path, item.trait, *objects) if each is not None for segment in each.segments}
    if path is not None and (item.in_block or path.qself is not None or _begins_with_parameter(path, item)):
        names.add(_ANY)
    return names


def _begins_with_parameter(path: Path, item: Item) -> bool:
    return bool(path.segments) and any(param.name == path.segments[0].name for param in item.generics.params)
