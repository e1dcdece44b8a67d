"""Where a package is: the first source whose files are what the lock file names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId, ResolvedPackage
from rgraph.store.published import Place

from .sources.archive import read_archive
from .sources.checkout import read_checkout
from .sources.checks import Assurance, check_manifest, check_sums
from .sources.commit import read_commit
from .sources.folder import read_folder
from .sources.package_files import PackageFiles, Reader, SourceError
from .sources.registry import sources
from .sources.selection import selected
from .sources.source import Source, is_sound
from .sources.surroundings import Surroundings

READERS: dict[str, Reader] = {
    "archive": read_archive,
    "folder": read_folder,
    "checkout": read_checkout,
    "commit": read_commit,
}
"""How a place of each form is read."""


@dataclass(frozen=True, slots=True)
class Found:
    """A package at a place, read and checked."""

    package: PackageId
    checksum: str
    place: Place
    assurance: Assurance
    files: dict[RepoPath, bytes] = field(repr=False)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A package at a place that is not used, and why."""

    package: PackageId
    place: Place
    why: str


class Finder:
    """Asks the sources, in their order. `notes` are sentences about folders that cannot be read."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self._sources: Sequence[Source] = sources(around)
        self.notes: dict[str, None] = {}

    def find(self, package: ResolvedPackage) -> tuple[Found | None, list[Refused]]:
        """The package, None where no source has it, and what was refused on the way to it.

        It is the first whose contents have the sum that is locked; where none can be checked so far, the first.
        """
        first: Found | None = None
        refused: list[Refused] = []
        for place in self.places(package.id, package.checksum):
            try:
                found = _read(package, place)
            except SourceError as error:
                refused.append(Refused(package.id, place, error.message))
            except OSError as error:
                refused.append(Refused(package.id, place, f"it cannot be read ({error.strerror or error})"))
            else:
                first = first or found
                if found.assurance is Assurance.CONTENTS or not package.checksum:
                    return found, refused
        return first, refused

    def refresh(self) -> None:
        """Look again: what lies in the sources may have changed since."""
        self.notes.clear()
        for source in self._sources:
            source.refresh()

    def places(self, package: PackageId, checksum: str = "", before: str = "") -> Iterator[Place]:
        """Where a package may lie, best first; with `before` those of the kinds that are asked before that one."""
        for source in self._sources if is_sound(package) else ():
            if source.kind == before:
                return
            try:
                yield from source.places(package, checksum)
            except OSError as error:
                self._unreadable(source, error)

    def versions(self, name: str) -> list[str]:
        """The versions of a package from crates.io that any source has, each once."""
        found: dict[str, None] = {}
        for source in self._sources if is_sound(PackageId(name, "0.0.0")) else ():
            try:
                found.update(dict.fromkeys(source.versions(name)))
            except OSError as error:
                self._unreadable(source, error)
        return sorted(found)

    def bring(self, package: PackageId) -> str:
        """The command that would bring a package; "" where none would."""
        return next(filter(None, (source.bring(package) for source in reversed(self._sources))), "")

    def _unreadable(self, source: Source, error: OSError) -> None:
        self.notes[f"{source.summary}: {error.filename or 'a folder'} cannot be read ({error.strerror})"] = None


def read_place(place: Place) -> PackageFiles:
    """What lies at a place. Raises SourceError, OSError."""
    reader = READERS.get(place.form)
    if reader is None:
        raise SourceError(f"there is no reader for {place.form}")
    return reader(place.path, place.inside)


def _read(package: ResolvedPackage, place: Place) -> Found:
    read = read_place(place)
    assurance = check_sums(read, package.checksum)
    check_manifest(read, package.id)
    return Found(package.id, package.checksum, place, assurance, selected(read.files), tuple(read.left_out))
