"""Which imports of a file may want one more name: the type that a field has now of what the file takes apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from rgraph.deps.beside.public_names import public_name
from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Def
from rgraph.link.reference_sites import Site
from rgraph.model.facts import ItemKind
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId
from rgraph.model.syntax import TPath

from .bindings import each_node
from .comparing import Difference
from .heirs import Heirs
from .report import Effect
from .source_lines import SourceLines
from .uses import Use

_TYPES = frozenset({ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TYPE_ALIAS})


class Imports:
    """The imports of files from packages that move, and the types of the new versions; `before` are old references."""

    def __init__(self, old: Side, new: Side, heirs: Heirs, lines: SourceLines, before: Iterable[Site]) -> None:
        self._old, self._new = old, new
        self._heirs = heirs
        self._lines = lines
        self._imports: dict[tuple[RepoPath, PackageId | None], Site] = {}
        for site in before:
            if site.kind is EdgeKind.IMPORTS and not isinstance(site.target, str):
                self._imports.setdefault((site.path, old.package_of(site.target)), site)

    def wanted(self, use: Use, other: Def) -> Iterator[tuple[Use, str, Difference]]:
        """The types that fields of the new item have and the old one has not, and that the file does not name, at its
        import of the package."""
        at = self._imports.get((use.site.path, use.move.old))
        package = use.move.new
        if at is None or package is None or self._lines.takes_nothing(use.site, use.item.name):
            return
        for name in sorted(self._come(use.item, other)):
            if not self._lines.names(use.site.path, name):
                every = [each for each in self._heirs.named(package, name) if each.kind in _TYPES]
                path = public_name(self._new.world, every[0]) if len(every) == 1 else ""
                if path:
                    what = f"a line here may have to import it: `{other.name}` has it now"
                    yield replace(use, site=at, item=every[0]), path, Difference(Effect.MAY_BREAK, what)

    def _come(self, old: Def, new: Def) -> set[str]:
        """The names in the types of fields that had other types before. A field that is new need not be looked at."""
        before, after = _types(self._old, old), _types(self._new, new)
        pairs = [(one, two) for one, two in zip(before, after, strict=False) if one != two]
        return {name for _, two in pairs for name in _names([two])} - _names(before)


def _types(side: Side, owner: Def) -> list[msgspec.Struct]:
    """The types of the fields of a struct or variant, in order."""
    items = (side.world.decl(field) for field in side.world.fields(owner))
    return [item.ty for item in items if item is not None and item.ty is not None]


def _names(types: Iterable[msgspec.Struct]) -> set[str]:
    return {node.path.segments[-1].name for node in each_node(types) if isinstance(node, TPath) and node.path.segments}
