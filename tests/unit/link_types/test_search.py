"""The search alone: budgets, cuts, cycles, memo, height; answers and charges do not depend on what was asked before."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.link.types import search
from rgraph.link.types.limits import BODY_STEPS, EXPRESSION_STEPS, GOAL_DEPTH, QUESTION_STEPS
from rgraph.link.types.search import Cut, Fuel, Search

from .toys import CUT, CYCLIC, Asker, Toy, bodies, graphs, random_graph


def chain(length: int, cost: int = 0) -> list[Toy]:
    """Goals of which each asks the next."""
    return [Toy(cost, (at + 1,)) for at in range(length - 1)] + [Toy(cost, (), sign=1)]


# ---- fuel --------------------------------------------------------------------------------------------------


def test_a_body_has_its_steps_and_each_expression_adds_some() -> None:
    fuel = Fuel()
    assert fuel.left == BODY_STEPS
    fuel.earn()
    assert fuel.left == BODY_STEPS + EXPRESSION_STEPS
    fuel.left = 3
    fuel.refill()
    assert fuel.left == BODY_STEPS


def test_a_step_beyond_the_last_is_a_cut() -> None:
    fuel = Fuel()
    search = Search(fuel)
    fuel.left = 1
    search.step()
    with pytest.raises(Cut):
        search.step()


# ---- questions ---------------------------------------------------------------------------------------------


def test_a_question_costs_a_step_and_what_it_asks() -> None:
    asker = Asker([Toy(5, ())])
    assert asker.body([0]) == [((0, ()), BODY_STEPS - 1 - 1 - 5)]


def test_a_question_within_a_question_is_part_of_it() -> None:
    asker = Asker([])
    inner = asker.search.question
    assert asker.search.question(lambda: inner(lambda: 7, lambda: None, 0), lambda: None, 0) == 7
    assert asker.fuel.left == BODY_STEPS - 1


def test_a_cut_within_a_question_within_a_question_cuts_the_outer_one() -> None:
    asker = Asker([Toy(QUESTION_STEPS, ())])
    undone: list[str] = []
    found = asker.search.question(
        lambda: [asker.search.question(lambda: asker._answer(0), lambda: undone.append("inner"), CUT)],
        lambda: undone.append("outer"),
        [],
    )
    assert found == []
    assert undone == ["outer"]


def test_a_cut_question_is_undone_counted_and_costs_its_limit() -> None:
    asker = Asker([Toy(QUESTION_STEPS, ()), Toy(0, ())])
    assert asker.body([0]) == [(CUT, BODY_STEPS - QUESTION_STEPS)]
    assert asker.search.cuts == 1
    assert asker.search.was_cut
    asker.ask(1)
    assert not asker.search.was_cut
    assert asker.search.cuts == 1


@pytest.mark.parametrize("over", [1, 50, 4 * QUESTION_STEPS])
def test_how_far_a_cut_question_came_changes_nothing_for_the_rest(over: int) -> None:
    graph = [Toy(QUESTION_STEPS + over, ()), Toy(3, (2,)), Toy(4, ())]
    assert Asker(graph).body([0, 1, 2, 1])[1:] == Asker([Toy(QUESTION_STEPS, ()), *graph[1:]]).body([0, 1, 2, 1])[1:]


def test_what_a_cut_question_had_paid_for_is_paid_again() -> None:
    graph = [Toy(0, (1, 2)), Toy(100, ()), Toy(QUESTION_STEPS, ())]
    (cut, left), (found, after) = Asker(graph).body([0, 1])
    assert cut == CUT
    assert found == (0, ())
    assert left - after == 1 + 1 + 100


def test_a_question_is_answered_with_the_last_step_and_cut_without_it() -> None:
    for cost, cut in ((QUESTION_STEPS - 2, False), (QUESTION_STEPS - 1, True)):
        ((found, _),) = Asker([Toy(cost, ())]).body([0])
        assert (found == CUT) is cut


def test_a_body_ends_however_many_questions_it_asks() -> None:
    asker = Asker([Toy(QUESTION_STEPS, ()), Toy(0, (), sign=1)])
    left = [left for _, left in asker.body([0] * (BODY_STEPS // QUESTION_STEPS + 3))]
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert asker.ask(1) == CUT
    asker.search.begin()
    assert asker.ask(1) == (1, ())


def test_another_error_leaves_the_next_body_as_it_was() -> None:
    asker = Asker([Toy(0, (1,)), Toy(0, (7,)), Toy(0, (), sign=1)])
    with pytest.raises(IndexError):
        asker.ask(0)
    asker.search.begin()
    asker.graph[1] = Toy(0, (2,))
    assert asker.ask(0) == (1, (True,)) == Asker(asker.graph).ask(0)


# ---- memo --------------------------------------------------------------------------------------------------


def test_an_answer_is_searched_once() -> None:
    asker = Asker(chain(4))
    for _ in range(3):
        asker.body([0, 2])
    assert asker.computed == [0, 1, 2, 3]


def test_a_body_pays_for_a_goal_once_whoever_searched_it() -> None:
    asker = Asker(chain(4, 10))
    first = asker.body([0, 0, 3])
    assert first == asker.body([0, 0, 3])
    spent = [BODY_STEPS - first[0][1], first[0][1] - first[1][1], first[1][1] - first[2][1]]
    assert spent == [1 + 4 * 11, 1, 1]


def test_a_shared_goal_is_paid_once_under_a_remembered_one() -> None:
    diamond = [Toy(0, (1, 2)), Toy(0, (3,)), Toy(0, (3,)), Toy(100, ())]
    asker = Asker(diamond)
    (first,), (second,) = asker.body([0]), asker.body([0])
    assert first == second
    assert BODY_STEPS - first[1] == 1 + 4 + 100


def test_what_was_cut_is_not_remembered_and_what_was_whole_is() -> None:
    asker = Asker([Toy(0, (1, 2)), Toy(1, ()), Toy(QUESTION_STEPS, ())])
    asker.body([0])
    assert set(asker.memo) == {1}


def test_a_chain_costs_in_proportion_to_its_length() -> None:
    spent = []
    for length in (10, 20, 40):
        asker = Asker(chain(length))
        ((_, left),) = asker.body([0])
        spent.append(BODY_STEPS - left)
    assert spent == [11, 21, 41]


def test_a_ladder_costs_in_proportion_to_its_length() -> None:
    """Each goal asks the next twice, which without a memo doubles at each rung."""
    ladder = [Toy(0, (at + 1, at + 1)) for at in range(40)] + [Toy(0, ())]
    ((_, left),) = Asker(ladder).body([0])
    assert BODY_STEPS - left == 1 + 41


# ---- cycles ------------------------------------------------------------------------------------------------


def test_a_goal_inside_itself_is_answered_at_once() -> None:
    asker = Asker([Toy(0, (0,), sign=1)])
    assert asker.ask(0) == (1, (False,))
    assert asker.computed == [0]


def test_what_stands_in_a_cycle_is_not_remembered_and_what_asks_it_is() -> None:
    asker = Asker([Toy(0, (1,)), Toy(0, (2,)), Toy(0, (1, 3)), Toy(0, ())])
    asker.ask(0)
    assert set(asker.memo) == {0, 3}


def test_a_cycle_costs_the_same_from_wherever_it_was_entered_before() -> None:
    ring = [Toy(2, (1,)), Toy(3, (2,)), Toy(5, (0,), sign=1)]
    alone = Asker(ring).body([1])
    for before in ([0], [2], [0, 1, 2]):
        asker = Asker(ring)
        asker.body(before)
        assert asker.body([1]) == alone


def test_a_goal_outside_of_a_cycle_is_not_taken_for_one_inside() -> None:
    """3 asks the cycle of 1 and 2 and is remembered; 2 asks 3 only where it stands under itself, and 3 then meets 2."""
    graph = [Toy(0, (3,)), Toy(0, (2,)), Toy(0, (1, 3), "any"), Toy(0, (2,), sign=0)]
    graph[1] = Toy(0, (2,), sign=1)
    alone = Asker(graph).body([1])
    asker = Asker(graph)
    asker.body([0])
    assert asker.body([1]) == alone


# ---- answers of one body --------------------------------------------------------------------------------------


def test_an_answer_of_one_body_is_remembered_for_it_and_no_other() -> None:
    asker = Asker([Toy(0, (), sign=0, is_local=True)])
    assert [found for found, _ in asker.body([0, 0], sign=1)] == [(1, ()), (1, ())]
    assert asker.computed == [0]
    assert [found for found, _ in asker.body([0], sign=0)] == [(0, ())]
    assert asker.memo == {}


def test_neither_is_what_took_such_an_answer_and_all_else_is() -> None:
    graph = [Toy(0, (1, 3)), Toy(5, (2,)), Toy(1, (), is_local=True), Toy(2, ())]
    asker = Asker(graph)
    for sign in (1, 0, 1):
        assert asker.body([0, 1, 3], sign) == Asker(graph).body([0, 1, 3], sign)
    assert set(asker.memo) == {3}


def test_a_cycle_hands_on_that_it_took_such_an_answer() -> None:
    graph = [Toy(0, (1,)), Toy(0, (2,)), Toy(0, (1, 3)), Toy(0, (), is_local=True)]
    asker = Asker(graph)
    for sign in (1, 0):
        assert asker.body([0], sign) == Asker(graph).body([0], sign)
    assert asker.memo == {}


# ---- height ------------------------------------------------------------------------------------------------


def test_goals_stand_so_deep_and_no_deeper() -> None:
    assert Asker(chain(GOAL_DEPTH)).ask(0) != CUT
    assert Asker(chain(GOAL_DEPTH + 1)).ask(0) == CUT


def test_a_remembered_answer_is_as_deep_as_a_searched_one() -> None:
    asker = Asker(chain(GOAL_DEPTH + 1))
    assert asker.ask(1) != CUT
    assert asker.ask(0) == CUT
    assert asker.ask(1) != CUT


def test_a_cycle_adds_its_depth_to_what_asks_it() -> None:
    tail = [*chain(GOAL_DEPTH - 1)[:-1], Toy(0, (GOAL_DEPTH - 1,)), Toy(0, (GOAL_DEPTH - 2,))]
    assert Asker(tail).ask(0) != CUT
    deeper = [Toy(0, (at.asks[0] + 1,), at.how, at.sign) for at in tail]
    longer = [Toy(0, (1,)), *deeper]
    warmed = Asker(longer)
    assert warmed.ask(1) != CUT
    assert warmed.ask(0) == Asker(longer).ask(0) == CUT


# ---- what was asked before never matters -------------------------------------------------------------------


@settings(max_examples=400)
@given(st.data())
def test_answers_and_charges_are_those_of_a_body_alone(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    asked = data.draw(bodies(graph))
    warmed = Asker(graph)
    for goals in asked:
        sign = data.draw(st.integers(0, 1))
        assert warmed.body(goals, sign) == Asker(graph).body(goals, sign)


def test_nor_in_a_thousand_graphs() -> None:
    """What a cycle gives by where it is entered shows in two graphs of a hundred."""
    for seed in range(1000):
        random = Random(seed)
        graph = random_graph(random)
        warmed = Asker(graph)
        for _ in range(3):
            goals = [random.randrange(len(graph)) for _ in range(random.randint(1, 3))]
            sign = random.randint(0, 1)
            assert warmed.body(goals, sign) == Asker(graph).body(goals, sign), (seed, goals)


@settings(max_examples=200)
@given(st.data())
def test_neither_do_cuts_by_steps_and_depth(data: st.DataObject) -> None:
    graph = data.draw(graphs(cost=12))
    asked = data.draw(bodies(graph))
    with pytest.MonkeyPatch.context() as patch:
        for limit, most in (("QUESTION_STEPS", 40), ("GOAL_DEPTH", 6), ("BODY_STEPS", 90)):
            patch.setattr(search, limit, data.draw(st.integers(2, most), label=limit))
        warmed = Asker(graph)
        for goals in asked:
            assert warmed.body(goals) == Asker(graph).body(goals)
            assert warmed.search.cuts == _cuts(graph, goals)


def _cuts(graph: list[Toy], goals: list[int]) -> int:
    alone = Asker(graph)
    alone.body(goals)
    return alone.search.cuts


@settings(max_examples=200)
@given(st.data())
def test_a_memo_changes_no_answer(data: st.DataObject) -> None:
    """A search that forgets everything after each question gives the same answers."""
    graph = data.draw(graphs())
    asked = data.draw(bodies(graph))
    warmed = Asker(graph)
    for goals in asked:
        forgetful = Asker(graph)
        forgetful.search.begin()
        without: list[Any] = []
        for goal in goals:
            forgetful.memo.clear()
            without.append(forgetful.ask(goal))
        assert [found for found, _ in warmed.body(goals)] == without


@settings(max_examples=200)
@given(st.data())
def test_what_is_remembered_would_be_found_again(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    asker = Asker(graph)
    for goals in data.draw(bodies(graph)):
        asker.body(goals)
    for goal, kept in asker.memo.items():
        assert kept.value == Asker(graph).ask(goal)  # type: ignore[arg-type]


def test_the_answer_for_a_cycle_is_what_the_caller_says() -> None:
    asker = Asker([Toy(0, (0,))])
    heard: list[object] = []

    def compute() -> object:
        heard.append(asker.search.answer(asker.memo, 0, lambda: "searched", CYCLIC))
        return heard[-1]

    assert (
        asker.search.question(lambda: asker.search.answer(asker.memo, 0, compute, CYCLIC), lambda: None, CUT) == CYCLIC
    )
    assert heard == [CYCLIC]
