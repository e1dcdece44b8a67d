"""The HNSW index of vectors, on each engine: what it finds against exact search, what goes in and out, who drops it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rgraph.store.nearest import Held, is_quicker_anew
from rgraph.store.store import Store

from .commits import add, oid

WIDTH = 24
_NEAR = "?[text, d] := ~meaning:near{text | query: q, k: 10, ef: 60, bind_distance: d}, q = vec($q) :order d, text"

Vectors = dict[str, bytes]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    rows = np.random.default_rng(7).normal(size=(200, WIDTH))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {f"{number:032x}": row.astype("<f2").tobytes() for number, row in enumerate(rows)}


def numbers(value: bytes) -> np.ndarray:  # type: ignore[type-arg]
    return np.frombuffer(value, "<f2").astype(np.float32)


def fill(store: Store, vectors: Vectors, commit: str = oid(1)) -> None:
    with store.writing():
        store.nearest.begin("model", WIDTH)
        store.nearest.add(vectors)
        store.nearest.finish("model", commit, WIDTH)


def near(store: Store, value: bytes) -> list[str]:
    return [text for text, _ in store.run(_NEAR, {"q": numbers(value).tolist()})]


def recall(store: Store, held: Vectors, asked: Vectors) -> float:
    texts, matrix = np.array(list(held)), np.stack([numbers(value) for value in held.values()])
    exact = [set(texts[np.argsort(-(matrix @ numbers(value)))[:10]]) for value in asked.values()]
    found = [set(near(store, value)) for value in asked.values()]
    return sum(len(one & other) for one, other in zip(found, exact, strict=True)) / (10 * len(asked))


def some(vectors: Vectors, start: int, stop: int) -> Vectors:
    return dict(list(vectors.items())[start:stop])


def test_it_finds_what_exact_search_finds(store: Store, vectors: Vectors) -> None:
    fill(store, vectors)
    assert recall(store, vectors, some(vectors, 0, 20)) > 0.95
    assert store.nearest.held() == Held("model", oid(1))
    assert store.nearest.texts() == vectors.keys()


def test_what_changes_goes_in_and_out_and_lasts(opened: Callable[[], Store], vectors: Vectors) -> None:
    store, held = opened(), some(vectors, 20, 200)
    fill(store, some(vectors, 0, 180))
    with store.writing():
        store.nearest.reopen("model")
        store.nearest.remove(some(vectors, 0, 20))
        store.nearest.add(some(vectors, 180, 200))
        assert store.nearest.held() == Held("model", "")
        store.nearest.finish("model", oid(2), WIDTH)
    store.close()
    store = opened()
    assert store.nearest.held() == Held("model", oid(2))
    assert store.nearest.texts() == held.keys()
    assert recall(store, held, some(vectors, 0, 10) | some(vectors, 190, 200)) > 0.95
    gone = some(vectors, 0, 20)
    assert not any(gone.keys() & set(near(store, value)) for value in gone.values())


def test_a_vector_without_direction_is_left_out(store: Store, vectors: Vectors) -> None:
    fill(store, some(vectors, 0, 5) | {"f" * 32: bytes(2 * WIDTH)})
    assert store.nearest.texts() == some(vectors, 0, 5).keys()


def test_a_new_one_takes_the_place_of_the_old(store: Store, vectors: Vectors) -> None:
    fill(store, some(vectors, 0, 5))
    fill(store, some(vectors, 5, 10))
    assert store.nearest.texts() == some(vectors, 5, 10).keys()


def test_it_is_dropped_when_asked_and_again_is_nothing(store: Store, vectors: Vectors) -> None:
    fill(store, some(vectors, 0, 5))
    with store.writing():
        assert [store.nearest.drop(), store.nearest.drop()] == [5, 0]
    assert store.nearest.held() is None
    assert store.run("?[key] := *meta{key}, starts_with(key, 'near')") == []
    assert not [name for name, *_ in store.run("::relations") if name.startswith("meaning")]


@pytest.mark.parametrize(("live", "kept"), [(2, True), (1, False)])
def test_a_sweep_drops_it_with_its_commit(store: Store, vectors: Vectors, live: int, kept: bool) -> None:
    fill(store, some(vectors, 0, 5), oid(2))
    with store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
        add(writer, 2, [1], {"a.rs": "y"})
        writer.flush()
        store.sweep({oid(number) for number in range(1, live + 1)})
    assert (store.nearest.held() is not None) == kept


def test_a_sweep_drops_what_was_cut_off(store: Store, vectors: Vectors) -> None:
    with store.writing():
        store.nearest.begin("model", WIDTH)
        store.nearest.add(some(vectors, 0, 5))
        store.sweep({oid(1)})
    assert not [name for name, *_ in store.run("::relations") if name.startswith("meaning")]


def test_an_engine_that_builds_at_once_does_so_sooner(binding: str) -> None:
    assert is_quicker_anew(30, 100) == (binding == "mnestic")
    assert is_quicker_anew(101, 100) and not is_quicker_anew(20, 100)


def test_one_engine_goes_on_with_what_the_other_made(
    opened: Callable[[], Store], vectors: Vectors, monkeypatch: pytest.MonkeyPatch, binding: str
) -> None:
    pytest.importorskip("mnestic")
    store = opened()
    fill(store, some(vectors, 0, 100))
    store.close()
    monkeypatch.setenv("RGRAPH_COZO", "mnestic" if binding == "cozo_embedded" else "cozo_embedded")
    store = opened()
    with store.writing():
        store.nearest.add(some(vectors, 100, 200))
        store.nearest.remove(some(vectors, 0, 10))
    assert recall(store, some(vectors, 10, 200), some(vectors, 100, 110)) > 0.95
