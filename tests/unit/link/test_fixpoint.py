"""Questions that lead back to themselves are answered the same, whoever asks first."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rgraph.link import circles, fixpoint
from rgraph.link.fixpoint import Fixpoint
from rgraph.link.limits import MAX_ROUNDS
from rgraph.link.trace import Trace, stable_key

Value = frozenset[int]
NOTHING: Value = frozenset()


@dataclass(frozen=True)
class Rule:
    """How one question is answered: its own names, else by the first branch whose condition holds."""

    own: Value
    asks: tuple[int, ...]
    unless: int | None = None
    """Answers nothing where this one has something: what no monotone system has."""
    follow: tuple[int, ...] = ()
    """Asked only if the first of `asks` has something: what is asked depends on answers."""


@dataclass
class System:
    """Questions by number, answered through a fixpoint."""

    rules: list[Rule]
    trace: Trace = field(default_factory=Trace)

    def __post_init__(self) -> None:
        self.fixpoint = Fixpoint(self.trace)
        self.computed = 0

    def ask(self, number: int) -> Value:
        return self.fixpoint.answer("q", number, lambda: self._compute(number), NOTHING)

    def _compute(self, number: int) -> Value:
        self.computed += 1
        self.trace.touch("q", str(number))
        rule = self.rules[number]
        if rule.unless is not None and self.ask(rule.unless):
            return NOTHING
        found = rule.own
        for index, other in enumerate(rule.asks):
            found |= self.ask(other)
            if index == 0 and found - rule.own:
                for each in rule.follow:
                    found |= self.ask(each)
        return found


@pytest.fixture(autouse=True, scope="module")
def few_rounds() -> Iterator[None]:
    """Systems of a few questions settle in about as many rounds; those that never do need not be asked long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(circles, "MAX_ROUNDS", 60)
        yield


def rules(count: int, negated: bool) -> st.SearchStrategy[list[Rule]]:
    numbers = st.integers(0, count - 1)
    rule = st.builds(
        Rule,
        own=st.frozensets(st.integers(0, 3), max_size=1),
        asks=st.lists(numbers, max_size=3).map(tuple),
        unless=st.one_of(st.none(), numbers) if negated else st.none(),
        follow=st.lists(numbers, max_size=2).map(tuple),
    )
    return st.lists(rule, min_size=count, max_size=count)


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 7).flatmap(lambda n: st.tuples(rules(n, True), st.permutations(range(n)))))
def test_the_order_of_questions_never_matters(case: tuple[list[Rule], list[int]]) -> None:
    equations, order = case
    alone = [System(equations).ask(number) for number in range(len(equations))]
    together = System(equations)
    for number in order:
        assert together.ask(number) == alone[number]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 7).flatmap(lambda n: st.tuples(rules(n, True), st.permutations(range(n)))))
def test_nor_does_the_depth_of_the_stack(case: tuple[list[Rule], list[int]]) -> None:
    equations, order = case
    before = [System(equations).ask(number) for number in range(len(equations))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixpoint, "MAX_OPEN_QUESTIONS", 2)
        shallow = System(equations)
        for number in order:
            assert shallow.ask(number) == before[number]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 7).flatmap(lambda n: rules(n, False)))
def test_without_negation_the_answers_are_the_least_that_fit(equations: list[Rule]) -> None:
    least = [NOTHING] * len(equations)
    for _ in range(4 * len(equations) + 4):
        for number, rule in enumerate(equations):
            found = rule.own
            for index, other in enumerate(rule.asks):
                found |= least[other]
                if index == 0 and found - rule.own:
                    found = found.union(*[least[each] for each in rule.follow])
            least[number] = found
    system = System(equations)
    assert [system.ask(number) for number in range(len(equations))] == least


def ring(count: int) -> list[Rule]:
    return [Rule(frozenset({0}) if n == count - 1 else NOTHING, ((n + 1) % count,)) for n in range(count)]


def test_a_long_ring_needs_no_stack_and_work_in_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circles, "MAX_ROUNDS", MAX_ROUNDS)
    limit = sys.getrecursionlimit()
    costs = []
    for count in (500, 1000):
        system = System(ring(count))
        assert {system.ask(n) for n in range(count)} == {frozenset({0})}
        costs.append(system.computed)
    assert costs[1] < 2.5 * costs[0]
    assert sys.getrecursionlimit() == limit


def test_so_does_a_long_chain() -> None:
    chain = [Rule(NOTHING, (n + 1,)) for n in range(2000)] + [Rule(frozenset({1}), ())]
    system = System(chain)
    assert system.ask(0) == frozenset({1})
    assert system.computed < 3 * len(chain)


def test_a_chain_of_circles_is_answered_circle_by_circle() -> None:
    pairs = []
    for n in range(0, 600, 2):
        pairs += [Rule(NOTHING, (n + 1,)), Rule(NOTHING, (n, n + 2))]
    system = System([*pairs, Rule(frozenset({2}), ())])
    assert system.ask(0) == frozenset({2})
    assert system.computed < 40 * len(pairs)


def test_what_never_settles_means_nothing() -> None:
    paradox = [Rule(frozenset({1}), (), unless=0), Rule(frozenset({2}), (0,))]
    for order in ((0, 1), (1, 0)):
        system = System(paradox)
        answers = {n: system.ask(n) for n in order}
        assert answers == {0: NOTHING, 1: frozenset({2})}


def test_nor_does_what_grows_for_ever() -> None:
    for first in (0, 1):
        fixpoint = Fixpoint(Trace())

        def ask(number: int, fixpoint: Fixpoint = fixpoint) -> tuple[int, ...]:
            return fixpoint.answer("q", number, lambda: (*ask(1 - number, fixpoint), number), (), (-1,))

        assert ask(first) == (-1,)


def test_members_of_a_circle_lean_on_all_that_the_circle_read() -> None:
    system = System([Rule(NOTHING, (1,)), Rule(NOTHING, (0, 2)), Rule(frozenset({1}), ()), Rule(NOTHING, (0,))])
    keys = [stable_key("q", str(n), "") for n in range(4)]
    _, reads = system.trace.record(lambda: system.ask(1))
    assert reads == frozenset(keys[:3])
    _, reads = system.trace.record(lambda: system.ask(3))
    assert reads == frozenset(keys)
    system.trace.forget([keys[2]])
    system.rules[2] = Rule(frozenset({3}), ())
    assert system.ask(0) == frozenset({3})


def test_a_memo_of_what_is_not_settled_is_not_kept() -> None:
    trace = Trace()
    fixpoint = Fixpoint(trace)

    def memo() -> Value:
        return trace.memo("plain", 0, lambda: ask(0))

    def ask(number: int) -> Value:
        computed = {0: lambda: frozenset({1}) | ask(1), 1: memo}
        return fixpoint.answer("q", number, computed[number], NOTHING)

    assert ask(0) == frozenset({1})
    assert memo() == frozenset({1})


def test_an_error_leaves_nothing_open() -> None:
    system = System([Rule(NOTHING, (1,)), Rule(NOTHING, (2,)), Rule(NOTHING, (7,))])
    for _ in range(2):
        with pytest.raises(IndexError):
            system.ask(0)
    system.rules[2] = Rule(frozenset({1}), (0,))
    assert system.ask(1) == frozenset({1})
