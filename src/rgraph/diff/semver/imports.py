"""Names that several imports of one module bring under conditions: `#[cfg(a)] pub use std::time::Instant`, and another
crate's `Instant` otherwise. Of these the linker follows one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .outside import of_std

if TYPE_CHECKING:
    from rgraph.link.world import World


def alternatives(world: World) -> dict[str, frozenset[str]]:
    """What imports of one name lead to, as they are written, where one module has several under conditions."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in world.places.values():
        here: dict[tuple[int, str], set[str]] = defaultdict(set)
        for use in place.table.facts.uses:
            if not use.glob and use.attrs.cfg and use.path:
                here[use.parent, use.alias or use.path[-1]].add(of_std("::".join(use.path)))
        for (_, name), paths in here.items():
            if len(paths) > 1:
                found[name] |= paths
    return {name: frozenset(paths) for name, paths in found.items()}
