"""Answers that may depend on themselves: names that imports and globs lead around in circles.

An answer must be the same whoever asks first. A question that does not lead back to itself is simply computed, asking
others on the way. When a question meets itself, the questions between the two meetings are a *circle* and are answered
together: each begins with "nothing", and in each round each is computed from the answers of the round before, until a
round changes nothing. So the answers of a round depend on the questions alone, never on which of them was asked first.
rustc resolves imports in the same way: over and over, until no import makes progress.

Nor may Python's stack grow with what users write. When too many questions are open on it, the next one is set aside and
answered first, from a clean stack; then those that wait for it are asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from heapq import heappop, heappush
from typing import Any, TypeVar, cast

from .limits import MAX_OPEN_QUESTIONS, MAX_ROUNDS
from .trace import Entry, Trace

T = TypeVar("T")

Slot = tuple[str, Hashable]


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

    def unsettled(self) -> set[Member]:
        """The members that never settle: if the rounds ran out, those that changed in the second half of them."""
        if not self._rounds:
            return set()
        return {member for member in self.members.values() if member.changes[-1][0] > MAX_ROUNDS // 2}


Frame = Question | Circle


class _Loop(BaseException):  # no Exception: it unwinds the stack, and nobody must take it for an error
    """A question met itself: all frames since `at` belong to one circle."""

    def __init__(self, at: int, frames: list[Frame]) -> None:
        super().__init__()
        self.at = at
        self.frames = frames

    def questions(self, joined: Circle | None = None) -> Iterable[Question]:
        """The questions of the new circle, except those of `joined`, the circle that they join."""
        for frame in self.frames[self.at :]:
            if frame is joined:
                continue
            if isinstance(frame, Circle):
                yield from [member.question for member in frame.members.values()]
            else:
                yield frame


class _Deep(BaseException):
    """Too many questions are open on Python's stack: this one must be answered first, from a clean stack."""

    def __init__(self, question: Question, frames: list[Frame]) -> None:
        super().__init__()
        self.question = question
        self.frames = frames


class Fixpoint:
    """Answers questions that may lead back to themselves, and keeps the answers in a trace."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._frames: list[Frame] = []  # open questions and circles, on Python's stack or waiting for a clean one
        self._open: dict[Slot, int] = {}
        self._members: dict[Slot, Member] = {}
        self._live = 0

    def answer(self, name: str, key: Hashable, compute: Callable[[], T], nothing: T, cut: T | None = None) -> T:
        """The value of `compute()`, kept until something that it read changes.

        If `compute` asks for itself, it gets the answer of the round before, which begins as `nothing`. An answer that
        never settles is `cut`, or else `nothing`. Values must be comparable, since a round that gives an equal value
        changes nothing, and hold Defs and syntax only (`Trace.memo`).
        """
        trace = self._trace
        memos = trace.table(name)
        entry = memos.get(key)
        if entry is None:
            slot = (name, key)
            member = self._members.get(slot)
            if member is not None:
                return cast(T, self._read(member))
            at = self._open.get(slot)
            if at is not None:
                raise _Loop(at, self._frames.copy())
            question = Question(slot, memos, compute, nothing, nothing if cut is None else cut)
            entry = self._evaluate(question) if self._live else self._from_clean_stack(question)
        trace.reading.add(entry)
        return cast(T, entry.value)

    def _evaluate(self, question: Question) -> Entry:
        """Compute an answer on top of Python's stack."""
        if self._live >= MAX_OPEN_QUESTIONS:
            raise _Deep(question, self._frames.copy())
        at = len(self._frames)
        self._push(question)
        self._live += 1
        try:
            value, read = self._trace.watched(question.compute)
        finally:
            self._live -= 1
            self._cut_back(at)
        return self._trace.keep(question.memos, question.slot[1], value, read)

    def _from_clean_stack(self, question: Question) -> Entry:
        """Answer a question that nobody on Python's stack waits for.

        Exceptions unwind to here: `_Deep` names a question to answer first, `_Loop` a circle to solve. Afterwards the
        question that was interrupted is asked again; what it had learnt is in the memos by then.
        """
        todo = [(0, question)]  # each with how many frames wait below it
        loop: _Loop | None = None
        try:
            while True:
                try:
                    if loop is not None:
                        while todo[-1][0] > loop.at:
                            todo.pop()
                        self._solve(loop)
                    entry = self._answered(todo)
                    if not todo:
                        return entry
                    loop = None
                except _Deep as deep:
                    self._wait(deep.frames)
                    todo.append((len(self._frames), deep.question))
                    loop = None
                except _Loop as found:
                    loop = found
        finally:
            self._cut_back(0)

    def _answered(self, todo: list[tuple[int, Question]]) -> Entry:
        """Answer the last question and take it off the list."""
        at, question = todo[-1]
        self._cut_back(at)
        entry = question.memos.get(question.slot[1]) or self._evaluate(question)
        todo.pop()
        return entry

    # ---- circles -------------------------------------------------------------------------------------

    def _read(self, member: Member) -> object:
        """A member's answer of the round before, for a member of the same circle.

        Anybody else who asks stands between two members, and so belongs to the circle, too.
        """
        circle = member.circle
        if self._frames[-1] is not circle:
            raise _Loop(self._frames.index(circle), self._frames.copy())
        self._trace.is_provisional()
        circle.reads[member] = None
        return member.at(circle.round - 1)

    def _solve(self, loop: _Loop) -> None:
        """Answer all questions of a circle, and keep the answers."""
        self._cut_back(loop.at)
        self._wait(loop.frames[: loop.at])
        circle = Circle()
        circle.join(loop.questions())
        self._push(circle)
        self._live += 1
        try:
            self._rounds(circle, loop.at)
        finally:
            self._live -= 1
            self._cut_back(loop.at)
        read = (self._trace.keep(None, None, None, circle.deps),)  # every answer depends on all that any of them read
        cut = circle.unsettled()
        for member in circle.members.values():
            question = member.question
            value = question.cut if member in cut else member.changes[-1][1]
            self._trace.keep(question.memos, question.slot[1], value, read)

    def _rounds(self, circle: Circle, at: int) -> None:
        """Compute the members, round by round, until none is due any more."""
        loop: _Loop | None = None
        while True:
            try:
                if loop is not None:
                    self._solve(loop)
                    loop = None
                self._cut_back(at + 1)
                member = circle.next()
                if member is None or circle.round > MAX_ROUNDS:
                    return
                value, read = self._trace.watched(member.question.compute)
                circle.answered(member, value, read)
            except _Loop as found:
                if found.at < at:  # a larger circle, around this one
                    raise
                loop = found if found.at > at else None
                for fresh in circle.join(found.questions(circle)) if found.at == at else ():
                    self._members[fresh.question.slot] = fresh

    # ---- frames --------------------------------------------------------------------------------------

    def _push(self, frame: Frame) -> None:
        if isinstance(frame, Circle):
            self._members.update(frame.members)
        else:
            self._open[frame.slot] = len(self._frames)
        self._frames.append(frame)

    def _wait(self, frames: list[Frame]) -> None:
        """Reopen frames that have left Python's stack. The frames that are open now are the first of them."""
        for frame in frames[len(self._frames) :]:
            self._push(frame)

    def _cut_back(self, at: int) -> None:
        while len(self._frames) > at:
            frame = self._frames.pop()
            if isinstance(frame, Circle):
                for slot in frame.members:
                    del self._members[slot]
            else:
                del self._open[frame.slot]
