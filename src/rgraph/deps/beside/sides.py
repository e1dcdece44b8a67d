"""A tree beside the dependencies of one resolution: the old side of an upgrade, or the new one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from rgraph.index.cache import ContentCache
from rgraph.link.defs import Def
from rgraph.link.linker import Linker
from rgraph.link.mounted import folder_of, is_mounted
from rgraph.link.world import World
from rgraph.model.cargo import CargoTree
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId, Resolution

from .limits import MAX_ROUNDS
from .mounting import Files, Mounting, root_of
from .sites import Site, sites_in

T = TypeVar("T")


class Side:
    """Links files of a tree against the packages of a resolution; each is mounted when a name leads into it."""

    def __init__(
        self,
        tree: Mapping[RepoPath, BlobHash],
        own: CargoTree,
        resolution: Resolution,
        files: Files,
        cache: ContentCache,
    ) -> None:
        self._tree = tree
        self.mounting = Mounting(own, resolution, files, cache.manifest)
        self._folders = {root_of(package): package for package in self.mounting.libraries}
        self.linker = Linker(cache)
        self.reached: set[PackageId] = set()
        self._is_whole = False

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
            if not self.mount_asked():
                break
            found = link()
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

    def mount_asked(self) -> bool:
        """Mount the packages that names have led into by now; whether there were any that were not mounted."""
        own = self.mounting.own
        asked = {
            self.mounting.asked(crate, name)
            for crate, name in self.world.asked_outside
            if self._is_whole or crate not in own
        }
        new = {package for package in asked if package is not None} - self.reached
        if new:
            self.reached |= new
            self._turn()
        return bool(new)

    def _turn(self) -> None:
        self.linker.mount(self.mounting.mounted(self.reached))
        self.linker.restore(self._tree, {})
