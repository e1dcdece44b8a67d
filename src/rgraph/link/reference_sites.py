"""Every reference of some files, line by line: an edge set has only the first of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath

from .defs import Def
from .emitter import Emitter, line_of
from .expansion.lines import is_template, plain
from .linker import Linker
from .world import World


@dataclass(frozen=True, slots=True)
class Site:
    """One reference. `target` is an item, or the path of one that is not there."""

    path: RepoPath
    line: int
    owner: Def
    kind: EdgeKind
    target: Def | str
    tier: Tier
    of_template: bool
    """Whether a macro's template alone wrote it."""


class Listener(Emitter):
    """Writes down every reference that is emitted."""

    def __init__(self, world: World, path: RepoPath) -> None:
        super().__init__(world)
        self.sites: list[Site] = []
        self._path = path
        self._begun = 0

    def begin(self, at: Def, zero: int | None = None) -> None:
        super().begin(at, zero)
        self._begun = len(self.sites)

    def take_back(self) -> None:
        super().take_back()
        del self.sites[self._begun :]

    def edge(self, src: Def, kind: EdgeKind, dst: Def | str, tier: Tier, line: int, via_macro: bool = False) -> None:
        super().edge(src, kind, dst, tier, line, via_macro)
        at = plain(line) + (line_of(src) if src.place.path == self._path else 0)  # it may include this file
        self.sites.append(Site(self._path, at, src, kind, dst, tier, is_template(line)))


def sites_in(linker: Linker, paths: Iterable[RepoPath]) -> list[Site]:
    """The references that stand in some files of the linker's tree, file by file."""
    found: list[Site] = []
    for path in sorted(paths):
        listener = Listener(linker.world, path)
        linker.link_with(path, listener)
        found += listener.sites
    return found
