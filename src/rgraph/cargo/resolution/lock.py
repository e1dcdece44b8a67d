"""A lock file with its entries by name, so that what one says of another is found."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from rgraph.model.cargo import LockedPackage, Lockfile
from rgraph.model.ids import RepoPath
from rgraph.model.packages import PackageId

from ..limits import MAX_LOCKED_PACKAGES, MAX_LOCKED_VERSIONS

_REFERENCE = re.compile(r"(\S+)(?: (\S+))?(?: \((.*)\))?\Z")

NEWEST_FORMAT = 4


def id_of(entry: LockedPackage) -> PackageId:
    """The package that an entry stands for."""
    return PackageId(entry.name, entry.version, entry.source)


@dataclass(slots=True)
class Lock:
    """The entries of one lock file, each package once."""

    path: RepoPath
    entries: list[LockedPackage] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _named: dict[str, list[LockedPackage]] = field(default_factory=lambda: defaultdict(list))
    _versions: dict[tuple[str, str], list[LockedPackage]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, path: RepoPath, file: Lockfile) -> Lock:
        """Index a lock file. What stands twice in it counts once, and is told of."""
        found = cls(path)
        if file.error:
            found.problems.append(f"{path}: {file.error}")
            found.problems.extend(f"{path}: {problem}" for problem in file.problems)
        if file.version > NEWEST_FORMAT:
            found.problems.append(
                f"{path}: format {file.version} is newer than the formats that rgraph knows, 1 to {NEWEST_FORMAT}"
            )
        seen: set[PackageId] = set()
        for entry in file.packages[:MAX_LOCKED_PACKAGES]:
            found._add(entry, seen)
        if len(file.packages) > MAX_LOCKED_PACKAGES:
            found.problems.append(f"{path}: {len(file.packages):,} packages; only {MAX_LOCKED_PACKAGES:,} are read")
        return found

    def named(self, name: str) -> list[LockedPackage]:
        """All entries of a name, in the file's order."""
        return self._named.get(name, [])

    def own(self, name: str, version: str, or_alone: bool = True) -> LockedPackage | None:
        """The entry of a package of this tree, by name and version; `or_alone`: also the only one of its name.

        Where somebody raised the version by hand, the lock file still has the one before.
        """
        without_source = [entry for entry in self.named(name) if not entry.source]
        same = [entry for entry in without_source if entry.version == version]
        if same:
            return same[0]
        return without_source[0] if or_alone and len(without_source) == 1 else None

    def meant(self, reference: str) -> LockedPackage | None:
        """What a line of `dependencies` leads to: `name`, `name version` or `name version (source)`."""
        match = _REFERENCE.match(reference)
        if match is None:
            return None
        name, version, source = match.groups()
        found = self._versions.get((name, version), []) if version else self.named(name)
        if source is not None:
            found = [entry for entry in found if _is_source(source, entry.source)]
        elif version and len(found) > 1:
            found = [entry for entry in found if not entry.source]  # written without a source: a path
        return self._in_its_place(found[0]) if len(found) == 1 else None

    def all_meant(self, entry: LockedPackage) -> list[LockedPackage]:
        """What an entry depends on; what its lines do not lead to is left out."""
        return list(filter(None, map(self.meant, entry.dependencies)))

    def _in_its_place(self, entry: LockedPackage) -> LockedPackage:
        """What `[replace]` puts in the place of an entry: itself, mostly."""
        match = _REFERENCE.match(entry.replace) if entry.replace else None
        if match is None:
            return entry
        found = self._versions.get((match[1], match[2] or ""), [])
        return next((each for each in found if each is not entry and _is_source(match[3] or "", each.source)), entry)

    def _add(self, entry: LockedPackage, seen: set[PackageId]) -> None:
        package = id_of(entry)
        if package in seen:
            self.problems.append(f"{self.path}: {package} is listed twice")
            return
        alike = self._named[entry.name]
        seen.add(package)
        if len(alike) >= MAX_LOCKED_VERSIONS:
            told = f"{self.path}: {entry.name} has more than {MAX_LOCKED_VERSIONS:,} versions"
            self.problems.extend([told] if told not in self.problems[-1:] else [])
            return
        self.entries.append(entry)
        alike.append(entry)
        self._versions[entry.name, entry.version].append(entry)


def _is_source(written: str, source: str) -> bool:
    """Whether a reference's source is that of an entry: from format 2 on without the commit of a git source."""
    return written == source or ("#" not in written and written == source.partition("#")[0])
