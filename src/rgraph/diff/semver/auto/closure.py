"""What everything that a type holds asks for, computed once for each type that types hold.

Each type asks a little by itself and leads to those that it holds. The sum over all of them is kept for each, from the
inside out, so that a chain of types costs as many steps as it has links. Types that hold each other have one sum: they
are found as strongly connected components, by Tarjan's algorithm without recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rgraph.diff.limits import MAX_HELD, MAX_HELD_TYPE

Step = tuple[str, str]
"""A canonical type, and the auto trait that it is asked for."""

CUT = "more types than are followed"


@dataclass(slots=True)
class Needs:
    """The conditions for a type to have an auto trait. If there are none, it has the trait.

    `lacks` are held types that never have it (of those that are held further in, the first), `params` bounds on
    parameters (`'t0.T: Send`), `foreign` held types whose declarations are not known, with `CUT` among them if a limit
    was met.
    """

    lacks: list[str] = field(default_factory=list)
    params: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Sets as the bits of whole numbers: a sum for each type of a long chain stays small."""

    lacks: str = ""
    params: int = 0
    foreign: int = 0

    def __or__(self, other: _Sum) -> _Sum:
        return _Sum(self.lacks or other.lacks, self.params | other.params, self.foreign | other.foreign)


_NOTHING = _Sum()


class _TooMuchError(Exception):
    """A limit was met."""


@dataclass(slots=True)
class _Open:
    """A step whose sum is not known yet: those that it leads to, how many of them are done, and its Tarjan numbers."""

    step: Step
    onward: Sequence[Step]
    number: int
    low: int
    total: _Sum
    done: int = 0


class Closure:
    """The sums of one commit. `taken` tells what a type leads to, and what it needs by itself (None for nothing)."""

    def __init__(self, taken: Callable[[Step], tuple[Sequence[Step], Needs | None]]) -> None:
        self._taken = taken
        self._sums: dict[Step, _Sum] = {}
        self._names: list[str] = []
        self._bits: dict[str, int] = {}

    def of(self, steps: Sequence[Step]) -> Needs:
        """What types must bring, and all that they hold. The last type counts first for what is lacked."""
        total, cut = _NOTHING, False
        for step in reversed(steps):
            try:
                total |= self._sum(step)
            except _TooMuchError:
                cut = True
        needs = Needs([total.lacks] if total.lacks else [], set(self._told(total.params)))
        needs.foreign.update(self._told(total.foreign))
        if cut:
            needs.foreign.add(CUT)
        return needs

    def _sum(self, start: Step) -> _Sum:
        known = self._sums.get(start)
        if known is not None:
            return known
        numbers: dict[Step, _Open] = {}
        unfinished: list[_Open] = []  # of no component yet, in the order of their numbers
        work = [self._opened(start, numbers, unfinished)]
        followed = 0
        while work:
            at = work[-1]
            if at.done < len(at.onward):
                step = at.onward[-1 - at.done]
                at.done += 1
                known, met = self._sums.get(step), numbers.get(step)
                if known is not None:
                    at.total |= known
                elif met is not None:
                    at.low = min(at.low, met.number)
                else:
                    followed += len(step[0])
                    if followed > MAX_HELD or len(step[0]) > MAX_HELD_TYPE:
                        raise _TooMuchError
                    work.append(self._opened(step, numbers, unfinished))
                continue
            work.pop()
            if at.low == at.number:
                self._closed(at, numbers, unfinished)
            if work:
                work[-1].low = min(work[-1].low, at.low)
                work[-1].total |= at.total
        return self._sums[start]

    def _opened(self, step: Step, numbers: dict[Step, _Open], unfinished: list[_Open]) -> _Open:
        onward, needs = self._taken(step)
        own = _NOTHING
        if needs is not None:
            lacks = needs.lacks[0] if needs.lacks else ""
            own = _Sum(lacks, self._numbered(needs.params), self._numbered(needs.foreign))
        number = unfinished[-1].number + 1 if unfinished else 0
        found = numbers[step] = _Open(step, onward, number, number, own)
        unfinished.append(found)
        return found

    def _closed(self, root: _Open, numbers: dict[Step, _Open], unfinished: list[_Open]) -> None:
        """All of a component ask what its root asks: it is reached from each of them."""
        while True:
            one = unfinished.pop()
            self._sums[one.step] = root.total
            del numbers[one.step]
            if one is root:
                return

    def _numbered(self, texts: set[str]) -> int:
        found = 0
        for text in texts:
            bit = self._bits.get(text)
            if bit is None:
                bit = self._bits[text] = len(self._names)
                self._names.append(text)
            found |= 1 << bit
        return found

    def _told(self, bits: int) -> Iterator[str]:
        while bits:
            lowest = bits & -bits
            yield self._names[lowest.bit_length() - 1]
            bits ^= lowest
