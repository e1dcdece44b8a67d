"""Where idioms stand in contents, by syntax alone: a function of content and idioms, kept beside the content."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec
from blake3 import blake3

from rgraph.model.contents import Shelf
from rgraph.model.ids import BlobHash
from rgraph.parse.sites import Pattern, Patterns, Site

from .idiom import idioms
from .limits import MOST_KEYS

Note = Callable[[str], None]

ENGINE = 6
"""Raised when the same patterns find other places: what is kept is then found anew."""

SAID_FROM = 400
"""Files that are looked through for the first time from which it is said: fewer take no time."""

_BATCH = 400

_decoder = msgspec.msgpack.Decoder(dict[str, list[Site]])


def key_of(patterns: Sequence[Pattern]) -> str:
    """What names a set of patterns: the same for the same ones, whatever the machine."""
    return blake3(msgspec.msgpack.encode((ENGINE, patterns))).hexdigest(8)


class Catalogue:
    """The sites of some patterns in contents, by their hash. What had to be looked for is kept for the next time."""

    def __init__(self, patterns: Sequence[Pattern], shelf: Shelf | None, note: Note) -> None:
        self._list, self._shelf, self._note = patterns, shelf, note
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
        for blob, kept in self._kept(blobs):
            if self._key in kept:
                yield blob, kept[self._key]

    def _kept(self, blobs: Iterable[BlobHash]) -> Iterator[tuple[BlobHash, dict[str, list[Site]]]]:
        """What is kept beside contents, by the key of the patterns."""
        for blob, packed in self._shelf.get(blobs).items() if self._shelf is not None else ():
            with contextlib.suppress(msgspec.MsgspecError):
                yield blob, _decoder.decode(packed)

    def _keep(self, made: Mapping[BlobHash, list[Site]]) -> None:
        before = dict(self._kept(made))
        packed = {}
        for blob, sites in made.items():
            others = [(key, known) for key, known in before.get(blob, {}).items() if key != self._key]
            packed[blob] = msgspec.msgpack.encode({self._key: sites, **dict(others[: MOST_KEYS - 1])})
        if self._shelf is not None and packed:
            self._shelf.put(packed)


class Catalogues:
    """The sites of all idioms: of those for every crate, and of those that only old editions have."""

    def __init__(self, shelf: Shelf | None, note: Note) -> None:
        bound = [idiom for idiom in idioms() if idiom.editions]
        self.editions = frozenset().union(*(idiom.editions for idiom in bound))
        """The editions that idioms are bound to."""
        self.every = Catalogue([i.pattern for i in idioms() if i.pattern and not i.editions], shelf, note)
        self.old = Catalogue([i.pattern for i in bound if i.pattern], shelf, note)
