"""Contents for a linker that links the bodies of packages too: these are read again from where a package lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rgraph.deps.overlay.building import contents_of
from rgraph.deps.tier import ColdTier
from rgraph.errors import RepositoryError
from rgraph.index.cache import Fetch
from rgraph.model.facts import pack
from rgraph.model.ids import BlobHash
from rgraph.store.stored_records import Part
from rgraph.view.graph import CommitGraph
from rgraph.view.session import Session


class WithBodies:
    """A `Fetch` that has the bodies of packages. `unread` are the contents whose bodies are not to be had any more."""

    def __init__(self, session: Session, tier: ColdTier, graph: CommitGraph) -> None:
        self._stored: Fetch = contents_of(session, tier, graph)
        self._tier = tier
        self.unread: set[BlobHash] = set()

    def __call__(self, blobs: Iterable[BlobHash], part: Part) -> Iterator[tuple[BlobHash, bytes]]:
        wanted = dict.fromkeys(blobs)
        for blob, data in self._stored(list(wanted), part):
            del wanted[blob]
            yield blob, data
        if part is Part.BODIES:
            yield from ((blob, self._bodies(blob)) for blob in wanted)

    def _bodies(self, blob: BlobHash) -> bytes:
        try:
            self._tier.read(blob)
        except RepositoryError:
            self.unread.add(blob)
        return pack(self._tier.contents.bodies([blob])[blob])
