"""What comes of `cfg` predicates where little is known of who builds: whether tests alone fulfil one, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_PREDICATE = re.compile(r'([A-Za-z_][\w:]*)\s*(\(|=\s*"(?:[^"\\]|\\.)*")?|(\))')

_Outcomes = tuple[bool, bool]
"""Whether a predicate may hold, and whether it may fail."""
_OPEN: _Outcomes = (True, True)


@lru_cache(maxsize=4096)
def needs_test(predicate: str) -> bool:
    """Whether a `cfg` predicate can hold in test builds, and in no other."""
    return _outcomes(predicate, True)[0] and is_never(predicate)


@lru_cache(maxsize=4096)
def is_never(predicate: str, off: frozenset[str] = frozenset()) -> bool:
    """Whether a `cfg` predicate never holds for who uses the code: in test builds at most, or with flags that are
    `off` for users."""
    return not _outcomes(predicate, False, off)[0]


def _outcomes(predicate: str, test: bool, off: frozenset[str] = frozenset()) -> _Outcomes:
    """What may come of a predicate where only `test` is known. No recursion: hostile text nests without end."""
    around: list[str] = []
    found: list[list[_Outcomes]] = [[]]
    for name, tail, closing in _PREDICATE.findall(predicate):
        if tail == "(":
            around.append(name)
            found.append([])
        elif not closing:
            found[-1].append((False, True) if _flag(name, tail) in off else _OPEN if tail else _atom(name, test))
        elif around:
            inner = found.pop()
            found[-1].append(_combined(around.pop(), inner))
    while around:  # a text that ends too early
        inner = found.pop()
        found[-1].append(_combined(around.pop(), inner))
    return _combined("all", found[0])


def _flag(name: str, tail: str) -> str:
    return f"{name} = {tail.lstrip('= ')}" if tail else name


def _atom(name: str, test: bool) -> _Outcomes:
    if name in {"test", "doctest"}:
        return test, not test
    return (False, True) if name in {"false", "FALSE"} else _OPEN  # names that nobody sets, used to switch code off


def _combined(name: str, inner: Iterable[_Outcomes]) -> _Outcomes:
    holds, fails = [one[0] for one in inner], [one[1] for one in inner]
    if name == "all":
        return all(holds), any(fails)
    if name == "any":
        return any(holds), all(fails)
    if name == "not":
        return any(fails), all(holds) and bool(holds)
    return _OPEN  # a word that we do not know, such as `version(..)`
