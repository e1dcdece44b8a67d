"""The version model: a view is its commit's tree, whatever the order and the way in which commits were written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.errors import RevisionError
from rgraph.store.chains import _PATH_CHANGES
from rgraph.store.placement import MAX_LAYERS
from rgraph.store.store import Store, open_store

from .commits import Tree, add, oid, tree_of

PATHS = ("a.rs", "b.rs", "c/d.rs", "Cargo.toml")
TREES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(("x", "y", "z")), max_size=4)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[list[int], Tree]]:
    """Commits in an order with parents first: numbers of parents, and tree."""
    commits: list[tuple[list[int], Tree]] = []
    for number in range(draw(st.integers(1, 14))):
        parents = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True)) if number else []
        commits.append((parents, draw(TREES)))
    return commits


@settings(max_examples=60, deadline=None)
@given(histories(), st.data())
def test_every_view_is_its_tree_in_any_order_of_writing(
    history: list[tuple[list[int], Tree]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(history))))
    written: set[int] = set()
    with open_store(None, "mem") as store:
        for number in order:
            parents, tree = history[number]
            with store.writing() as writer:
                as_difference = bool(parents) and parents[0] in written and data.draw(st.booleans())
                add(writer, number, parents, tree, history[parents[0]][1] if as_difference else None)
            written.add(number)
        for number, (_, tree) in enumerate(history):
            assert tree_of(store, number) == tree
        assert store.contradictions() == []


@settings(max_examples=60, deadline=None)
@given(histories(), st.data())
def test_path_history_is_what_comparing_trees_gives(history: list[tuple[list[int], Tree]], data: st.DataObject) -> None:
    with open_store(None, "mem") as store:
        for number in data.draw(st.permutations(range(len(history)))):
            with store.writing() as writer:
                add(writer, number, *history[number])
        for path in PATHS:
            changes = store.versions.path_history(path, oid(len(history) - 1))
            found = [(int(c.commit.oid), c.before and c.before.blob, c.after and c.after.blob) for c in changes]
            assert found == _followed(history, path)


def _followed(history: list[tuple[list[int], Tree]], path: str) -> list[tuple[int, str | None, str | None]]:
    found = []
    at: int | None = len(history) - 1
    while at is not None:
        parents, tree = history[at]
        after = tree.get(path)
        same = [parent for parent in parents if history[parent][1].get(path) == after]
        if same:
            at = same[0]
            continue
        before = history[parents[0]][1].get(path) if parents else None
        if before is not None or after is not None:
            found.append((at, before, after))
        at = parents[0] if parents else None
    return found[::-1]


def test_a_commit_ahead_of_its_history_gets_a_snapshot_and_its_children_go_on_from_it(store: Store) -> None:
    with store.writing() as writer:
        add(writer, 2, [1], {"a.rs": "x", "b.rs": "y"})
        add(writer, 3, [2], {"a.rs": "z"}, {"a.rs": "x", "b.rs": "y"})
    assert tree_of(store, 3) == {"a.rs": "z"}
    ahead, child = store.versions.commit(oid(2)), store.versions.commit(oid(3))
    assert ahead and child and (child.chain, child.pos) == (ahead.chain, ahead.pos + 1)
    with store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x", "c/d.rs": "q"})
    assert tree_of(store, 2) == {"a.rs": "x", "b.rs": "y"}
    assert [change.commit.oid for change in store.versions.path_history("c/d.rs", oid(3))] == [oid(1), oid(2)]


def test_what_was_before_is_not_known_where_the_parent_is_not_indexed(store: Store) -> None:
    with store.writing() as writer:
        add(writer, 2, [1], {"a.rs": "x"})
    assert [change.rooted for change in store.versions.path_history("a.rs", oid(2))] == [False]


def test_deleted_path_does_not_shine_through_from_the_base_chain(store: Store) -> None:
    base = {"a.rs": "x", "b.rs": "y"}
    with store.writing() as writer:
        add(writer, 1, [], base)
        add(writer, 2, [1], {"a.rs": "z", "b.rs": "y"}, base)
        add(writer, 3, [1], {"b.rs": "y"}, base)
        add(writer, 4, [3], {"b.rs": "z"}, {"b.rs": "y"})
    assert tree_of(store, 4) == {"b.rs": "z"}


def test_layers_stay_few(store: Store) -> None:
    tree: dict[str, str] = {"a.rs": "x"}
    with store.writing() as writer:
        add(writer, 0, [], tree)
        for number in range(1, 20):  # each branches off a commit that is not a tip any more
            add(writer, f"{number}f", [number - 1], {**tree, "f.rs": "y"}, tree)
            grown = {**tree, f"{number}.rs": "z"}
            add(writer, number, [number - 1], grown, tree)
            tree = grown
    assert tree_of(store, 19) == tree
    deepest = max(row[0] for row in store.run("?[depth] := *chain{depth}"))
    assert deepest == MAX_LAYERS - 1


def test_unknown_commit_is_an_error(store: Store) -> None:
    with pytest.raises(RevisionError, match="is not indexed"):
        store.versions.files_at(oid(9))
    assert store.versions.commit(oid(9)) is None
    assert not store.versions.is_indexed(oid(9))


def test_a_difference_needs_its_parent(store: Store) -> None:
    with pytest.raises(RevisionError, match="before its parent"), store.writing() as writer:
        add(writer, 2, [1], {"a.rs": "x"}, {})
    assert not store.versions.is_indexed(oid(2))


def test_commits_are_there_after_opening_again(opened: Callable[[], Store]) -> None:
    with opened() as store, store.writing() as writer:
        add(writer, 1, [], {"a.rs": "x"})
        add(writer, 2, [1], {"a.rs": "y"})
    again = opened()
    assert tree_of(again, 2) == {"a.rs": "y"}
    with again.writing() as writer:
        add(writer, 3, [2], {"a.rs": "z"}, {"a.rs": "y"})
    assert tree_of(again, 3) == {"a.rs": "z"}
    assert [commit.pos for commit in again.versions.all_commits()] == [0, 1, 2]


def test_a_paths_changes_are_read_once_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    with open_store(None, "mem") as store:
        for number in range(12):
            with store.writing() as writer:
                add(writer, number, [number - 1] if number else [], {"a.rs": f"text {number}"})
        engine = store.versions._engine
        run = engine.run
        monkeypatch.setattr(
            engine, "run", lambda script, *rest, **named: read.append(script) or run(script, *rest, **named)
        )
        assert len(store.versions.path_history("a.rs", oid(11))) == 12
    assert read.count(_PATH_CHANGES) == 1


def test_the_contents_of_a_name_are_those_of_any_folder_and_any_commit(store: Store) -> None:
    with store.writing() as writer:
        add(writer, 1, [], {"Cargo.lock": "old", "c/Cargo.lock": "below", "Not-Cargo.lock": "other"})
        add(writer, 2, [1], {"Cargo.lock": "new"}, {"Cargo.lock": "old", "c/Cargo.lock": "below"})
    assert sorted(store.versions.contents_named("Cargo.lock")) == ["below", "new", "old"]
