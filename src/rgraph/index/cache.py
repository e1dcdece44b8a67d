"""Contents unpacked for the linker: the last used ones are kept, within a budget of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from rgraph.model.cargo import Manifest
from rgraph.model.chosen_cfg import CfgTable
from rgraph.model.facts import BlobBodies, BlobFacts, unpack_bodies, unpack_facts
from rgraph.model.ids import BlobHash
from rgraph.store.packing import expand
from rgraph.store.stored_records import Part

from .analysis import Known

BUDGET = 24_000_000
"""Bytes of msgpack whose objects are kept: about ten times as much memory."""

Fetch = Callable[[Iterable[BlobHash], Part], Iterator[tuple[BlobHash, bytes]]]
"""Where contents come from that are not here: `Contents.packed`."""

T = TypeVar("T")
_manifest = msgspec.msgpack.Decoder(Manifest)
_settings = msgspec.msgpack.Decoder(CfgTable)
_UNPACK: dict[Part, Callable[[bytes], object]] = {
    Part.FACTS: unpack_facts,
    Part.BODIES: unpack_bodies,
    Part.MANIFEST: _manifest.decode,
    Part.SETTINGS: _settings.decode,
}


class ContentCache:
    """A `link.tree_reader.FactsSource` before a store."""

    def __init__(self, fetch: Fetch, budget: int = BUDGET) -> None:
        self._fetch = fetch
        self._budget = budget
        self._kept: OrderedDict[tuple[BlobHash, Part], tuple[object, int]] = OrderedDict()
        self._size = 0
        self._held: dict[tuple[BlobHash, Part], bytes] = {}

    def facts(self, blob: BlobHash) -> BlobFacts:
        """The facts of a content. Raises KeyError where nobody knows it."""
        return self._get(blob, Part.FACTS, BlobFacts)

    def bodies(self, blob: BlobHash) -> BlobBodies:
        """The bodies of a content. Raises KeyError where nobody knows it."""
        return self._get(blob, Part.BODIES, BlobBodies)

    def manifest(self, blob: BlobHash) -> Manifest:
        """A content read as `Cargo.toml`. Raises KeyError where nobody knows it."""
        return self._get(blob, Part.MANIFEST, Manifest)

    def settings(self, blob: BlobHash) -> CfgTable:
        """The `[cfg]` table of an `rgraph.toml`. Raises KeyError where nobody knows it."""
        return self._get(blob, Part.SETTINGS, CfgTable)

    def made(self, blobs: Iterable[BlobHash]) -> dict[BlobHash, bytes]:
        """What the macro calls of contents made, where the store keeps it."""
        return dict(self._fetch(blobs, Part.MADE))

    def add(self, known: Known) -> None:
        """Keep what was just analysed, so that it need not be unpacked."""
        for part, value in known.objects.items():
            self._keep(known.analysis.blob.hash, part, value, known.sizes[part])

    def share(self, facts: Mapping[BlobHash, BlobFacts]) -> None:
        """Use facts that somebody else keeps too; they count nothing here."""
        for blob, value in facts.items():
            self._keep(blob, Part.FACTS, value, 0)

    def hold(self, part: Part, squeezed: Iterable[tuple[BlobHash, bytes]]) -> None:
        """Have contents at hand, squeezed: processes forked from this one must not ask the store."""
        self._held.update(((blob, part), value) for blob, value in squeezed)

    def release(self) -> None:
        """Let go of what was held."""
        self._held.clear()

    def preload(self, blobs: Iterable[BlobHash], part: Part) -> None:
        """Fetch many at once what is not here."""
        missing = [blob for blob in blobs if (blob, part) not in self._kept]
        for blob, data in self._fetch(missing, part):
            self._keep(blob, part, _UNPACK[part](data), len(data))

    def _get(self, blob: BlobHash, part: Part, kind: type[T]) -> T:
        found = self._kept.get((blob, part))
        if found is None:
            held = self._held.get((blob, part))
            if held is None:
                self.preload([blob], part)
            else:
                data = expand(held)
                self._keep(blob, part, _UNPACK[part](data), len(data))
            found = self._kept[blob, part]
        else:
            self._kept.move_to_end((blob, part))
        value = found[0]
        assert isinstance(value, kind)
        return value

    def _keep(self, blob: BlobHash, part: Part, value: object, size: int) -> None:
        if part not in _UNPACK or (blob, part) in self._kept:
            return
        self._kept[blob, part] = (value, size)
        self._size += size
        while self._size > self._budget and len(self._kept) > 1:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._size -= dropped
