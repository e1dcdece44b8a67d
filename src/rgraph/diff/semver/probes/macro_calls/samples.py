"""Calls that a macro's pattern takes, written out with each group a few times, and whether another pattern takes them.

A token by token look compares pattern with pattern, so it does not see that `()`, `($a)` and `($a, $($b),+)` together
take what `($($a),*)` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rgraph.diff.limits import MAX_MACRO_SAMPLES, MAX_MACRO_TOKENS

_TIMES = {"*": (0, 1, 2, 3), "+": (1, 2, 3), "?": (0, 1)}
_ALONE = {(",",), (";",)}
"""What no call begins with, though `$($a),* $(,)?` takes a comma alone."""
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Group:
    """`$(..),*`: what stands in it, between any two of it, and how often it may stand."""

    inner: tuple[Part, ...]
    between: str
    often: str


Part = str | Group
Takes = Callable[[str, str], bool]
"""Whether a token of a pattern, the second, takes the first, which may be a variable of the other one."""


def all_taken(old: str, arms: Sequence[str], takes: Takes) -> bool:
    """Whether some arms together take each call of a pattern, as far as groups of up to three show."""
    tokens = old.split()
    if max(map(len, [tokens, *(arm.split() for arm in arms)])) > MAX_MACRO_TOKENS:
        return False
    mine, others = _parts(tokens), [_parts(arm.split()) for arm in arms]
    if not all(map(_is_read, [mine, *others])):
        return False
    samples = list(islice(_written(mine), MAX_MACRO_SAMPLES + 1))
    asked = [call for call in samples if call[:1] not in _ALONE]
    fits = (any(_Reading(call, takes).takes_all(other) for other in others) for call in asked)
    return len(samples) <= MAX_MACRO_SAMPLES and all(fits)


def _is_read(parts: Sequence[Part]) -> bool:
    """Whether all groups say how often they stand: none is no Rust, and would be looked for in vain for ever."""
    return all(part.often in _TIMES and _is_read(part.inner) for part in parts if isinstance(part, Group))


def _parts(tokens: Sequence[str]) -> tuple[Part, ...]:
    found: list[Part] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "$" and tokens[at + 1 : at + 2] == ["("]:
            end = _closed(tokens, at + 1)
            between = "" if tokens[end : end + 1] and tokens[end] in _TIMES else "".join(tokens[end : end + 1])
            often = end + bool(between)
            found.append(Group(_parts(tokens[at + 2 : end - 1]), between, "".join(tokens[often : often + 1])))
            at = often + 1
        else:
            found.append(tokens[at])
            at += 1
    return tuple(found)


def _closed(tokens: Sequence[str], start: int) -> int:
    """Where the brackets end that open at a token: behind the last one."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += (tokens[at] in _CLOSING) - (tokens[at] in _CLOSING.values())
        if depth == 0:
            return at + 1
    return len(tokens)


def _written(parts: Sequence[Part]) -> Iterator[tuple[str, ...]]:
    if not parts:
        yield ()
        return
    first, rest = parts[0], parts[1:]
    for beginning in _repeated(first) if isinstance(first, Group) else [(first,)]:
        yield from (beginning + end for end in _written(rest))


def _repeated(group: Group) -> Iterator[tuple[str, ...]]:
    for times in _TIMES.get(group.often, ()):
        yield from _several(group, times)


def _several(group: Group, times: int) -> Iterator[tuple[str, ...]]:
    if times == 0:
        yield ()
        return
    for before in _several(group, times - 1):
        between = (group.between,) if group.between and times > 1 else ()
        yield from (before + between + one for one in _written(group.inner))


class _Reading:
    """What patterns take of one call. What a group takes from a place on is asked once: groups stand in groups."""

    def __init__(self, call: Sequence[str], takes: Takes) -> None:
        self._call, self._takes = call, takes
        self._known: dict[tuple[int, int], frozenset[int]] = {}

    def takes_all(self, parts: Sequence[Part]) -> bool:
        """Whether a pattern takes the whole call."""
        return len(self._call) in self._ends(parts, 0)

    def _ends(self, parts: Sequence[Part], at: int) -> frozenset[int]:
        """Where what a pattern takes from a place on may end."""
        ends = frozenset({at})
        for part in parts:
            ends = frozenset(end for start in ends for end in self._steps(part, start))
        return ends

    def _steps(self, part: Part, at: int) -> Iterable[int]:
        if isinstance(part, Group):
            key = id(part), at
            if key not in self._known:
                self._known[key] = self._of_group(part, at)
            return self._known[key]
        if at >= len(self._call):
            return ()
        if part == "$tt" and self._call[at] in _CLOSING:
            return (_closed(self._call, at),)
        return (at + 1,) if self._takes(self._call[at], part) else ()

    def _of_group(self, group: Group, at: int) -> frozenset[int]:
        call = self._call
        found = {at} if group.often in {"*", "?"} else set()
        reached = waiting = {*self._ends(group.inner, at)} - {at}
        while waiting:
            found |= waiting
            starts = {end + 1 for end in waiting if call[end : end + 1] == (group.between,)}
            starts = set() if group.often == "?" else starts if group.between else waiting
            waiting = {end for start in starts for end in self._ends(group.inner, start)} - reached
            reached = reached | waiting
        return frozenset(found)
