"""The cache keeps what was last used within its budget, and asks for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from rgraph.index.analysis import analyse
from rgraph.index.cache import ContentCache
from rgraph.model.ids import BlobHash, Oid
from rgraph.store.packing import expand
from rgraph.store.stored_records import Part

SOURCES = {name: analyse(Oid(name), f"pub fn {name}() {{}}".encode(), Part.FACTS) for name in ("f", "g", "h")}
PACKED = {
    (known.analysis.blob.hash, part): expand(value)
    for known in SOURCES.values()
    for part, value in known.analysis.parts.items()
}


class Origin:
    def __init__(self) -> None:
        self.asked: list[tuple[BlobHash, Part]] = []

    def fetch(self, blobs: Iterable[BlobHash], part: Part) -> Iterator[tuple[BlobHash, bytes]]:
        for blob in blobs:
            self.asked.append((blob, part))
            yield blob, PACKED[blob, part]


def _hash(name: str) -> BlobHash:
    return SOURCES[name].analysis.blob.hash


def test_what_is_fetched_once_is_kept() -> None:
    origin = Origin()
    cache = ContentCache(origin.fetch)
    for _ in range(2):
        assert [item.name for item in cache.facts(_hash("f")).items] == ["f"]
    assert origin.asked == [(_hash("f"), Part.FACTS)]


def test_what_was_just_analysed_is_not_fetched() -> None:
    origin = Origin()
    cache = ContentCache(origin.fetch)
    cache.add(SOURCES["f"])
    assert cache.facts(_hash("f")).items[0].name == "f"
    assert len(cache.bodies(_hash("f")).bodies) == 1
    assert origin.asked == []


def test_the_least_recently_used_goes_first() -> None:
    origin = Origin()
    cache = ContentCache(origin.fetch, budget=sum(len(PACKED[_hash(name), Part.FACTS]) for name in "fg"))
    cache.preload([_hash("f"), _hash("g")], Part.FACTS)
    cache.facts(_hash("f"))
    cache.facts(_hash("h"))
    origin.asked.clear()
    cache.facts(_hash("f"))
    assert origin.asked == []
    cache.facts(_hash("g"))
    assert origin.asked == [(_hash("g"), Part.FACTS)]


def test_one_content_larger_than_the_budget_is_still_given() -> None:
    assert ContentCache(Origin().fetch, budget=1).facts(_hash("f")).items[0].name == "f"


def test_what_is_held_is_not_asked_for_until_released() -> None:
    origin = Origin()
    cache = ContentCache(origin.fetch)
    cache.hold(Part.BODIES, [(_hash("f"), SOURCES["f"].analysis.parts[Part.BODIES])])
    cache.bodies(_hash("f"))
    assert origin.asked == []
    cache.release()
    cache.bodies(_hash("f"))
    assert origin.asked == []
    with pytest.raises(KeyError):
        cache.facts(BlobHash("unknown"))
