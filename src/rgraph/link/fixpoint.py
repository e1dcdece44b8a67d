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
from typing import TypeVar, cast

from .circles import Circle, Member, Question, Slot
from .limits import MAX_OPEN_QUESTIONS
from .trace import Entry, Trace

T = TypeVar("T")

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
                if member is None or circle.is_over:
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
