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
    others = [_parts(arm.split()) for arm in arms]
    samples = list(islice(_written(_parts(tokens)), MAX_MACRO_SAMPLES + 1))
    asked = [call for call in samples if call[:1] not in _ALONE]
    fits = (any(len(call) in _ends(other, call, 0, takes) for other in others) for call in asked)
    return len(samples) <= MAX_MACRO_SAMPLES and all(fits)


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


def _ends(parts: Sequence[Part], call: Sequence[str], at: int, takes: Takes) -> frozenset[int]:
    """Where what a pattern takes of a call from a place on may end."""
    ends = frozenset({at})
    for part in parts:
        ends = frozenset(end for start in ends for end in _steps(part, call, start, takes))
    return ends


def _steps(part: Part, call: Sequence[str], at: int, takes: Takes) -> Iterable[int]:
    if isinstance(part, Group):
        return _of_group(part, call, at, takes)
    if at >= len(call):
        return ()
    if part == "$tt" and call[at] in _CLOSING:
        return (_closed(call, at),)
    return (at + 1,) if takes(call[at], part) else ()


def _of_group(group: Group, call: Sequence[str], at: int, takes: Takes) -> set[int]:
    found = {at} if group.often in {"*", "?"} else set()
    reached = waiting = set(_ends(group.inner, call, at, takes)) - {at}
    while waiting:
        found |= waiting
        starts = {end + 1 for end in waiting if call[end : end + 1] == (group.between,)} if group.between else waiting
        starts = set() if group.often == "?" else starts
        waiting = {end for start in starts for end in _ends(group.inner, call, start, takes)} - reached
        reached = reached | waiting
    return found
