"""The cold tier: the declarations of published packages, read once per machine and shared by all repositories."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from rgraph.errors import LockedError, StoreError
from rgraph.index.progress import SILENCE, Progress
from rgraph.index.worker import WorkerError
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId, ResolvedPackage
from rgraph.place import cache_directory
from rgraph.store.failures import DamagedError
from rgraph.store.published import Packages, StoredPackage, contents_id
from rgraph.store.schema import VERSION
from rgraph.store.store import Store, open_package_store, remove_store

from .adding import Added, add_found, split_kept
from .cold_contents import ColdContents
from .finding import Finder, Found
from .parsing import Analyser, Parsing
from .sources.source import is_from_crates_io
from .sources.surroundings import Surroundings

Note = Callable[[str], None]
"""Where the tier says, in one sentence each, what it could not do."""


class ColdTier:
    """Packages by their id, contents by their hash. What cannot be had is missing, and is no error.

    Hold it: the store's file is closed when nobody does. `scheduler`: the address of one whose workers read contents.
    """

    def __init__(
        self,
        around: Surroundings,
        directory: Path | None = None,
        note: Note = lambda _: None,
        scheduler: str = "",
    ) -> None:
        self._scheduler = scheduler
        self._directory = directory or tier_directory()
        self._note = note
        self._store: Store | None = None
        self._known: dict[PackageId, StoredPackage] = {}
        self._absent: set[PackageId] = set()
        self._at: dict[BlobHash, tuple[StoredPackage, RepoPath]] = {}
        self._is_all_known = False
        self.finder = Finder(around)
        self.total = Added()
        """What was added since this was made, by whoever asked."""
        self.contents = ColdContents(lambda: self.store.contents, self._place_of, self.finder, note)

    @property
    def store(self) -> Store:
        """The store, made where there is none; where that cannot be, one in memory, for as long as this is held."""
        if self._store is None:
            self._store = self._open()
        return self._store

    @property
    def packages(self) -> Packages:
        """What is kept, package by package."""
        return Packages(self.store.engine)

    def add(
        self,
        packages: Iterable[ResolvedPackage],
        jobs: int | None = None,
        progress: Progress = SILENCE,
        wait: float = -1,
    ) -> Added:
        """Look for packages and keep what is found; what is kept already is not looked for again.

        Packages of this tree (those without a source) are passed over. `wait`: seconds for another writer.
        """
        asked = list({(each.id, each.checksum): each for each in packages if each.id.source}.values())
        self.finder.refresh()
        try:
            added = self._add(asked, jobs, progress, wait)
        except LockedError as error:
            self._note(f"packages are not read: {error.message}")
            added = Added(self._split(asked)[0])
        except StoreError as error:
            self._open_anew(error)
            added = self._add(asked, jobs, progress, wait)
        self.total.extend(added)
        self._is_all_known = False
        asked_for = {each.id for each in asked}
        self._absent = asked_for.difference(each.id for each in added.packages)  # another sum of it may be kept
        for package in added.packages:
            self._know(package)
        for sentence in self.finder.notes:
            self._note(sentence)
        return added

    def package(self, package: PackageId) -> StoredPackage | None:
        """What is kept of a package: that with the checksum it was added with, or the first; None where nothing is."""
        if package in self._absent:
            return None
        if package not in self._known:
            try:
                kept = self.packages.of([package])
            except StoreError as error:
                self._note(f"packages cannot be read: {error.message}")
                kept = []
            if kept:
                self._know(kept[0])
            else:
                self._absent.add(package)
        return self._known.get(package)

    def files(self, package: PackageId) -> Mapping[RepoPath, BlobHash] | None:
        """The files of a package by their paths in it; None where it is not at hand."""
        found = self.package(package)
        return None if found is None else found.files

    def at_hand(self, packages: Iterable[PackageId]) -> dict[PackageId, str]:
        """Those of some packages that are at hand, sorted, each with the identity of its contents."""
        found = ((package, self.files(package)) for package in sorted(set(packages)))
        return {package: contents_id(files) for package, files in found if files is not None}

    def read(self, blob: BlobHash) -> bytes:
        """The bytes of a content, from where its package lies. Raises RepositoryError where it is there no more."""
        return self.contents.read(blob)

    def versions(self, name: str) -> Collection[str]:
        """The versions of a package from crates.io that are kept, or that a source has: for what no lock file fixes."""
        kept = (each.version for each in self.packages.versions(name) if is_from_crates_io(each))
        return sorted({*kept, *self.finder.versions(name)})

    def _add(self, asked: list[ResolvedPackage], jobs: int | None, progress: Progress, wait: float) -> Added:
        here, todo = self._split(asked)
        added = Added()
        if next(self._found(todo, added), None) is None:  # nobody is waited for where there is nothing to write
            self._mark_used(here)
        else:
            here, added = self._write(asked, jobs, progress, wait)
        added.packages[:0] = here
        return added

    def _write(
        self, asked: list[ResolvedPackage], jobs: int | None, progress: Progress, wait: float
    ) -> tuple[list[StoredPackage], Added]:
        added = Added()
        with self.store.writing(wait, progress.waiting) as writer, self._analyser(jobs, progress) as analyser:
            here, todo = self._split(asked)  # another process may have been at it
            writer.use_packages(here, today())
            try:
                add_found(self.store, writer, self._found(todo, added), analyser, today(), added)
            except WorkerError as error:
                self._note(f"some packages are not read: {error.message}")
        return here, added

    def _analyser(self, jobs: int | None, progress: Progress) -> AbstractContextManager[Analyser]:
        if not self._scheduler:
            return Parsing(jobs, progress)
        from .cluster import Cluster

        return Cluster(self._scheduler, progress)

    def _split(self, asked: list[ResolvedPackage]) -> tuple[list[StoredPackage], list[ResolvedPackage]]:
        """What is kept already, and what is to be looked for."""
        return split_kept(asked, self.packages.of(each.id for each in asked), self.finder)

    def _found(self, todo: Iterable[ResolvedPackage], added: Added) -> Iterator[Found]:
        for package in todo:
            found, refused = self.finder.find(package)
            added.refused += refused
            if found is not None:
                yield found
            elif not refused:
                added.missing.append(package.id)

    def _know(self, package: StoredPackage) -> None:
        self._known[package.id] = package
        for path, blob in package.files.items():
            self._at.setdefault(blob, (package, path))

    def _place_of(self, blob: BlobHash) -> tuple[StoredPackage, RepoPath] | None:
        if blob not in self._at and not self._is_all_known:
            self._is_all_known = True
            for each in self.packages.all():
                for path, found in each.files.items():
                    self._at.setdefault(found, (each, path))
        return self._at.get(blob)

    def _mark_used(self, packages: Iterable[StoredPackage]) -> None:
        """Let `prune` know that packages were used today, as far as can be kept: no one is waited for."""
        day = today()
        days = self.packages.days()
        stale = [each for each in packages if days.get((each.id, each.checksum)) != day]
        if stale:
            with contextlib.suppress(StoreError), self.store.writing(wait=0) as writer:
                writer.use_packages(stale, day)

    def _open(self) -> Store:
        try:
            return open_package_store(self._directory)
        except StoreError as error:
            return self._instead(error)

    def _open_anew(self, error: StoreError) -> None:
        """Go on without the store that failed."""
        if self._store is not None:
            self._store.close()
        self._store = self._instead(error)

    def _instead(self, error: StoreError) -> Store:
        """A damaged store is made anew: nothing in it is to be had nowhere else. For any other, one in memory."""
        if isinstance(error, DamagedError):
            with contextlib.suppress(StoreError):
                remove_store(self._directory, wait=0)
                opened = open_package_store(self._directory)
                self._note(f"packages are read again: {error.message}")
                return opened
        self._note(f"packages are read again each time: {error.message}")
        return open_package_store(None)


def tier_directory() -> Path:
    """Where the packages of this version of rgraph are kept."""
    return cache_directory() / "packages" / VERSION


def today() -> int:
    """Days since 1970."""
    return int(time.time() // 86_400)
