"""Answers that may ask themselves: names that imports and globs lead around in circles.

An answer must be the same whoever asks first. A question that no circle leads back to is answered by asking on. Where
a question asks itself on the way, all questions of that circle are answered together: each begins with "nothing", and
in each round each is answered anew from the answers of the round before, until a round changes nothing. What the
answers are in a round depends on the questions alone, never on where somebody came in. This is how rustc resolves
imports: again and again over all that are not settled.

Python's stack does not grow with what users write either: a question that is too deep inside of others is answered
first, from a clean stack, and those that wait for it are asked again.
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
    """Something to be answered: where the answer is kept, how it is computed, and what stands for "nothing"."""

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
    """A question in a circle: its answer in each round in which it changed, and who has read it."""

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
    """Questions that ask each other. A question is asked again in the round after one that it read has changed."""

    def __init__(self) -> None:
        self.members: dict[Slot, Member] = {}
        self.deps: set[Entry] = set()
        self.round = 0
        self.reads: dict[Member, None] = {}  # by the member that is being asked
        self._rounds: list[int] = []
        self._due: dict[int, dict[Member, None]] = {}

    def join(self, questions: Iterable[Question]) -> list[Member]:
        """Take in questions; those that were not here yet."""
        fresh = [Member(each, self) for each in questions if each.slot not in self.members]
        for member in fresh:
            self.members[member.question.slot] = member
            self.ask(1, member)
        return fresh

    def ask(self, round_: int, member: Member) -> None:
        """Have a member answered in a round."""
        due = self._due.get(round_)
        if due is None:
            due = self._due[round_] = {}
            heappush(self._rounds, round_)
        due[member] = None

    def next(self) -> Member | None:
        """Whose turn it is, in the earliest round that is not done: who joins late catches up first."""
        while self._rounds:
            self.round = self._rounds[0]
            self.reads = {}
            due = self._due[self.round]
            if due:
                return next(iter(due))
            del self._due[heappop(self._rounds)]
        return None

    def answered(self, member: Member, value: object, leant_on: set[Entry]) -> None:
        """Take a member's answer of this round and what it leant on, and see who is to be asked again for it."""
        del self._due[self.round][member]
        self.deps |= leant_on
        if member.at(self.round - 1) != value:
            member.changes.append((self.round, value))
            for reader in member.readers:
                self.ask(self.round + 1, reader)
        for read in self.reads:
            read.readers[member] = None
            for since, _ in read.changes:
                if since >= self.round:
                    self.ask(since + 1, member)

    def unsettled(self) -> set[Member]:
        """Where the rounds have run out, those that have changed in the second half of them."""
        if not self._rounds:
            return set()
        return {member for member in self.members.values() if member.changes[-1][0] > MAX_ROUNDS // 2}


Frame = Question | Circle


class _Loop(BaseException):  # it unwinds the stack: nothing has gone wrong
    """A question is open already: what has been asked since belongs to one circle."""

    def __init__(self, at: int, frames: list[Frame]) -> None:
        super().__init__()
        self.at = at
        self.frames = frames

    def questions(self, joined: Circle | None = None) -> Iterable[Question]:
        """The questions of the circle, without those of a circle that all of them join."""
        for frame in self.frames[self.at :]:
            if frame is joined:
                continue
            if isinstance(frame, Circle):
                yield from [member.question for member in frame.members.values()]
            else:
                yield frame


class _Deep(BaseException):
    """Too many questions are open on Python's stack: this one is to be answered first."""

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
        """The value of `compute()`, kept until something that it read changes; see the module.

        `compute` may ask for itself, which begins with `nothing`, and is `cut` (else `nothing`) where it never settles.
        Values must be comparable, and hold Defs and syntax only (`Trace.memo`).
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
        """Answer by asking on."""
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
        """Answer with nothing of ours on Python's stack; what does not fit there, and circles, come back to here."""
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
        """Answer the last question, and have the one before it asked again."""
        at, question = todo[-1]
        self._cut_back(at)
        entry = question.memos.get(question.slot[1]) or self._evaluate(question)
        todo.pop()
        return entry

    # ---- circles -------------------------------------------------------------------------------------

    def _read(self, member: Member) -> object:
        """A member's answer of the round before, to a member of the same circle; anybody else joins the circle."""
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
        leant_on = (self._trace.keep(None, None, None, circle.deps),)  # all of them lean on all that was read
        cut = circle.unsettled()
        for member in circle.members.values():
            question = member.question
            value = question.cut if member in cut else member.changes[-1][1]
            self._trace.keep(question.memos, question.slot[1], value, leant_on)

    def _rounds(self, circle: Circle, at: int) -> None:
        """Have every member answered, round by round, until a round changes nothing."""
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
                if found.at < at:
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
        """Have frames open that are no longer on Python's stack; those that are open now come first among them."""
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
