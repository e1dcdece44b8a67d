"""What held types ask for, summed up from the inside out: the same as following each for itself, in linear work."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rgraph.diff.limits import MAX_HELD, MAX_HELD_TYPE
from rgraph.diff.semver.auto.closure import CUT, Closure, Needs, Step

Graph = dict[int, list[int]]


def step(number: int) -> Step:
    return f"T{number}", "Send"


class Types:
    """A graph of types, of which each third one lacks the trait, asks a parameter, or is of another crate."""

    def __init__(self, graph: Graph, asking: bool = True) -> None:
        self.graph, self.asking = graph, asking
        self.taken: Counter[Step] = Counter()

    def __call__(self, one: Step) -> tuple[list[Step], Needs | None]:
        self.taken[one] += 1
        number = int(one[0][1:])
        return [step(each) for each in self.graph.get(number, [])], self.own(number) if self.asking else None

    def own(self, number: int) -> Needs | None:
        kinds = Needs([f"L{number}"]), Needs(params={f"P{number}"}), Needs(foreign={f"F{number}"}), None
        return kinds[number % 4]

    def reached(self, start: int) -> set[int]:
        seen, queue = {start}, [start]
        while queue:
            for each in self.graph.get(queue.pop(), []):
                if each not in seen:
                    seen.add(each)
                    queue.append(each)
        return seen


@given(
    st.dictionaries(st.integers(0, 11), st.lists(st.integers(0, 11), max_size=4)),
    st.lists(st.integers(0, 11), min_size=1),
)
def test_sums_are_what_following_each_alone_gives(graph: Graph, starts: list[int]) -> None:
    types = Types(graph)
    closure = Closure(types)
    for start in starts:
        found = closure.of([step(start)])
        own = [needs for each in types.reached(start) if (needs := types.own(each)) is not None]
        assert found.params == {param for needs in own for param in needs.params}
        assert found.foreign == {foreign for needs in own for foreign in needs.foreign}
        lacks = {lack for needs in own for lack in needs.lacks}
        assert len(found.lacks) == min(1, len(lacks))
        assert set(found.lacks) <= lacks
    assert set(types.taken.values()) <= {1}


def test_a_long_chain_is_followed_once() -> None:
    types = Types({number: [number + 1] for number in range(5_000)})
    closure = Closure(types)
    sizes = [len(closure.of([step(number)]).foreign) for number in range(0, 5_000, 500)]
    assert sizes[0] == 1_250
    assert sum(types.taken.values()) == 5_001


def test_what_is_too_much_is_said_to_be_open() -> None:
    def grows(one: Step) -> tuple[list[Step], Needs | None]:
        return [(one[0] + "x" * 10, one[1])], None

    def many(one: Step) -> tuple[list[Step], Needs | None]:
        number = int(one[0][:10])
        return [(f"{number + 1:010}" + "x" * (MAX_HELD_TYPE // 2), one[1])], None

    assert MAX_HELD // MAX_HELD_TYPE < 100
    assert Closure(grows).of([step(0)]).foreign == {CUT}
    assert Closure(many).of([("0" * 10, "Send")]).foreign == {CUT}
