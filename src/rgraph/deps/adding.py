"""Packages into the cold tier: found, checked, and those of their contents parsed that no other package brought."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rgraph.model.gaps import Gap
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.model.packages import PackageId, ResolvedPackage
from rgraph.store.packing import content_hash
from rgraph.store.published import StoredPackage
from rgraph.store.store import Store
from rgraph.store.stored_records import Part
from rgraph.store.writer import Writer

from .finding import Finder, Found, Refused
from .parsing import Analyser, Content
from .sources.checks import Assurance
from .sources.package_files import MANIFEST

GROUP_BYTES = 48_000_000
"""Source text that lies in memory at once."""


@dataclass(slots=True)
class Added:
    """What came of looking for packages: those at hand, those nowhere on this machine, those refused and why."""

    packages: list[StoredPackage] = field(default_factory=list)
    missing: list[PackageId] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    new: int = 0
    contents: int = 0
    left_out: list[tuple[PackageId, str]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def extend(self, other: Added) -> None:
        """Count what another run added too."""
        self.new += other.new
        self.contents += other.contents
        self.left_out += other.left_out
        self.gaps += other.gaps


def split_kept(
    asked: Sequence[ResolvedPackage], kept: Iterable[StoredPackage], finder: Finder
) -> tuple[list[StoredPackage], list[ResolvedPackage]]:
    """Packages that are kept, and those to look for: not kept with this checksum, or at hand from a better source."""
    by_id: dict[PackageId, list[StoredPackage]] = {}
    for each in kept:
        by_id.setdefault(each.id, []).append(each)
    here: list[StoredPackage] = []
    todo: list[ResolvedPackage] = []
    for package in asked:
        suits = [each for each in by_id.get(package.id, ()) if package.checksum in ("", each.checksum)]
        best = min(suits, key=lambda each: (_ORDER.index(each.assurance), each.checksum), default=None)
        if best is None or _has_better(best, finder):
            todo.append(package)
        else:
            here.append(best)
    return here, todo


def add_found(store: Store, writer: Writer, found: Iterator[Found], analyser: Analyser, day: int, added: Added) -> None:
    """Keep packages as they are found, group by group, and put them into `added`. Call it as the one writer."""
    for group in _groups(found):
        contents = {blob: content for each in group for blob, content in _contents(each)}
        missing = _unknown(store, contents)
        for analysis in analyser.analysed([contents[blob] for blob in missing]):
            writer.add_blob(analysis.blob, analysis.parts)
            added.gaps += analysis.gaps
            if writer.full:
                writer.flush()
        kept = [_stored(each) for each in group]
        for package in kept:
            writer.add_package(package, day)
        writer.flush()
        added.packages += kept
        added.new += len(kept)
        added.contents += len(missing)
        added.left_out += [(each.package, path) for each in group for path in each.left_out]


_ORDER = [str(each) for each in Assurance]


def _has_better(kept: StoredPackage, finder: Finder) -> bool:
    """Whether a source that is asked before has the package by now, and might be checked where this one was not."""
    if kept.assurance == Assurance.CONTENTS:
        return False
    return next(finder.places(kept.id, kept.checksum, kept.place.kind), None) is not None


def _groups(found: Iterator[Found]) -> Iterator[list[Found]]:
    group: list[Found] = []
    size = 0
    for each in found:
        group.append(each)
        size += sum(map(len, each.files.values()))
        if size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _contents(found: Found) -> Iterator[tuple[tuple[BlobHash, Part], Content]]:
    for path, data in found.files.items():
        part = _part(path)
        git_name = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
        yield (BlobHash(content_hash(data)), part), (Oid(git_name), data, part)


def _stored(found: Found) -> StoredPackage:
    files = {path: BlobHash(content_hash(data)) for path, data in found.files.items()}
    return StoredPackage(found.package, found.checksum, found.place, str(found.assurance), files)


def _part(path: RepoPath) -> Part:
    return Part.MANIFEST if path == MANIFEST else Part.FACTS


def _unknown(store: Store, contents: Iterable[tuple[BlobHash, Part]]) -> list[tuple[BlobHash, Part]]:
    keys = list(contents)
    known = {
        (blob, part)
        for part in (Part.FACTS, Part.MANIFEST)
        for blob in store.contents.having((blob for blob, its in keys if its is part), part)
    }
    return [key for key in keys if key not in known]
