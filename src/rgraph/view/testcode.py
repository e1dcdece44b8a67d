"""What test code is: one definition for rules, diffs and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rgraph.model.cargo import CargoTree, TargetKind
from rgraph.model.ids import Symbol

from .places import ItemAt, is_test_function

TEST_TARGETS = frozenset({TargetKind.TEST, TargetKind.BENCH, TargetKind.EXAMPLE})
"""Targets that nobody's program consists of."""

_PREDICATE = re.compile(r'([A-Za-z_][\w:]*)\s*(\(|=\s*"(?:[^"\\]|\\.)*")?|(\))')

_Outcomes = tuple[bool, bool]
"""Whether a predicate may hold, and whether it may fail."""
_OPEN: _Outcomes = (True, True)


def test_code(items: Mapping[Symbol, ItemAt], cargo: CargoTree) -> frozenset[Symbol]:
    """The items of test code: all of a test, bench or example target, and what is built for tests alone, with all that
    it contains."""
    crates = {crate.id for crate in cargo.crates if crate.kind in TEST_TARGETS}
    verdicts: dict[Symbol, bool] = {Symbol(""): False}
    for item in items.values():
        # up to what is known already: a module's verdict is that of all in it
        inside: list[ItemAt] = []
        at: ItemAt | None = item
        while at is not None and at.symbol not in verdicts:
            inside.append(at)
            at = items.get(at.parent)
        verdict = at is not None and verdicts[at.symbol]
        for one in reversed(inside):
            verdict = verdicts[one.symbol] = verdict or one.crate in crates or built_for_tests(one)
    return frozenset(symbol for symbol, is_test in verdicts.items() if is_test)


def built_for_tests(item: ItemAt) -> bool:
    """Whether an item itself is built for tests alone: marked as a test, or under a `cfg` that only tests fulfil."""
    if item.item is None:
        return False
    return is_test_function(item.item) or any(needs_test(predicate) for predicate in item.item.attrs.cfg)


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
