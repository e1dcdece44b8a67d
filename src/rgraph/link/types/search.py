"""Bounded, memoised search of goals within goals, on one budget of steps. Answers never depend on who asks first.

Three rules make that so:

- A goal costs its body the same whether it is searched or remembered. A remembered answer knows which goals it used and
  what each cost by itself, and a body pays for each goal once, when it first comes to it.
- An answer is remembered only if nothing was cut on the way and no goal inside it met itself. What is in a cycle
  depends on where the cycle was entered, so it is searched again each time. A remembered answer that used a cycle is
  not used while a goal of that cycle is open, since the cycle is entered elsewhere then. An answer that depends on the
  body is remembered for this body only, and so is every answer that used it.
- A search that goes over a limit raises `Cut`, which ends the question that the body asked. The question is then
  charged its whole limit, so that the rest of the body does not depend on how far the search had come.

docs/decisions/solver.md says what else was tried. rustc's next solver treats overflow the same: it is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from .limits import BODY_STEPS, EXPRESSION_STEPS, GOAL_DEPTH, QUESTION_STEPS

T = TypeVar("T")

NEVER = 1 << 60


class Cut(Exception):
    """A search went over its limits. It is caught where a body asks a question, and nowhere below."""


class Fuel:
    """The steps that a body may still take. Each expression adds a few, since a longer body has more to ask."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = BODY_STEPS

    def refill(self) -> None:
        """Start another body."""
        self.left = BODY_STEPS

    def earn(self) -> None:
        """Walk over one more expression."""
        self.left += EXPRESSION_STEPS


class Answer:
    """The answer to a goal.

    `cost` is what the goal cost by itself, `parts` are the answers that it used and `height` is how deep they go.
    `cycles` are the goals on the way that are in a cycle; `is_local` says that it holds for one body only.
    """

    __slots__ = ("cost", "cycles", "height", "is_local", "parts", "value")

    def __init__(self, value: Any, cost: int, frame: _Frame) -> None:
        self.value = value
        self.cost = cost
        self.parts = frame.parts
        self.height = frame.height + 1
        self.cycles = frame.cycles
        self.is_local = frame.is_local


class _Frame:
    """A goal that is being searched: what its `Answer` will have, and in `theirs` the steps that its parts took."""

    __slots__ = ("cycles", "height", "is_local", "parts", "theirs")

    def __init__(self, is_local: bool = False) -> None:
        self.cycles: frozenset[Hashable] = frozenset()
        self.is_local = is_local
        self.height = 0
        self.parts: list[Answer] = []
        self.theirs = 0


Memo = dict[Hashable, Answer]
"""Answers by goal."""


class Search:
    """Searches goals for one body after another."""

    def __init__(self, fuel: Fuel) -> None:
        self.fuel = fuel
        self.cuts = 0
        """How many questions were cut in this body."""
        self.was_cut = False
        """Whether the last question was."""
        self._local: Memo = {}  # answers that depend on the body at hand
        self._open: dict[Hashable, int] = {}
        self._lowest = NEVER  # the outermost open goal that was met inside itself
        self._frame = _Frame()
        self._paid: set[Answer] = set()
        self._paid_now: list[Answer] = []  # by the question that is being searched
        self._floor = 0
        self._asking = False

    def begin(self) -> None:
        """Turn to another body."""
        self.fuel.refill()
        self.cuts = 0
        self._paid = set()
        self._local = {}
        self._open.clear()  # an error may have left a search in the middle
        self._lowest = NEVER
        self._asking = False

    def question(self, compute: Callable[[], T], undo: Callable[[], None], cut: T) -> T:
        """`compute()` as one question of a body; where it goes over a limit `undo()` is called and `cut` returned.

        Inside of another question it is part of that one.
        """
        if self._asking:
            return compute()
        self._asking = True
        self.was_cut = False
        self._frame = _Frame()
        self._paid_now = []
        self._floor = max(0, self.fuel.left - QUESTION_STEPS)
        try:
            self.step()
            value = compute()
            self._check()
            return value
        except Cut:
            self._forget_question()
            undo()
            return cut
        finally:
            self._asking = False

    def _forget_question(self) -> None:
        self._open.clear()
        self._lowest = NEVER
        self._paid.difference_update(self._paid_now)
        self.fuel.left = self._floor
        self.cuts += 1
        self.was_cut = True

    def step(self) -> None:
        """Spend a step. Raises `Cut` where none is left."""
        self.fuel.left -= 1
        self._check()

    def _check(self) -> None:
        if self.fuel.left < self._floor:
            raise Cut

    def answer(self, memo: Memo | None, goal: Hashable, compute: Callable[[], T], cyclic: T) -> T:
        """The value of `compute()` for a goal, searched or remembered; `cyclic` where the goal is inside itself.

        `memo` is None where the answer depends on the body at hand; what takes that answer then does so, too.
        `compute` must bind nothing outside of the goal: a remembered answer would not.
        """
        known = memo.get(goal) if memo is not None else None
        if known is None:
            known = self._local.get(goal)
        if known is not None and (not known.cycles or known.cycles.isdisjoint(self._open)):
            self._take(known)
            value: T = known.value
            return value
        at = self._open.get(goal)
        if at is not None:
            self._lowest = min(self._lowest, at)
            return cyclic
        return self._searched(memo, goal, compute)

    def _searched(self, memo: Memo | None, goal: Hashable, compute: Callable[[], T]) -> T:
        depth = len(self._open)
        if depth >= GOAL_DEPTH:
            raise Cut
        outer, lowest, before = self._frame, self._lowest, self.fuel.left
        mine = self._frame = _Frame(memo is None)
        self._open[goal] = depth
        self._lowest = NEVER
        self.step()
        value = compute()  # a `Cut` leaves all this to `_forget_question`
        self._check()
        del self._open[goal]
        reached, self._frame = self._lowest, outer
        self._lowest = min(lowest, reached) if reached < depth else lowest
        outer.height = max(outer.height, mine.height + 1)
        spent = before - self.fuel.left
        if mine.cycles:
            outer.cycles |= mine.cycles
        outer.is_local |= mine.is_local
        if reached <= depth:  # it stands in a cycle: what it took is taken by the goal around it
            outer.theirs += mine.theirs
            outer.parts += mine.parts
            outer.cycles |= {goal}
            return value
        found = Answer(value, spent - mine.theirs, mine)
        (self._local if memo is None or mine.is_local else memo)[goal] = found
        outer.theirs += spent
        outer.parts.append(found)
        self._paid.add(found)
        self._paid_now.append(found)
        return value

    def _take(self, known: Answer) -> None:
        """Use a remembered answer: as deep and as dear as if it were searched."""
        if len(self._open) + known.height > GOAL_DEPTH:
            raise Cut
        frame, before = self._frame, self.fuel.left
        frame.parts.append(known)
        frame.height = max(frame.height, known.height)
        frame.is_local |= known.is_local
        if known.cycles:
            frame.cycles |= known.cycles
        pending = [known]
        while pending:
            each = pending.pop()
            if each not in self._paid:
                self._paid.add(each)
                self._paid_now.append(each)
                self.fuel.left -= each.cost
                pending += each.parts
        frame.theirs += before - self.fuel.left
        self._check()
