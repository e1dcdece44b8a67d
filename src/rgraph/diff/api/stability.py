"""What of a library is no part of what it promises: test code, and what stands behind flags that are unstable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rgraph.view.testcode import is_never

if TYPE_CHECKING:
    from rgraph.link.world import World


def is_left_out(world: World, predicates: Iterable[str]) -> bool:
    """Whether an item or import under these cfg predicates is for nobody's program.

    `unstable` in the `[cfg]` table of `rgraph.toml` names flags that are off for users.
    """
    off = frozenset(world.configuration.table.unstable)
    return any(is_never(predicate, off) for predicate in predicates)
