"""One transaction or nothing, and one edge set for equal links."""

from __future__ import annotations

import pytest

from rgraph.store.store import Store

from .commits import add, linked, oid, packed_set, tree_of


def test_what_an_exception_leaves_unflushed_is_not_there(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
        writer.flush()
        add(writer, 2, [1], {"a.rs": "y"})
        raise KeyboardInterrupt
    assert {commit.oid for commit in store.versions.all_commits()} == {oid(1)}
    assert store.contradictions() == []


def test_a_commit_written_twice_is_one(store: Store) -> None:
    for _ in range(2):
        with store.writing() as writer:
            add(writer, 1, [], {"a.rs": "x"})
            add(writer, 1, [], {"a.rs": "x"})
    assert store.size().commits == 1
    assert store.size().chains == 1


def test_equal_links_are_one_edge_set(store: Store) -> None:
    for _ in range(2):
        with store.writing() as writer:
            writer.add_sets([packed_set(linked("f")), packed_set(linked("f")), packed_set(linked("g"))])
    assert store.size().edge_sets == 2


def test_edge_sets_of_several_runs_do_not_share_an_id(store: Store) -> None:
    for name in ("f", "g", "h"):
        with store.writing() as writer:
            writer.add_sets([packed_set(linked(name))])
    ids = store.contents.set_ids(packed_set(linked(name)).hash for name in "fgh")
    assert len(set(ids.values())) == 3
    assert store.contents.linked(map(str, ids.values())).keys() == set(map(str, ids.values()))


def test_a_full_flush_between_parent_and_child_changes_nothing(store: Store) -> None:
    with store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
        writer.flush()
        add(writer, 2, [1], {"a.rs": "y"}, {"a.rs": "x"})
        add(writer, 3, [1], {"b.rs": "y"})
    assert tree_of(store, 2) == {"a.rs": "y"}
    assert tree_of(store, 3) == {"b.rs": "y"}


def test_footprints_follow_the_last_head(store: Store) -> None:
    with store.writing() as writer:
        writer.footprints.set(oid(1), {"a.rs": b"1", "b.rs": b"2"}, [], stays=False)
    with store.writing() as writer:
        writer.footprints.set(oid(2), {"a.rs": b"3"}, ["b.rs"], stays=False)
    assert store.footprints.commit() == oid(2)
    assert store.footprints.of(oid(2)) == {"a.rs": b"3"}


def test_footprints_of_far_commits_stay_as_they_were_while_head_moves(store: Store) -> None:
    first = {"a.rs": b"1", "b.rs": b"2", "same.rs": b"0"}
    with store.writing() as writer:
        writer.footprints.set(oid(1), first, [], stays=False)
    with store.writing() as writer:
        writer.footprints.keep_far(oid(2), {"a.rs": b"far"}, ["b.rs"])
    with store.writing() as writer:
        writer.footprints.set(oid(3), {"b.rs": b"3", "new.rs": b"4"}, ["a.rs"], stays=True)
    with store.writing() as writer:
        writer.footprints.set(oid(4), {"b.rs": b"5"}, ["new.rs"], stays=False)
    kept = store.footprints
    assert kept.far() == [oid(1), oid(2)]
    assert kept.of(oid(1)) == first
    assert kept.of(oid(2)) == {"a.rs": b"far", "same.rs": b"0"}
    assert kept.of(oid(4)) == {"b.rs": b"5", "same.rs": b"0"}


def test_the_far_commits_that_were_added_first_go(store: Store) -> None:
    with store.writing() as writer:
        writer.footprints.set(oid(1), {"a.rs": b"1"}, [], stays=False)
    for number in (2, 3, 4):
        with store.writing() as writer:
            writer.footprints.keep_far(oid(number), {"a.rs": b"%d" % number}, [])
    assert store.footprints.far() == [oid(4), oid(3)]
    assert store.footprints.of(oid(3)) == {"a.rs": b"3"}
    assert {row[0] for row in store.engine.run("?[oid] := *far_footprint{oid, path}")} == {oid(4), oid(3)}


def test_pins_and_rewrites_are_kept(store: Store) -> None:
    with store.writing() as writer:
        writer.add_pin(oid(1), "bisect")
        writer.add_pin(oid(2), "mine")
        writer.drop_pin(oid(2))
        writer.add_rewritten([(oid(1), oid(3))])
        writer.mark_complete([oid(3)])
    assert store.pins() == {oid(1): "bisect"}
    assert store.rewritten() == [(oid(1), oid(3))]
    assert store.versions.complete([oid(1), oid(3)]) == {oid(3)}
