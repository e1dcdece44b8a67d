"""Circles of questions: those that ask each other, and are answered together, round by round.

`fixpoint` finds the circles, and says why their answers are the same whoever asks first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from heapq import heappop, heappush
from typing import Any

from .limits import MAX_ROUNDS
from .trace import Entry

Slot = tuple[str, Hashable]
"""Where an answer is kept: the name of a table, and a key in it."""


class Question:
    """A question: where its answer is kept, how it is computed, and which value means "nothing".

    `cut` is the answer if the rounds run out before it settles.
    """

    __slots__ = ("compute", "cut", "memos", "nothing", "slot")

    def __init__(
        self, slot: Slot, memos: dict[Hashable, Entry], compute: Callable[[], Any], nothing: object, cut: object
    ) -> None:
        self.slot = slot
        self.memos = memos
        self.compute = compute
        self.nothing = nothing
        self.cut = cut


class Member:
    """A question in a circle: its answers, each with the round since which it holds, and who has read it."""

    __slots__ = ("changes", "circle", "question", "readers")

    def __init__(self, question: Question, circle: Circle) -> None:
        self.question = question
        self.circle = circle
        self.changes: list[tuple[int, Any]] = [(0, question.nothing)]
        self.readers: dict[Member, None] = {}

    def at(self, round_: int) -> Any:
        """The answer in a round."""
        for since, value in self.changes[::-1]:
            if since <= round_:
                return value
        raise AssertionError("a question has an answer in every round")


class Circle:
    """Questions that ask each other. A member is computed again in the round after one that it read has changed.

    Only members that are due in a round are computed, so a circle of thousands costs what changes in it.
    """

    def __init__(self) -> None:
        self.members: dict[Slot, Member] = {}
        self.deps: set[Entry] = set()
        self.round = 0
        self.reads: dict[Member, None] = {}  # by the member that is being asked
        self._rounds: list[int] = []
        self._due: dict[int, dict[Member, None]] = {}

    def join(self, questions: Iterable[Question]) -> list[Member]:
        """Add questions; returns the members that are new."""
        fresh = [Member(each, self) for each in questions if each.slot not in self.members]
        for member in fresh:
            self.members[member.question.slot] = member
            self.ask(1, member)
        return fresh

    def ask(self, round_: int, member: Member) -> None:
        """Have a member computed in a round."""
        due = self._due.get(round_)
        if due is None:
            due = self._due[round_] = {}
            heappush(self._rounds, round_)
        due[member] = None

    def next(self) -> Member | None:
        """The member whose turn it is, in the earliest round that is not done.

        A question that joins late begins at round 1, so it catches up before the others go on. That way its answers are
        those that it would have had from the start.
        """
        while self._rounds:
            self.round = self._rounds[0]
            self.reads = {}
            due = self._due[self.round]
            if due:
                return next(iter(due))
            del self._due[heappop(self._rounds)]
        return None

    def answered(self, member: Member, value: object, read: set[Entry]) -> None:
        """Take a member's answer of this round and all that it read, and note who must be computed again for it."""
        del self._due[self.round][member]
        self.deps |= read
        if member.at(self.round - 1) != value:
            member.changes.append((self.round, value))
            for reader in member.readers:
                self.ask(self.round + 1, reader)
        for other in self.reads:
            other.readers[member] = None
            # One that joined late reads members that are ahead of it; it meets their later changes in their rounds.
            for since, _ in other.changes:
                if since >= self.round:
                    self.ask(since + 1, member)

    @property
    def is_over(self) -> bool:
        """Whether the rounds have run out."""
        return self.round > MAX_ROUNDS

    def unsettled(self) -> set[Member]:
        """The members that never settle: if the rounds ran out, those that changed in the second half of them."""
        if not self._rounds:
            return set()
        return {member for member in self.members.values() if member.changes[-1][0] > MAX_ROUNDS // 2}
