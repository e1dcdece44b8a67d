"""What stands in modules and crates: items, imports, files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rgraph.link.defs import Def, Place
    from rgraph.link.world import World
    from rgraph.model.facts import ItemKind, Use


def children(module: Def) -> Iterator[Def]:
    """What a module declares, in order: items of macro calls and extern blocks among them."""
    from rgraph.link.defs import parts_of

    for place, container in parts_of(module):
        for ord_ in place.table.children.get(container, ()):
            yield place.defs(ord_)


def uses(module: Def) -> Iterator[Use]:
    """The `use` leaves that stand in a module itself."""
    from rgraph.link.defs import parts_of

    for place, container in parts_of(module):
        table = place.table
        for index, use in enumerate(table.facts.uses):
            if index not in table.made.hidden_uses and not use.in_block and table.enclosing(use.parent) == container:
                yield use


def of_kinds(world: World, kinds: Collection[ItemKind]) -> Iterator[Def]:
    """The items of these kinds, wherever they stand, file by file."""
    for place in world.places.values():
        for ord_, item in place.table.present():
            if item.kind in kinds:
                yield place.defs(ord_)


def crate_places(root: Def) -> Iterable[Place]:
    """Every file of a root's crate, parents first."""
    from rgraph.link.tree import reachable

    return reachable({root.place.crate.id: root.place})
