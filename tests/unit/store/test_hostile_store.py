"""A store that somebody else made: it may lie, and it may not take memory, time or more than one line of error."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import msgspec
import pytest

from rgraph.errors import StoreError
from rgraph.model.ids import BlobHash, RepoPath
from rgraph.store.limits import MAX_EXPANDED_BYTES
from rgraph.store.packing import expand, squeeze
from rgraph.store.schema import headers
from rgraph.store.store import Store

from .commits import add, oid


def put(store: Store, relation: str, *rows: list[object]) -> None:
    store.engine.put({relation: (headers(relation), list(rows))})


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as writer:
        for number in range(3):
            add(writer, number, [number - 1] if number else [], {"a.rs": f"x{number}"})
    return store


def test_a_chain_under_itself_is_damage(filled: Store) -> None:
    put(filled, "chain", [0, 0, 0, 1])
    for ask in (
        lambda: filled.versions.files_at(oid(1)),
        lambda: filled.versions.path_history(RepoPath("b.rs"), oid(1)),
    ):
        with pytest.raises(StoreError, match="damaged: chain 0 lies under more than"):
            ask()


def test_a_commit_that_is_its_own_ancestor_is_damage(filled: Store) -> None:
    commit = filled.versions.commit(oid(0))
    assert commit is not None
    put(filled, "commit", [commit.oid, commit.chain, commit.pos, commit.tree, [oid(2)], 0, "", ""])
    put(filled, "file_at", [0, "a.rs", [0, True], "other", 0])
    with pytest.raises(StoreError, match="its own ancestor"):
        filled.versions.path_history(RepoPath("a.rs"), oid(2))


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.versions.tip(7),
        lambda store: store.versions.base(7),
        lambda store: store.contents.blobs([BlobHash("no")]),
        lambda store: store.contents.facts([BlobHash("no")]),
        lambda store: store.contents.linked(["12345"]),
    ],
)
def test_what_is_missing_is_damage(filled: Store, ask: Callable[[Store], object]) -> None:
    with pytest.raises(StoreError, match="damaged: ") as caught:
        ask(filled)
    assert "--rebuild" in caught.value.hint


def test_a_bomb_is_not_unpacked(filled: Store) -> None:
    bomb = zlib.compress(bytes(MAX_EXPANDED_BYTES + 1), 9)
    assert len(bomb) < 300_000
    with pytest.raises(StoreError, match="larger than any"):
        expand(bomb)
    put(filled, "packed", ["bomb", "facts", bomb])
    with pytest.raises(StoreError, match="damaged"):
        filled.contents.facts([BlobHash("bomb")])


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"no zlib",
        squeeze(b"abc")[:-3],
        squeeze(b"no msgpack \xc1"),
        squeeze(msgspec.msgpack.encode({"items": 3})),
        squeeze(b"\x91" * 200_000),
        squeeze(msgspec.msgpack.encode([1] * 5)),
    ],
)
def test_what_cannot_be_read_is_damage(filled: Store, value: bytes) -> None:
    put(filled, "packed", *[["odd", part, value] for part in ("facts", "bodies", "manifest", "lockfile", "settings")])
    contents = filled.contents
    for read in (contents.facts, contents.bodies, contents.manifests, contents.lockfiles, contents.settings):
        with pytest.raises(StoreError, match="damaged"):
            read([BlobHash("odd")])


def test_what_is_packed_comes_back() -> None:
    for data in (b"", b"x", b"abc" * 100_000):
        assert expand(squeeze(data)) == data
