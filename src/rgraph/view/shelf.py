"""The store as a shelf: what was computed of a tree is kept beside the contents that it begins with."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rgraph.errors import LockedError
from rgraph.model.ids import BlobHash

if TYPE_CHECKING:
    from .session import Session


class StoreShelf:
    """Keeps one part of contents. While another process writes nothing is kept: nobody waits for it."""

    def __init__(self, session: Session, part: str) -> None:
        self._session, self._part = session, part

    def get(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        from rgraph.store.stored_records import Part

        return dict(self._session.store.contents.packed(blobs, Part(self._part)))

    def put(self, values: Mapping[BlobHash, bytes]) -> None:
        from rgraph.store.packing import squeeze
        from rgraph.store.stored_records import Part

        store = self._session.store
        stored = store.contents.having(values, Part.FACTS)
        if stored:
            with contextlib.suppress(LockedError), store.writing(wait=0) as writer:
                writer.add_part(Part(self._part), {blob: squeeze(values[blob]) for blob in sorted(stored)})
