"""Sweeping removes what is not live, keeps every live view, and leaves a chain that can grow again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.model.ids import RepoPath
from rgraph.store.store import Store, open_store

from .commits import Tree, add, linked, oid, packed_set, tree_of
from .test_chains import histories


def test_a_chain_cut_back_can_grow_again_without_old_files(store: Store) -> None:
    with store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
        add(writer, 2, [1], {"a.rs": "x", "old.rs": "y"})
        writer.mark_complete([oid(2)])
        writer.add_touched({oid(1): b"kept", oid(2): b"gone"})
        writer.footprints.set(oid(2), {"a.rs": b"1"}, [], stays=False)
        swept = store.sweep({oid(1)}) if writer.flush() is None else None
    assert swept is not None
    assert (swept.commits, swept.blobs, swept.edge_sets) == (1, 1, 1)
    assert store.footprints.commit() is None
    assert store.versions.complete([oid(2)]) == set()
    assert list(store.contents.touched([oid(1), oid(2)])) == [oid(1)]
    with store.writing() as writer:
        add(writer, 3, [1], {"a.rs": "z"}, {"a.rs": "x"})
    assert tree_of(store, 3) == {"a.rs": "z"}
    assert store.contradictions() == []


def test_footprints_go_with_their_commits(store: Store) -> None:
    with store.writing() as writer:
        for number in (1, 2, 3):
            add(writer, number, [], {"a.rs": f"x{number}"})
        writer.footprints.set(oid(1), {"a.rs": b"1"}, [], stays=False)
        writer.flush()
        writer.footprints.keep_far(oid(2), {"a.rs": b"2"}, [])
        writer.flush()
        writer.footprints.keep_far(oid(3), {"a.rs": b"3"}, [])
        writer.flush()
        store.sweep({oid(1), oid(3)})
    assert store.footprints.far() == [oid(3)]
    assert store.footprints.of(oid(3)) == {"a.rs": b"3"}
    with store.writing():
        store.sweep({oid(3)})
    assert store.footprints.commit() is None
    assert store.footprints.far() == []
    assert store.footprints.of(oid(3)) == {}


def test_an_overlay_goes_with_its_commit_and_keeps_its_edge_sets(store: Store) -> None:
    beside = {number: packed_set(linked(f"beside{number}")) for number in (1, 2)}
    with store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
        add(writer, 2, [1], {"a.rs": "y"})
        writer.add_sets(beside.values())
        for number, edges in beside.items():
            writer.set_overlay(oid(number), {RepoPath("a.rs"): edges.hash}, b"leans")
        writer.flush()
        swept = store.sweep({oid(1)})
    assert (swept.commits, swept.edge_sets) == (1, 2)
    assert store.run("?[oid] := *overlay{oid}") == store.run("?[oid] := *dependencies{oid}") == [[oid(1)]]
    kept = store.overlays.sets(oid(1))
    assert store.contents.linked(kept.values()) == {kept[RepoPath("a.rs")]: linked("beside1")}
    assert store.contradictions() == []


@settings(max_examples=40, deadline=None)
@given(histories(), st.data())
def test_live_views_survive_any_sweep(history: list[tuple[list[int], Tree]], data: st.DataObject) -> None:
    tips = data.draw(st.sets(st.integers(0, len(history) - 1)))
    live: set[int] = set()
    waiting = list(tips)
    while waiting:
        number = waiting.pop()
        if number not in live:
            live.add(number)
            waiting.extend(history[number][0])
    with open_store(None, "mem") as store:
        with store.writing() as writer:
            for number in data.draw(st.permutations(range(len(history)))):
                add(writer, number, *history[number])
                writer.flush()
        with store.writing():
            store.sweep({oid(number) for number in live})
        assert {commit.oid for commit in store.versions.all_commits()} == {oid(number) for number in live}
        for number in live:
            assert tree_of(store, number) == history[number][1]
        assert store.contradictions() == []
        contents = {content for number in live for content in history[number][1].values()}
        assert store.size().blobs == len(contents)
        assert store.size().edge_sets == len(contents)


def test_contradictions_are_found(store: Store) -> None:
    with store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
    store.engine.put({"-blob": (["hash"], [["x"]]), "-commit_at": (["chain", "pos"], [[0, 0]])})
    assert len(store.contradictions()) == 2
