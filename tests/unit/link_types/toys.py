"""Goals for tests of the search alone: numbers whose answers are computed from other goals' answers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st

from rgraph.link.types.search import Fuel, Memo, Search

CYCLIC = "cyclic"
CUT = "cut"


@dataclass(frozen=True)
class Toy:
    """A goal: what it costs by itself, which goals it asks, and when it stops asking ("all", "any", "every").

    The answer of a local goal depends on the body that asks.
    """

    cost: int
    asks: tuple[int, ...]
    how: str = "every"
    sign: int = 0
    is_local: bool = False


class Asker:
    """Asks goals of a graph; `memo` outlives a body, as it does in a file."""

    def __init__(self, graph: list[Toy]) -> None:
        self.graph = graph
        self.fuel = Fuel()
        self.search = Search(self.fuel)
        self.memo: Memo = {}
        self.sign = 0
        self.computed: list[int] = []
        """Goals that were searched, in order."""

    def ask(self, goal: int) -> object:
        """A question of the body at hand."""
        return self.search.question(lambda: self._answer(goal), lambda: None, CUT)

    def body(self, goals: list[int], sign: int = 0) -> list[tuple[object, int]]:
        """A body that asks these: each answer, and the fuel left after it. `sign` is what local goals read of it."""
        self.search.begin()
        self.sign = sign
        return [(self.ask(goal), self.fuel.left) for goal in goals]

    def _answer(self, goal: int) -> object:
        memo = None if self.graph[goal].is_local else self.memo
        return self.search.answer(memo, goal, lambda: self._compute(goal), CYCLIC)

    def _compute(self, goal: int) -> object:
        """What the goals asked say, with this goal's own sign: every answer that was heard shows in it."""
        self.computed.append(goal)
        toy = self.graph[goal]
        for _ in range(toy.cost):
            self.search.step()
        heard = []
        for each in toy.asks:
            found = self._answer(each)
            heard.append(found)
            if (toy.how == "any" and _holds(found)) or (toy.how == "all" and not _holds(found)):
                break
        sign = toy.sign + (self.sign if toy.is_local else 0)
        return (sign + sum(_holds(each) for each in heard)) % 2, tuple(map(_holds, heard))


def _holds(found: object) -> bool:
    return found != CYCLIC and isinstance(found, tuple) and found[0] == 1


def graphs(most: int = 9, cost: int = 3) -> st.SearchStrategy[list[Toy]]:
    """Random goals that ask each other, cycles among them."""
    return st.integers(1, most).flatmap(
        lambda count: st.lists(
            st.builds(
                Toy,
                st.integers(0, cost),
                st.lists(st.integers(0, count - 1), min_size=1, max_size=3).map(tuple),
                st.sampled_from(["every", "any", "all"]),
                st.integers(0, 1),
                st.sampled_from([False, False, False, True]),
            ),
            min_size=count,
            max_size=count,
        )
    )


def bodies(graph: list[Toy]) -> st.SearchStrategy[list[list[int]]]:
    """Some bodies that ask goals of a graph."""
    goals = st.lists(st.integers(0, len(graph) - 1), min_size=1, max_size=4)
    return st.lists(goals, min_size=1, max_size=4)


def random_graph(random: Random) -> list[Toy]:
    """One of many, for what random search finds sooner than hypothesis."""
    count = random.randint(2, 9)
    return [
        Toy(
            random.randint(0, 3),
            tuple(random.randrange(count) for _ in range(random.randint(1, 3))),
            random.choice(["every", "any", "all"]),
            random.randint(0, 1),
            random.random() < 0.2,
        )
        for _ in range(count)
    ]
