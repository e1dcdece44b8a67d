"""Contents and edge sets come back as they went in; what is missing or broken is a damaged store."""

from __future__ import annotations

import msgspec
import pytest

from rgraph.errors import StoreError
from rgraph.model.cargo import Lockfile, Manifest
from rgraph.model.facts import BlobBodies, pack
from rgraph.model.ids import BlobHash
from rgraph.store.packing import SET_HASH_BYTES, content_hash, expand, set_hash, squeeze, symbol_id
from rgraph.store.store import Store
from rgraph.store.stored_records import Part, StoredBlob

from .commits import add_content, oid

EMPTY = BlobHash("e")


def test_the_same_bytes_may_be_read_in_several_ways(store: Store) -> None:
    encoder = msgspec.msgpack.Encoder()
    with store.writing() as writer:
        add_content(writer, "e", {Part.MANIFEST: squeeze(encoder.encode(Manifest(package="p")))})
        add_content(writer, "e", {Part.BODIES: squeeze(pack(BlobBodies([])))})
        add_content(writer, "e", {Part.LOCKFILE: squeeze(encoder.encode(Lockfile(version=3)))})
    assert store.contents.manifests([EMPTY])[EMPTY].package == "p"
    assert store.contents.bodies([EMPTY])[EMPTY] == BlobBodies([])
    assert store.contents.lockfiles([EMPTY])[EMPTY].version == 3
    assert store.contents.having([EMPTY], Part.FACTS) == set()
    assert store.contents.known([(oid("be"), Part.MANIFEST), (oid("be"), Part.FACTS), (oid("be"), None)]) == {
        (oid("be"), Part.MANIFEST): "e",
        (oid("be"), None): "e",
    }


def test_blobs_are_found_by_both_names(store: Store) -> None:
    with store.writing() as writer:
        add_content(writer, "e")
    assert store.contents.hashes([oid("be"), oid(9)]) == {oid("be"): "e"}
    assert store.contents.blobs([EMPTY]) == {EMPTY: StoredBlob(EMPTY, oid("be"), 10, 2, "ok", "", 0)}
    with pytest.raises(StoreError, match="files of an indexed commit are missing"):
        store.contents.blobs([EMPTY, BlobHash("no")])


def test_missing_and_broken_values_are_a_damaged_store(store: Store) -> None:
    with store.writing() as writer:
        add_content(writer, "e", {Part.FACTS: squeeze(b"\xff"), Part.BODIES: b"not zlib"})
    for read in (
        lambda: store.contents.facts([EMPTY]),
        lambda: store.contents.bodies([EMPTY]),
        lambda: store.contents.manifests([EMPTY]),
        lambda: store.contents.linked(["77"]),
    ):
        with pytest.raises(StoreError, match="damaged"):
            read()


def test_nothing_asked_gives_nothing(store: Store) -> None:
    assert store.contents.facts([]) == {}
    assert store.contents.linked(["", ""]) == {}
    assert store.contents.hashes([]) == {}
    assert store.versions.indexed([]) == set()


def test_many_values_are_read_in_portions(store: Store) -> None:
    names = [f"n{number}" for number in range(1203)]
    with store.writing() as writer:
        for name in names:
            add_content(writer, name, {Part.BODIES: squeeze(pack(BlobBodies([])))})
    assert len(store.contents.bodies(BlobHash(name) for name in names)) == 1203


def test_squeezing_is_undone_and_hashes_are_stable() -> None:
    assert expand(squeeze(b"abc" * 100)) == b"abc" * 100
    assert content_hash(b"") == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    assert len(set_hash(b"x")) == 2 * SET_HASH_BYTES
    assert 0 <= symbol_id("std::mem::swap") < 2**62
    assert symbol_id("a") != symbol_id("b")
