"""Where idioms stand in contents, by syntax alone: a function of content and idioms, kept beside the content."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from blake3 import blake3

from rgraph.errors import LockedError
from rgraph.model.ids import BlobHash
from rgraph.parse.sites import Pattern, Patterns, Site

if TYPE_CHECKING:
    from rgraph.store.store import Store

ENGINE = 1
"""Raised when the same patterns find other places: what is kept is then found anew."""

SAID_FROM = 400
"""Files that are looked through for the first time from which it is said: fewer take no time."""

_BATCH = 400

_decoder = msgspec.msgpack.Decoder(tuple[str, list[Site]])


def key_of(patterns: Sequence[Pattern]) -> str:
    """What names a set of patterns: the same for the same ones, whatever the machine."""
    return blake3(msgspec.msgpack.encode((ENGINE, patterns))).hexdigest(8)


class Catalogue:
    """The sites of some patterns in contents, by their hash. What had to be looked for is kept for the next time."""

    def __init__(self, patterns: Sequence[Pattern], store: Store | None, note: Callable[[str], None]) -> None:
        self._list, self._store, self._note = patterns, store, note
        self._key = key_of(patterns)
        self._known: dict[BlobHash, list[Site]] = {}

    @cached_property
    def _patterns(self) -> Patterns:
        return Patterns(self._list)

    def of(self, blobs: Iterable[BlobHash], read: Callable[[BlobHash], bytes]) -> Mapping[BlobHash, list[Site]]:
        """The sites of each of some contents."""
        wanted = list(dict.fromkeys(blobs))
        missing = [blob for blob in wanted if blob not in self._known]
        self._known.update(self._stored(missing))
        missing = [blob for blob in missing if blob not in self._known]
        if len(missing) >= SAID_FROM:
            self._note(f"looking for old idioms in {len(missing):,} files that were never asked for them")
        for start in range(0, len(missing), _BATCH):
            made = {blob: self._patterns.sites(read(blob)) for blob in missing[start : start + _BATCH]}
            self._keep(made)
            self._known.update(made)
        return {blob: self._known[blob] for blob in wanted}

    def sites(self, source: bytes) -> list[Site]:
        """The sites of a content that no store keeps."""
        return self._patterns.sites(source)

    def _stored(self, blobs: Sequence[BlobHash]) -> Iterator[tuple[BlobHash, list[Site]]]:
        if self._store is None or not blobs:
            return
        from rgraph.store.records import Part

        for blob, packed in self._store.contents.packed(blobs, Part.IDIOMS):
            with contextlib.suppress(msgspec.MsgspecError):
                key, sites = _decoder.decode(packed)
                if key == self._key:
                    yield blob, sites

    def _keep(self, made: Mapping[BlobHash, list[Site]]) -> None:
        """While another process writes nothing is kept: nobody waits for it."""
        if self._store is None:
            return
        from rgraph.store.packing import squeeze
        from rgraph.store.records import Part

        stored = sorted(self._store.contents.having(made, Part.FACTS))
        if stored:
            packed = {blob: squeeze(msgspec.msgpack.encode((self._key, made[blob]))) for blob in stored}
            with contextlib.suppress(LockedError), self._store.writing(wait=0) as writer:
                writer.add_idioms(packed)
