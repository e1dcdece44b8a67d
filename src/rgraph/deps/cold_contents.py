"""The contents of the cold tier as a source: facts from its store, bodies read again from where a package lies."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from rgraph.errors import RepositoryError, StoreError
from rgraph.index.analysis import analyse
from rgraph.model.cargo import Manifest
from rgraph.model.contents import NoContents
from rgraph.model.facts import BlobBodies, BlobFacts, unpack_facts
from rgraph.model.ids import BlobHash, Oid, RepoPath
from rgraph.model.packages import PackageId
from rgraph.store.contents import Contents
from rgraph.store.packing import content_hash
from rgraph.store.published import Place, StoredPackage
from rgraph.store.stored_records import Part

from .finding import Finder, read_place
from .sources.package_files import SourceError

PlaceOf = Callable[[BlobHash], tuple[StoredPackage, RepoPath] | None]
"""Which kept package has a content, and at which path."""

KEPT_BYTES = 48_000_000
"""Bytes of packages that were read again and are kept."""

_manifest = msgspec.msgpack.Decoder(Manifest)


class ColdContents(NoContents):
    """A `model.contents.ContentSource` that answers for what it has, to be laid over another.

    Bodies of a package that is not there any more are empty, and it is said.
    """

    def __init__(
        self, contents: Callable[[], Contents], place_of: PlaceOf, finder: Finder, note: Callable[[str], None]
    ) -> None:
        self._contents = contents
        self._place_of = place_of
        self._finder = finder
        self._note = note
        self._unread: set[PackageId] = set()
        self._read: OrderedDict[Place, dict[BlobHash, bytes]] = OrderedDict()

    def facts(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobFacts]:
        return {blob: unpack_facts(data) for blob, data in self._packed(blobs, Part.FACTS)}

    def bodies(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, BlobBodies]:
        known = self._contents().having(blobs, Part.FACTS)
        return {blob: self._bodies(blob) for blob in sorted(known)}

    def manifests(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, Manifest]:
        return {blob: _manifest.decode(data) for blob, data in self._packed(blobs, Part.MANIFEST)}

    def _packed(self, blobs: Iterable[BlobHash], part: Part) -> Iterator[tuple[BlobHash, bytes]]:
        try:
            yield from self._contents().packed(set(blobs), part)
        except StoreError as error:
            raise StoreError(error.message, "Run `rgraph deps prune --all`: it is built again when needed.") from None

    def read(self, blob: BlobHash) -> bytes:
        """The bytes of a content. Raises RepositoryError where they cannot be had any more."""
        found = self._place_of(blob)
        if found is None:
            raise RepositoryError(f"no available package has the content {blob[:12]}", "Run `rgraph deps scan`.")
        package, path = found
        for place in dict.fromkeys((package.place, *self._finder.places(package.id, package.checksum))):
            data = self._contents_at(place, package).get(blob)
            if data is not None:
                return data
        raise RepositoryError(
            f"{path} of {package.id} is no longer at {package.place.path} as it was read", "Run `rgraph deps scan`."
        )

    def _bodies(self, blob: BlobHash) -> BlobBodies:
        try:
            data = self.read(blob)
        except RepositoryError as error:
            self._say_unread(blob, error)
            return BlobBodies([])
        found = analyse(Oid(""), data, Part.FACTS).objects[Part.BODIES]
        assert isinstance(found, BlobBodies)
        return found

    def _say_unread(self, blob: BlobHash, error: RepositoryError) -> None:
        """Say that bodies are unknown: of a package once, however many of its files are asked for."""
        found = self._place_of(blob)
        package = found[0].id if found is not None else None
        if package is None or package not in self._unread:
            self._note(f"bodies are unknown: {error.message}")
        if package is not None:
            self._unread.add(package)

    def _contents_at(self, place: Place, package: StoredPackage) -> dict[BlobHash, bytes]:
        """The contents of a package that are at a place, by their hashes; none where it cannot be read any more."""
        if place not in self._read:
            try:
                files = read_place(place).files
            except (SourceError, OSError):
                files = {}
            wanted = set(package.files.values())
            hashed = ((BlobHash(content_hash(data)), data) for data in files.values())
            self._read[place] = {blob: data for blob, data in hashed if blob in wanted}
            self._forget()
        return self._read[place]

    def _forget(self) -> None:
        """Let go of the packages that were read first."""
        while len(self._read) > 1 and sum(map(_size, self._read.values())) > KEPT_BYTES:
            self._read.popitem(last=False)


def _size(contents: dict[BlobHash, bytes]) -> int:
    return sum(map(len, contents.values()))
