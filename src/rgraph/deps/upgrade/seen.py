"""What the lines of the code lead to beside the new versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rgraph.deps.beside.sides import Side
from rgraph.link.defs import Def
from rgraph.link.mounted import is_mounted
from rgraph.link.reference_sites import Site
from rgraph.model.graph import EdgeKind
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId

from .report import Move
from .uses import Use

_Key = tuple[RepoPath, int, EdgeKind, str, PackageId | None]


class Seen:
    """The references of the new side, without those that led to the same before: beside a move they tell nothing."""

    def __init__(
        self, old: Side, new: Side, moves: Iterable[Move], before: Iterable[Site], after: Iterable[Site]
    ) -> None:
        gone, come = zip(*((move.old, move.new) for move in moves), strict=True) if moves else ((), ())
        stayed = {key for _, key in _keyed(old, before) if key[-1] is None or key[-1] not in gone}
        self._found: dict[tuple[RepoPath, int, EdgeKind, str], list[Def]] = defaultdict(list)
        for target, key in _keyed(new, after):
            if key not in stayed or (key[-1] is not None and key[-1] in come):
                self._found[key[:-1]].append(target)

    def item(self, use: Use) -> Def | None:
        """What a reference leads to: an item of a package of its name, by the same kind of reference, on its line."""
        return next((each for each in self._on(use) if is_mounted(each.place.path)), None)

    def is_replaced(self, use: Use) -> bool:
        """Whether the line leads elsewhere by the same name: to std, or to what a glob import has now."""
        return bool(self._on(use))

    def _on(self, use: Use) -> list[Def]:
        return self._found.get((use.site.path, use.site.line, use.site.kind, use.item.name), [])


def _keyed(side: Side, sites: Iterable[Site]) -> Iterator[tuple[Def, _Key]]:
    for site in sites:
        target = site.target
        if not isinstance(target, str):
            yield target, (site.path, site.line, site.kind, target.name, side.package_of(target))
