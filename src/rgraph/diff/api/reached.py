"""Types that users have and cannot name: public ones in private modules, to which a public signature leads."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from rgraph.diff.limits import MAX_ALIASES, MAX_REACHED
from rgraph.link.resolution import Ns
from rgraph.model.facts import Item, ItemKind
from rgraph.model.syntax import (
    Bound,
    Path,
    TArray,
    TDyn,
    TFn,
    TImpl,
    TPath,
    TPtr,
    TRef,
    TSlice,
    TTuple,
    Type,
)

from .model import PublicItem, hides
from .stubs import stands_for

if TYPE_CHECKING:
    from rgraph.link.defs import Def

    from .surface import Surfaces


class Reach(IntEnum):
    """How far users come with a type that they cannot name."""

    GIVEN = 1  # they give a value that conversions make: `f(1.into())`, `f(Default::default())`
    ABOVE = 2  # a trait that stands above one that they name: its methods are there wherever that is asked for
    HELD = 3  # they hold a value: its fields, methods and impls are theirs
    NAMED = 4  # a projection names it: `<S as IntoIterator>::IntoIter::new()`
    ALIASED = 5  # a public alias stands for it: whatever its name allows, that one does


_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION})


def reached(surfaces: Surfaces, crate: str) -> dict[Def, tuple[Reach, str]]:
    """The public types of a library that only signatures lead to, how far, and a public item that does."""
    return _Walk(surfaces, crate).found


class _Walk:
    def __init__(self, surfaces: Surfaces, crate: str) -> None:
        self._surfaces, self._world, self._crate = surfaces, surfaces.world, crate
        self.found: dict[Def, tuple[Reach, str]] = {}
        self._waiting: deque[tuple[Def, Reach, str]] = deque()
        for item in surfaces.of(crate).items:
            if not item.hidden and item.kind != "reexport":
                self._item(item)
        for _ in range(MAX_REACHED):
            if not self._waiting:
                return
            self._inside(*self._waiting.popleft())

    # ---- what leads on -----------------------------------------------------------------------------------

    def _item(self, item: PublicItem) -> None:
        """What an item that users name leads to, and its members."""
        for each in item.walk():
            if each.definition is not None and each.item is not None and not hides(each.attrs):
                self._signature(each.kind, each.definition, each.item, each.label, Reach.HELD)
        if item.definition is not None and item.kind == "trait":
            self._add(self._world.supertraits(item.definition), Reach.ABOVE, item.label)
        elif item.definition is not None:
            self._impls(item.definition, item.label)

    def _inside(self, definition: Def, reach: Reach, label: str) -> None:
        """What a type leads to that users hold without a name."""
        if definition.kind is ItemKind.TRAIT:
            self._add(self._world.supertraits(definition), Reach.ABOVE, label)
            for member in self._world.members(definition) if reach > Reach.GIVEN else ():
                if member.item is not None and not hides(member.item.attrs):
                    self._signature("trait_method", member, member.item, label, Reach.HELD)
        if reach is Reach.GIVEN or definition.kind is ItemKind.TRAIT:
            return
        for field in self._world.fields(definition):
            if field.item is not None and _is_shown(field.item):
                self._signature("field", field, field.item, label, Reach.HELD)
        for block in self._surfaces.impls.inherent(definition):
            for member in self._world.members(block):
                item = member.item
                if item is not None and (item.self_param is not None or reach >= Reach.NAMED) and _is_shown(item):
                    self._signature("method", member, item, label, Reach.HELD)
        self._impls(definition, label)

    def _impls(self, definition: Def, label: str) -> None:
        """The associated types of what a type implements."""
        for impl in self._surfaces.impls.traits(definition):
            for member in self._world.members(impl.definition):
                if member.kind is ItemKind.TYPE_ALIAS and member.item is not None:
                    self._type(member.item.ty, member, Reach.NAMED, label)

    def _signature(self, kind: str, home: Def, item: Item, label: str, reach: Reach) -> None:
        for param in item.params:  # nobody implements a method of a trait who cannot name what it takes
            self._type(param.ty, home, Reach.GIVEN, label)
        self._type(item.ret, home, reach, label)
        if kind != "variant":
            self._type(item.ty, home, Reach.ALIASED if kind == "type_alias" else reach, label)
        for generic in item.generics.params:
            self._bounds(generic.bounds, home, Reach.GIVEN, label)
        for predicate in item.generics.where:
            self._bounds(predicate.bounds, home, Reach.GIVEN, label)

    # ---- types -------------------------------------------------------------------------------------------

    def _type(self, ty: Type | None, home: Def, reach: Reach, label: str, depth: int = 0) -> None:
        if isinstance(ty, TRef | TPtr | TSlice | TArray):
            self._type(ty.ty, home, reach, label, depth)
        elif isinstance(ty, TTuple):
            self._each(ty.tys, home, reach, label, depth)
        elif isinstance(ty, TFn):
            self._each(ty.params, home, _other(reach), label, depth)
            self._type(ty.ret, home, reach, label, depth)
        elif isinstance(ty, TDyn | TImpl):
            self._bounds(ty.bounds, home, reach, label, depth, held=isinstance(ty, TDyn))
        elif isinstance(ty, TPath):
            self._path(ty.path, home, reach, label, depth)

    def _each(self, types: Iterable[Type], home: Def, reach: Reach, label: str, depth: int) -> None:
        for ty in types:
            self._type(ty, home, reach, label, depth)

    def _bounds(
        self, bounds: Sequence[Bound], home: Def, reach: Reach, label: str, depth: int = 0, held: bool = False
    ) -> None:
        """`Fn(A) -> B` turns round what users give and get; other traits do not."""
        for bound in bounds:
            for segment in bound.path.segments:
                self._each(segment.args, home, _other(reach) if segment.sugar else reach, label, depth)
                for assoc in segment.assoc:
                    self._type(assoc.ty, home, reach, label, depth)
                    self._bounds(assoc.bounds, home, reach, label, depth)
            if held and reach > Reach.GIVEN:
                self._add(self._world.resolve(self._world.scope(home), bound.path, Ns.TYPE).defs, reach, label)

    def _path(self, path: Path, home: Def, reach: Reach, label: str, depth: int) -> None:
        for segment in path.segments:
            self._each(segment.args, home, min(reach, Reach.HELD), label, depth)
        if path.qself is not None:
            return
        found = self._world.resolve(self._world.scope(home), path, Ns.TYPE)
        if found.rest or found.param or found.is_self:
            return
        for definition in found.defs:
            if definition.kind is ItemKind.TYPE_ALIAS and definition.item is not None and depth < MAX_ALIASES:
                self._type(definition.item.ty, definition, reach, label, depth + 1)
        self._add(found.defs, reach, label)

    def _add(self, several: Iterable[Def], reach: Reach, label: str) -> None:
        for definition in several:
            known = self.found.get(definition)
            if (known is None or known[0] < reach) and self._is_unnamed(definition):
                self.found[definition] = (reach, known[1] if known is not None else label)
                self._waiting.append((definition, reach, label))

    def _is_unnamed(self, definition: Def) -> bool:
        """Whether a type or trait is public, of this library, and under no public path."""
        item = definition.item
        if item is None or definition.external or definition.crate.id != self._crate or item.vis != "pub":
            return False
        if definition.kind not in _TYPES and definition.kind is not ItemKind.TRAIT:
            return False
        if any(hides(each.attrs) for each in _around(definition)) or stands_for(self._world, definition):
            return False
        return not self._surfaces.is_named(definition, self._crate)


def _is_shown(item: Item) -> bool:
    return item.vis == "pub" and not hides(item.attrs)


def _other(reach: Reach) -> Reach:
    return Reach.HELD if reach is Reach.GIVEN else Reach.GIVEN


def _around(definition: Def) -> Iterator[Item]:
    """The declarations of an item and of the modules around it."""
    each: Def | None = definition
    while each is not None:
        if each.item is not None:
            yield each.item
        each = each.parent
