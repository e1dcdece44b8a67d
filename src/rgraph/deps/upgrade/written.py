"""How code writes the items of packages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rgraph.deps.beside.public_names import holder_of, public_name
from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Def
from rgraph.link.mounted import is_mounted
from rgraph.model.facts import ItemKind

from .uses import Use


class Written:
    """The paths by which code writes items, `paths` by symbol, beside the old versions."""

    def __init__(self, side: Side, paths: Mapping[str, Iterable[str]]) -> None:
        self._side = side
        self._paths = paths

    def paths(self, item: Def) -> Iterable[str]:
        """Those by which the code writes an item."""
        return self._paths.get(self._side.world.symbol(item), ())

    def all_paths(self, item: Def) -> set[str]:
        """Those by which the code writes an item, the shortest public one, and its symbol."""
        found = {
            *self.paths(item),
            self.called(item),
            self._side.world.symbol(item),
            public_name(self._side.world, item),
        }
        return {path.replace(".", "::") for path in found if path}

    def from_root(self, uses: Iterable[Use]) -> dict[Def, list[tuple[str, ...]]]:
        """The names that lead from the root of its own package to what is used and what holds it."""
        found: dict[Def, list[tuple[str, ...]]] = {}
        for use in uses:
            at: Def | None = use.item
            while at is not None and at not in found:
                package = self._side.package_of(at)
                own = package.name.replace("-", "_") if package is not None else ""
                split = (tuple(path.split("::")) for path in self.paths(at))
                found[at] = [names[1:] for names in split if names[0] == own]
                at = at.parent
        return found

    def called(self, item: Def) -> str:
        """An item as code writes it: by the shortest path that is known to lead to it or to what holds it."""
        written = sorted(self.paths(item), key=lambda path: (path.count("::"), path))
        if written:
            return written[0]
        world = self._side.world
        holder = holder_of(world, item)
        if holder is not None and holder.kind is not ItemKind.MODULE and is_mounted(holder.place.path):
            dot = "." if item.kind is ItemKind.FIELD else "::"
            return f"{self.called(holder)}{dot}{item.name}"
        return public_name(world, item) or world.symbol(item)
