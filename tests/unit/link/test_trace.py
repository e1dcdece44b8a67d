"""Memoised answers know what they leaned on."""

from __future__ import annotations

import pytest

from rgraph.link.trace import NEAR, Trace, stable_key


def key(name: str) -> int:
    return stable_key("n", "m", name)


def test_an_answer_is_computed_once_and_its_reads_are_recorded_each_time() -> None:
    trace = Trace()
    calls: list[int] = []

    def answer() -> int:
        calls.append(1)
        trace.touch("n", "m", "a")
        return 7

    for _ in range(2):
        value, reads = trace.record(lambda: trace.memo("t", "k", answer))
        assert value == 7
        assert reads == {key("a")}
    assert len(calls) == 1


def test_nested_answers_pass_their_reads_on() -> None:
    trace = Trace()

    def inner() -> str:
        trace.touch("n", "m", "a")
        return "inner"

    def outer() -> str:
        trace.touch("n", "m", "b")
        return trace.memo("t", "inner", inner)

    trace.memo("t", "inner", inner)
    _, reads = trace.record(lambda: trace.memo("t", "outer", outer))
    assert reads == {key("a"), key("b")}


def test_only_answers_that_leaned_on_a_change_are_forgotten() -> None:
    trace = Trace()
    values = {"a": 1, "b": 1}

    def read(name: str) -> int:
        trace.touch("n", "m", name)
        return values[name]

    def ask(name: str) -> int:
        return trace.memo("t", name, lambda: read(name))

    assert (ask("a"), ask("b")) == (1, 1)
    values.update(a=2, b=2)
    trace.forget([key("a")])
    assert (ask("a"), ask("b")) == (2, 1)
    values.update(a=3, b=3)
    trace.forget([key("b"), key("a")])
    assert (ask("a"), ask("b")) == (3, 3)


def test_an_answer_cut_short_by_a_cycle_is_not_kept() -> None:
    """a = {1} + b, b = {2} + a: asked from a, b sees nothing of a, and must not stay so."""
    trace = Trace()

    def a() -> frozenset[int]:
        return frozenset({1}) | trace.memo("t", "b", b, frozenset())

    def b() -> frozenset[int]:
        return frozenset({2}) | trace.memo("t", "a", a, frozenset())

    assert trace.memo("t", "a", a, frozenset()) == {1, 2}
    assert trace.memo("t", "b", b, frozenset()) == {1, 2}


def test_a_failing_computation_leaves_no_trace_behind() -> None:
    trace = Trace()

    def fails() -> int:
        trace.touch("n", "m", "a")
        raise ValueError("no")

    for _ in range(2):
        try:
            trace.memo("t", "k", fails)
        except ValueError:
            continue
        raise AssertionError("the error was swallowed")
    assert trace.record(lambda: 1) == (1, frozenset())


def test_keys_are_stable_and_fit_a_store() -> None:
    assert stable_key("n", "demo::a", "f") == 6492841387994486658
    assert 0 <= stable_key("n", "a", "b") < 1 << 63
    assert stable_key("n", "a", "bc") != stable_key("n", "ab", "c")


class Chain:
    """Answers that lean on one fact each and on the next answer."""

    def __init__(self, length: int) -> None:
        self.trace = Trace()
        self.facts = [0] * length

    def ask(self, number: int) -> int:
        return self.trace.memo("t", number, lambda: self._compute(number))

    def _compute(self, number: int) -> int:
        self.trace.touch("n", "m", str(number))
        below = self.ask(number + 1) if number + 1 < len(self.facts) else 0
        return self.facts[number] + below

    def ask_all(self) -> list[int]:
        """All answers; from the last, so that no question waits for another."""
        return [self.ask(number) for number in reversed(range(len(self.facts)))][::-1]

    def listed(self) -> int:
        return sum(len(entry.deps) for entry in self.trace.table("t").values())


def test_what_leans_on_much_does_not_list_it_all_again() -> None:
    chains = [Chain(2 * NEAR), Chain(4 * NEAR)]
    for chain in chains:
        chain.ask_all()
        _, reads = chain.trace.record(lambda chain=chain: chain.ask(3))
        assert reads == {key(str(number)) for number in range(3, len(chain.facts))}
    assert chains[1].listed() <= chains[0].listed() + 4 * NEAR


def test_a_change_far_below_is_noticed_and_leaves_others_alone() -> None:
    chain = Chain(4 * NEAR)
    last = len(chain.facts) - 1
    chain.ask_all()
    for value in (1, 2, 3):
        chain.facts[NEAR] = value
        chain.trace.forget([key(str(NEAR))])
        assert len(chain.trace.table("t")) == last - NEAR
        assert chain.ask_all() == [value] * (NEAR + 1) + [0] * (last - NEAR)
    chain.facts[last] = 5
    chain.trace.forget([key(str(last))])
    assert chain.trace.table("t") == {}
    assert chain.ask_all() == [8] * (NEAR + 1) + [5] * (last - NEAR)


def test_answers_without_their_reads_are_all_forgotten_at_once() -> None:
    """Nobody can say which of them a change concerns, nor what they lean on."""
    trace = Trace()
    calls: list[str] = []

    def answer(name: str) -> str:
        calls.append(name)
        trace.touch("n", "m", name)
        return name

    def ask(name: str) -> str:
        return trace.memo("t", name, lambda: answer(name))

    ask("a")
    trace.stop_recording()
    assert [ask("a"), ask("b"), ask("b")] == ["a", "b", "b"]
    assert calls == ["a", "b"]
    trace.forget([key("c")])
    assert [ask("a"), ask("b")] == ["a", "b"]
    assert calls == ["a", "b", "a", "b"]
    with pytest.raises(AssertionError):
        trace.record(lambda: ask("a"))
