"""A tree beside the dependencies of one resolution: the old side of an upgrade, or the new one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from rgraph.index.cache import ContentCache
from rgraph.link.defs import Def
from rgraph.link.linker import Linker
from rgraph.link.mounted import folder_of, is_mounted
from rgraph.link.reference_sites import Site, sites_in
from rgraph.link.world import World
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, Resolution
from rgraph.view.graph import CommitGraph

from .limits import MAX_ROUNDS
from .mounting import Files, Mounting, root_of

T = TypeVar("T")

CUT = f"in chains of more than {MAX_ROUNDS} packages, not all of them are searched"
"""What is said where a side or an overlay is cut."""


class Side:
    """Links files of a tree against the packages of a resolution; each is mounted when a name leads into it."""

    def __init__(self, graph: CommitGraph, resolution: Resolution, files: Files, cache: ContentCache) -> None:
        self._tree = graph.blobs
        self.mounting = Mounting(graph.cargo, resolution, files, cache.manifest)
        self._folders = {root_of(package): package for package in self.mounting.libraries}
        self.linker = Linker(cache)
        self.reached: set[PackageId] = set()
        self._is_whole = False
        self.is_cut = False
        """Whether names may lead into packages that were not mounted, as these lie too many behind one another."""

    @property
    def world(self) -> World:
        """The names of the tree and of what is mounted beside it."""
        return self.linker.world

    def stand(self, reached: Collection[PackageId], is_whole: bool = False) -> None:
        """Mount packages that are known to be reached, without linking anything. `is_whole`: mount whatever the tree's
        own code asks for too, else what the mounted ones ask for alone."""
        self.reached = set(reached) & self.mounting.libraries.keys()
        self._is_whole = is_whole
        self._turn()

    def sites(self, paths: Iterable[RepoPath]) -> list[Site]:
        """The references in some files, linked until they lead into no package that is not mounted."""
        wanted = sorted(paths)
        return self.until_mounted(lambda: sites_in(self.linker, wanted))

    def until_mounted(self, link: Callable[[], T]) -> T:
        """Link something until its names lead into no package that is not mounted."""
        found = link()
        for _ in range(MAX_ROUNDS):
            if not self._mount_asked():
                return found
            found = link()
        self.is_cut = self.is_cut or bool(self._asked())
        return found

    def package_of(self, definition: Def) -> PackageId | None:
        """The package that an item is of; None for one of the tree or of std."""
        return self.package_at(definition.place.path)

    def package_at(self, path: str) -> PackageId | None:
        """The package that a mounted file is of; None for a file of the tree."""
        return self._folders.get(folder_of(path)) if is_mounted(path) else None

    def root(self, package: PackageId) -> Def | None:
        """The root module of a package's library, mounted for it."""
        if package not in self.mounting.libraries:
            return None
        if package not in self.reached:
            self.reached.add(package)
            self._turn()
        place = self.world.roots.get(self.mounting.libraries[package].crate)
        return place.defs(-1) if place is not None else None

    def _asked(self) -> set[PackageId]:
        """The packages that names have led into by now and that are not mounted."""
        own = () if self._is_whole else self.mounting.own
        outside = [(crate, name) for crate, name in self.world.asked_outside if crate not in own]
        return self.mounting.asked(outside) - self.reached

    def _mount_asked(self) -> bool:
        new = self._asked()
        if new:
            self.reached |= new
            self._turn()
        return bool(new)

    def _turn(self) -> None:
        self.linker.mount(self.mounting.mounted(self.reached))
        self.linker.restore(self._tree, {})
