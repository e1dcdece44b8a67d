"""Lifetimes in the headers of impls: what was for any two is for one, what was for each is for one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from rgraph.diff.api.signatures import outside_brackets
from rgraph.diff.semver.lifetimes.declared import header
from rgraph.diff.semver.lifetimes.places import EACH, STATIC, UNKNOWN, Lifetimes, comparable, lifetimes

if TYPE_CHECKING:
    from rgraph.link.defs import Def


def became_one(old: Def, new: Iterable[Def]) -> bool:
    """Whether all impls that stand for an old one have one lifetime at two places where it had two. Of what is
    covariant both are taken to be the shorter one."""
    return _all(old, new, _is_tied)


def became_other(old: Def, new: Iterable[Def]) -> str:
    """What all impls that stand for an old one are for, where that is a function of one lifetime, and it was one of
    every lifetime, or the other way; "" where it is not. https://doc.rust-lang.org/reference/subtyping.html
    """
    several = list(new)
    return header(several[0]) if _all(old, several, _is_other) else ""


def _all(old: Def, new: Iterable[Def], holds: Callable[[list[str], list[str]], bool]) -> bool:
    mine = _parts(old)
    others = [_parts(each) for each in new]
    return bool(others) and all(
        len(each) == len(mine)
        and all(comparable(one, two) for one, two in zip(mine, each, strict=True))
        and holds(_names(mine), _names(each))
        for each in others
    )


def _parts(block: Def) -> list[Lifetimes | None]:
    """The lifetimes of the trait and of the type of an impl."""
    text = header(block)
    trait, _, target = outside_brackets(text, " for ")
    return [lifetimes(part, {}) for part in (trait, target) if part]


def _names(parts: Sequence[Lifetimes | None]) -> list[str]:
    """The lifetimes in order; those that are not written each by another name."""
    found = [place.name for part in parts if part is not None for place in part.places]
    return [f"{UNKNOWN}{at}" if name == UNKNOWN else name for at, name in enumerate(found)]


def _is_tied(before: list[str], after: list[str]) -> bool:
    free = [at for at, name in enumerate(after) if name != STATIC and not name.startswith(EACH)]
    return any(after[i] == after[j] and before[i] != before[j] for i, j in combinations(free, 2))


def _is_other(before: list[str], after: list[str]) -> bool:
    return any(one.startswith(EACH) != two.startswith(EACH) for one, two in zip(before, after, strict=True))
