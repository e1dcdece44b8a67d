"""Versions of published packages in the store that all repositories of a user share: which files of which contents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from rgraph.model.ids import BlobHash, RepoPath
from rgraph.model.packages import PackageId

from .engine import Engine, Row
from .failures import damaged
from .packing import expand, set_hash
from .schema import key_columns
from .sweep import drop_blobs

_OF = """
asked[name, version, source] <- $ids
?[name, version, source, checksum, kind, form, path, inside, assurance, listing] :=
    asked[name, version, source],
    *package{name, version, source, checksum, kind, form, path, inside, assurance, listing}
"""
_ALL = """
?[name, version, source, checksum, kind, form, path, inside, assurance, listing] :=
    *package{name, version, source, checksum, kind, form, path, inside, assurance, listing}
"""
_USED = "?[name, version, source, checksum, day] := *package_used{name, version, source, checksum, day}"
_VERSIONS = "?[version, source] := *package{name: $name, version, source}"

_listing = msgspec.msgpack.Decoder(dict[str, str])
_encoder = msgspec.msgpack.Encoder()


class Place(NamedTuple):
    """Where the files of a package lie: the kind of source, what must be read, and where in it the package is."""

    kind: str
    form: str
    path: str
    inside: str


@dataclass(frozen=True, slots=True)
class StoredPackage:
    """A version of a package. `checksum` is the lock's, "" for none; `assurance` says how far it was checked."""

    id: PackageId
    checksum: str
    place: Place
    assurance: str
    files: Mapping[RepoPath, BlobHash] = field(repr=False)


class Packages:
    """Reads, and drops, what `Writer.add_package` kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, ids: Iterable[PackageId]) -> list[StoredPackage]:
        """What is kept of some packages, of each with every checksum. Raises StoreError for what cannot be read."""
        asked = [[each.name, each.version, each.source] for each in ids]
        return [_package(row) for row in self._engine.run(_OF, {"ids": asked})]

    def all(self) -> list[StoredPackage]:
        """Everything that is kept. Raises StoreError for what cannot be read."""
        return [_package(row) for row in self._engine.run(_ALL)]

    def versions(self, name: str) -> list[PackageId]:
        """Which versions of a package are kept."""
        return sorted(PackageId(name, *row) for row in self._engine.run(_VERSIONS, {"name": name}))

    def days(self) -> dict[tuple[PackageId, str], int]:
        """The last day on which each package, with its checksum, was used."""
        return {(PackageId(*row[:3]), row[3]): int(row[4]) for row in self._engine.run(_USED)}

    def drop(self, packages: Collection[StoredPackage]) -> int:
        """Remove packages, then the contents that no other has; as the one writer. Returns how many contents went."""
        keys = [package_key(each.id, each.checksum) for each in packages]
        gone = {relation: (key_columns(relation[1:]), keys) for relation in ("-package", "-package_used")}
        self._engine.put(gone)
        return drop_blobs(self._engine, {blob for each in self.all() for blob in each.files.values()})


def package_key(package: PackageId, checksum: str) -> list[str]:
    """The key columns of a package's rows."""
    return [package.name, package.version, package.source, checksum]


def pack_listing(files: Mapping[RepoPath, BlobHash]) -> bytes:
    """A package's paths and contents as bytes, the same for equal ones."""
    return _encoder.encode(dict(sorted(files.items())))


def contents_id(files: Mapping[RepoPath, BlobHash]) -> str:
    """The identity of what a package holds: the same for equal files."""
    return set_hash(pack_listing(files))


def _package(row: Row) -> StoredPackage:
    try:
        files = _listing.decode(expand(row[9]))
    except msgspec.MsgspecError as error:
        raise damaged(f"the files of {row[0]} {row[1]} cannot be read ({error})") from None
    listed = {RepoPath(path): BlobHash(blob) for path, blob in files.items()}
    return StoredPackage(PackageId(*row[:3]), row[3], Place(*row[4:8]), row[8], listed)
