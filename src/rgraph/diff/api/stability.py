"""What of a library is no part of what it promises: test code, and what stands behind flags that are unstable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rgraph.model.facts import Item, Use
from rgraph.model.predicates import is_never
from rgraph.view.places import is_test_function

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World

_OF_DOCUMENTATION = frozenset({"doc", "docsrs"})
"""Flags that are set where documentation is made, and for no program.
https://doc.rust-lang.org/rustdoc/advanced-features.html#cfgdoc-documenting-platform-specific-or-feature-specific-information"""


def is_left_out(world: World, item: Item | Use) -> bool:
    """Whether an item or import is for nobody's program: a test, or what stands under a `cfg` that no user fulfils."""
    return (isinstance(item, Item) and is_test_function(item)) or never_holds(world, item.attrs.cfg)


def is_left_out_there(world: World, definition: Def) -> bool:
    """The same of a definition, with the conditions of the macro calls that it is an argument of, and of what is
    around it."""
    item = definition.item
    return (item is not None and is_test_function(item)) or never_holds(
        world, (predicate for predicate, _ in world.cfg(definition))
    )


def never_holds(world: World, predicates: Iterable[str]) -> bool:
    """Whether one of these cfg predicates holds for nobody's program.

    `unstable` in the `[cfg]` table of `rgraph.toml` names flags that are off for users.
    """
    off = _OF_DOCUMENTATION.union(world.configuration.table.unstable)
    return any(is_never(predicate, off) for predicate in predicates)
