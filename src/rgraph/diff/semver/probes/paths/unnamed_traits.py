"""Traits that a module offers without a name (`pub use inner::Ext as _`): globs bring them into scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rgraph.diff.api.inside import uses
from rgraph.diff.api.model import PublicItem, Surface
from rgraph.diff.api.surface import Surfaces
from rgraph.diff.semver.delta import Delta, Difference
from rgraph.diff.semver.versions import Versions
from rgraph.link.resolution import Ns
from rgraph.model.facts import ItemKind

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def anonymous(versions: Versions, old: Surface, new: Surface) -> Iterator[Difference]:
    """Modules whose glob no longer brings a trait into scope."""
    for item in old.items:
        if item.kind != "module" or item.hidden or item.definition is None:
            continue
        now = next((each for each in new.by_path.get(("type", item.path), ()) if each.kind == "module"), None)
        if now is None or now.definition is None:
            continue
        offered = {str(versions.new.world.symbol(trait)): trait for trait in _brought(versions.new, now, new)}
        for trait in _unnamed(versions.old, item.definition):
            symbol = versions.pairs.get(str(versions.old.world.symbol(trait)), "")
            if symbol not in offered and versions.old.world.members(trait):
                facts = {"trait": trait.name}
                yield Delta("module", "unnamed_trait_lost", old.crate, item.label, item.place, now.place, facts)
            elif symbol in offered and str(versions.old.world.symbol(trait)) not in versions.public_old:
                kept = {member.name for member in versions.new.world.members(offered[symbol])}
                for member in versions.old.world.members(trait):
                    if member.name not in kept:
                        facts = {"trait": trait.name, "name": member.name}
                        what = "unnamed_trait_method_lost"
                        yield Delta("module", what, old.crate, item.label, item.place, now.place, facts)


def _unnamed(side: Surfaces, module: Def) -> list[Def]:
    """The traits of the workspace that `pub use ... as _` brings."""
    found = []
    for use in uses(module):
        if use.alias == "_" and use.vis == "pub" and not use.glob:
            met = side.world.imported(module, use, Ns.TYPE)
            found += [d for d in met.defs if d.kind is ItemKind.TRAIT and not d.external and not met.rest]
    return found


def _brought(side: Surfaces, module: PublicItem, surface: Surface) -> Iterator[Def]:
    """The traits that a glob of a module brings into scope, named or not."""
    if module.definition is not None:
        yield from _unnamed(side, module.definition)
    traits = [(item, item.definition) for item in surface.items if item.kind == "trait"]
    for item, definition in traits:
        above = {path.rpartition("::")[0] for path in (*item.paths, *item.hidden_paths)}
        if definition is not None and module.path in above:
            yield definition
