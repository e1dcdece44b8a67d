"""The walk over commits, and the questions about two of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from rgraph.errors import RepositoryError
from rgraph.git.repository import open_repository
from rgraph.model.ids import Oid
from tests.dsl import History, Repo, histories


def linear(repo: Repo, count: int) -> list[Oid]:
    return [Oid(repo.commit({"a.rs": str(number)})) for number in range(count)]


@given(history=histories(max_steps=14))
@settings(max_examples=40, deadline=None)
def test_parents_come_first_and_the_order_is_a_function_of_the_set(
    history: History, tmp_path_factory: pytest.TempPathFactory
) -> None:
    built = history.build(tmp_path_factory.mktemp("h"))
    opened = open_repository(built.repo.path)
    tips = sorted(set(opened.refs().values()))
    order = [record.oid for record in opened.walk(tips)]
    place = {oid: at for at, oid in enumerate(order)}
    assert len(place) == len(order)
    for record in opened.walk(tips):
        assert all(place[parent] < place[record.oid] for parent in record.parents)
    assert [record.oid for record in opened.walk(reversed(tips))] == order
    reachable = set(built.repo.git("rev-list", *tips).split())
    assert set(order) == reachable


@given(history=histories(max_steps=10))
@settings(max_examples=25, deadline=None)
def test_hiding_is_what_git_rev_list_leaves_out(history: History, tmp_path_factory: pytest.TempPathFactory) -> None:
    built = history.build(tmp_path_factory.mktemp("h"))
    opened = open_repository(built.repo.path)
    tips = list(opened.refs().values())
    hidden = Oid(built.commits[len(built.commits) // 2])
    walked = {record.oid for record in opened.walk(tips, [hidden])}
    assert walked == set(built.repo.git("rev-list", *tips, f"^{hidden}").split())
    head = opened.head()
    assert head is not None
    ahead, behind = opened.ahead_behind(head, hidden)
    counts = built.repo.git("rev-list", "--left-right", "--count", f"{head}...{hidden}").split()
    assert [str(ahead), str(behind)] == counts


def test_equal_times_are_ordered_by_oid(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    root = repo.commit({"a.rs": "0"}, time=5)
    sides = sorted(repo.commit({"a.rs": str(n)}, branch=f"b{n}", parents=[root], time=5) for n in range(6))
    walked = [record.oid for record in open_repository(repo.path).walk(Oid(side) for side in sides)]
    assert walked == [root, *sides]


def test_a_clock_that_runs_backwards_does_not_put_children_first(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    commits = [repo.commit({"a.rs": str(n)}, time=1_000_000 - n * 100) for n in range(20)]
    opened = open_repository(repo.path)
    assert [record.oid for record in opened.walk([Oid(commits[-1])])] == commits
    assert [record.oid for record in opened.walk([Oid(commits[-1])], [Oid(commits[9])])] == commits[10:]


def test_an_octopus_and_a_criss_cross(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    root = repo.commit({"a.rs": "0"})
    arms = [repo.commit({f"{n}.rs": str(n)}, branch=f"arm{n}", parents=[root]) for n in range(4)]
    octopus = repo.merge(*arms[1:], ours=arms[0], branch="main")
    left = repo.merge(arms[1], ours=arms[0], branch="left")
    right = repo.merge(arms[0], ours=arms[1], branch="right")
    opened = open_repository(repo.path)
    assert opened.commit(Oid(octopus)).parents == tuple(arms)
    assert sorted(opened.tree(Oid(octopus))) == ["0.rs", "1.rs", "2.rs", "3.rs", "a.rs"]
    assert opened.merge_base(Oid(left), Oid(right)) in arms[:2]
    assert len(list(opened.walk([Oid(octopus), Oid(left), Oid(right)]))) == 8


def test_a_foxtrot_merge_keeps_the_order_of_its_parents(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    root = repo.commit({"a.rs": "0"})
    mine = repo.commit({"a.rs": "1"})
    theirs = repo.commit({"b.rs": "2"}, branch="topic", parents=[root])
    merged = repo.merge(mine, ours=theirs, branch="main")
    assert open_repository(repo.path).commit(Oid(merged)).parents == (theirs, mine)


def test_ancestors(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    first, second = linear(repo, 2)
    other = Oid(repo.commit({"a.rs": "x"}, branch="orphan", parents=[]))
    opened = open_repository(repo.path)
    assert opened.is_ancestor(first, second) and opened.is_ancestor(first, first)
    assert not opened.is_ancestor(second, first) and not opened.is_ancestor(other, second)
    assert opened.merge_base(other, second) is None
    assert opened.merge_base(first, second) == first


def test_nothing_to_walk(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    tip = linear(repo, 3)[-1]
    opened = open_repository(repo.path)
    assert list(opened.walk([])) == []
    assert list(opened.walk([tip], [tip])) == []
    with pytest.raises(RepositoryError):
        list(opened.walk([Oid("1" * 40)]))


def test_where_a_shallow_history_ends(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    commits = linear(repo, 5)
    opened = open_repository(repo.clone(tmp_path / "shallow", "--depth=2"))
    assert opened.shallow_commits() == {commits[3]}
    records = list(opened.walk([commits[4]]))
    assert [(record.oid, record.parents, record.boundary) for record in records] == [
        (commits[3], (), True),
        (commits[4], (commits[3],), False),
    ]
    assert open_repository(repo.path).shallow_commits() == frozenset()
