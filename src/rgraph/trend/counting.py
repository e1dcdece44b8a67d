"""All measures of contents, content by content: counted once, and kept beside the content."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from rgraph.errors import LockedError
from rgraph.model.facts import EXTRACTOR, BlobFacts, BlobStatus, Item, ItemKind
from rgraph.model.ids import BlobHash, Oid
from rgraph.model.predicates import needs_test
from rgraph.model.syntax import Node
from rgraph.view.places import is_test_function

from .beside import Beside
from .counts import Counts, Declared
from .measure import Content
from .registry import definition, of_contents

if TYPE_CHECKING:
    from rgraph.git.repository import Repository
    from rgraph.store.store import Store

ENGINE = 1
"""Raised when the same measures count otherwise: what is kept is then counted anew."""

_BATCH = 400
_SAID_FROM = 1_000


class _Kept(Node, frozen=True):
    key: str
    counts: Counts


_decoder = msgspec.msgpack.Decoder(_Kept)


class Counting:
    """The counts of git blobs. What had to be counted is kept for the next time where the store has the content."""

    def __init__(self, repository: Repository, store: Store, note: Callable[[str], None]) -> None:
        self._repository, self._store, self._note = repository, store, note
        self._key = f"{ENGINE} {EXTRACTOR} {definition()}"
        self._beside = Beside(repository.common_dir / "rgraph")

    def of(self, blobs: Collection[Oid]) -> dict[Oid, Counts]:
        """The counts of each of some contents of Rust files."""
        hashes = self._store.contents.hashes(blobs)
        kept = dict(self._kept(hashes.values()))
        found = {oid: kept[blob] for oid, blob in hashes.items() if blob in kept}
        if len(found) < len(blobs):
            beside = self._beside.all(self._key)
            found.update((oid, beside[oid]) for oid in blobs if oid not in found and oid in beside)
        missing = [oid for oid in blobs if oid not in found]
        if len(missing) >= _SAID_FROM:
            self._note(f"counting in {len(missing):,} contents for the first time")
        waiting = iter(missing)
        while batch := list(islice(waiting, _BATCH)):
            found.update(self._counted(batch, hashes))
        self._beside.put(self._key, {oid: found[oid] for oid in missing if oid not in hashes})
        return found

    def _kept(self, blobs: Collection[BlobHash]) -> Iterator[tuple[BlobHash, Counts]]:
        from rgraph.store.stored_records import Part

        for blob, packed in self._store.contents.packed(blobs, Part.COUNTS):
            with contextlib.suppress(msgspec.MsgspecError):
                kept = _decoder.decode(packed)
                if kept.key == self._key:
                    yield blob, kept.counts

    def _counted(self, oids: Sequence[Oid], hashes: Mapping[Oid, BlobHash]) -> dict[Oid, Counts]:
        """Counted now: with the facts that the store has, or those of a content that it does not have."""
        from rgraph.parse.extract import extract
        from rgraph.store.stored_records import Part

        stored = self._store.contents.having(set(hashes.values()), Part.FACTS)
        facts = self._store.contents.facts({hashes[oid] for oid in oids if hashes.get(oid) in stored})
        found: dict[Oid, Counts] = {}
        for oid in oids:
            source = self._repository.read(oid)
            known = facts.get(hashes[oid]) if oid in hashes else None
            found[oid] = counts_of(Content(source, known if known is not None else extract(source)[0]))
        self._keep({hashes[oid]: found[oid] for oid in oids if hashes.get(oid) in stored})
        return found

    def _keep(self, made: Mapping[BlobHash, Counts]) -> None:
        """While another process writes nothing is kept: nobody waits for it."""
        from rgraph.store.packing import squeeze

        if made:
            packed = {blob: squeeze(msgspec.msgpack.encode(_Kept(self._key, counts))) for blob, counts in made.items()}
            with contextlib.suppress(LockedError), self._store.writing(wait=0) as writer:
                writer.add_counts(packed)


def counts_of(content: Content) -> Counts:
    """Everything that is counted in one content; nothing where it was not read."""
    facts = content.facts
    if facts.status is BlobStatus.SKIPPED:
        return Counts()
    tests = _test_ords(facts)
    spans = sorted(
        (facts.items[ord_].start, facts.items[ord_].end) for ord_ in tests if facts.items[ord_].parent not in tests
    )
    numbers: dict[str, tuple[int, int]] = {}
    for name, measure in of_contents().items():
        sites = list(measure.sites(content))
        inside = 0 if measure.of_tests else sum(_within(site, spans) for site in sites)
        if sites:
            numbers[name] = (len(sites) - inside, inside)
    is_test = any(map(needs_test, facts.attrs.cfg))
    return Counts(numbers, sorted(tests), list(_modules(facts, tests)), is_test)


def _within(site: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= site < end for start, end in spans)


def _test_ords(facts: BlobFacts) -> set[int]:
    """The items of a content that are built for tests alone, as far as the content says."""
    found: set[int] = set()
    for ord_, item in enumerate(facts.items):
        if item.parent in found or is_test_function(item) or any(map(needs_test, item.attrs.cfg)):
            found.add(ord_)
    return found


def _modules(facts: BlobFacts, tests: Collection[int]) -> Iterator[Declared]:
    for ord_, item in enumerate(facts.items):
        if item.kind is ItemKind.MODULE and not item.has_body:
            paths = [item.attrs.path] if item.attrs.path is not None else []
            paths += [given for _, given in item.attrs.paths_if]
            yield Declared(_around(facts.items, item), item.name, paths, ord_ in tests)


def _around(items: Sequence[Item], item: Item) -> list[tuple[str, str]]:
    """The inline modules around an item, outermost first; calls of macros in between are passed over."""
    found: list[tuple[str, str]] = []
    at = item.parent
    while at >= 0:
        if items[at].kind is ItemKind.MODULE:
            found.append((items[at].name, items[at].attrs.path or ""))
        at = items[at].parent
    return found[::-1]
