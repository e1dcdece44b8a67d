"""What macro calls make, kept beside contents from one run to the next: offered to a world, and taken from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from rgraph.link.world import World
from rgraph.model.ids import BlobHash, RepoPath

from .kept import bundle
from .parts import packed
from .splice import Part


class Kept(Protocol):
    """Where it is kept."""

    def made(self, blobs: Iterable[BlobHash]) -> Mapping[BlobHash, bytes]:
        """What the macro calls of contents made, of those of which it is kept."""


class Offers:
    """Knows what is kept, so that only what is new is given out. No answer depends on it."""

    def __init__(self, source: Kept) -> None:
        self._source = source
        self._hashes: dict[BlobHash, int] = {}

    def offer(self, world: World, calling: set[BlobHash]) -> None:
        """Offer a world what is kept of some contents with macro calls."""
        offered = self._source.made(sorted(calling)) if calling else {}
        world.offer(offered.values())
        self._hashes.update((blob, hash(made)) for blob, made in offered.items())

    def made(self, world: World, tree: Mapping[RepoPath, BlobHash], paths: Iterable[RepoPath]) -> dict[BlobHash, bytes]:
        """What the calls of files make, of those contents of which it is not kept yet."""
        parts: dict[BlobHash, dict[bytes, Part]] = {}
        for path in paths:
            for place in world.by_path.get(path, ()):
                found = [*place.parts.values(), *place.failed]
                if found:
                    parts.setdefault(tree[path], {}).update((part.key, part) for part in found)
        bundles = {blob: bundle(map(packed, each.values())) for blob, each in parts.items()}
        new = {blob: data for blob, data in bundles.items() if self._hashes.get(blob) != hash(data)}
        self._hashes.update((blob, hash(data)) for blob, data in new.items())
        return new
