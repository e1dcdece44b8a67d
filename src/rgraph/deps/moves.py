"""What differs of one crate between two lock files, or two manifests."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from typing import Protocol, TypeVar

import msgspec

from rgraph.cargo.version import Version, compatible_part, precedence

from .mentions import Asked, Locked

T = TypeVar("T")


class Versioned(Protocol):
    """A package at a version from a source."""

    @property
    def version(self) -> str:
        """As a lock file writes it."""

    @property
    def source(self) -> str:
        """As a lock file writes it."""


V = TypeVar("V", bound=Versioned)

_FIRST = re.compile(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?")
_NONE = Version(0, 0, 0)


class Direction(StrEnum):
    """Where a crate went."""

    ADDED = "added"
    REMOVED = "removed"
    UP = "up"
    DOWN = "down"
    CHANGED = "changed"
    """The same version from another source, or a requirement that is neither higher nor lower."""
    THERE = "there already"
    """In the first commit that a shallow clone has: who added it is not known."""


class Step(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One step of a crate in one file; `before` or `after` is "" where it was not there.

    `locked` is False for the requirement in a manifest. Of a locked version the sources are given where they differ.
    """

    path: str
    direction: Direction
    before: str
    after: str
    locked: bool
    source_before: str = ""
    source_after: str = ""


def locked_moves(path: str, was: frozenset[Locked], now: frozenset[Locked]) -> list[Step]:
    """From one lock file to the next."""
    return [_locked_move(path, *pair) for pair in nearest(was - now, now - was)]


def nearest(gone: Collection[V], new: Collection[V]) -> list[tuple[V | None, V | None]]:
    """Versions of one package that are gone, each with the nearest that is new; None where there is no more of them."""
    return _paired(sorted(gone, key=_precedence), sorted(new, key=_precedence), (_version, _compatible))


def asked_moves(path: str, was: frozenset[Asked], now: frozenset[Asked]) -> list[Step]:
    """From one manifest to the next."""
    pairs = _paired(sorted(was - now), sorted(now - was), (_table, _kind))
    return [Step(path, _asked_direction(old, young), str(old or ""), str(young or ""), False) for old, young in pairs]


def _locked_move(path: str, old: Locked | None, young: Locked | None) -> Step:
    before, after = old.version if old else "", young.version if young else ""
    differs = old is not None and young is not None and old.source != young.source
    return Step(
        path,
        _direction(before, after, precedence(before), precedence(after)),
        before,
        after,
        True,
        old.source if old is not None and (differs or young is None) else "",
        young.source if young is not None and (differs or old is None) else "",
    )


def _asked_direction(old: Asked | None, young: Asked | None) -> Direction:
    before, after = str(old or ""), str(young or "")
    return _direction(before, after, _least(old.version if old else ""), _least(young.version if young else ""))


def _direction(before: str, after: str, old: Version, young: Version) -> Direction:
    if not before:
        return Direction.ADDED
    if not after:
        return Direction.REMOVED
    if old == young or _NONE in (old, young):
        return Direction.CHANGED
    return Direction.DOWN if young < old else Direction.UP


def _paired(gone: list[T], new: list[T], alike: Iterable[Callable[[T], object]]) -> list[tuple[T | None, T | None]]:
    """What is gone beside what is new: those first that are alike in the first way, then the second, then by order.

    Of the rest the last that are gone became the first that are new.
    """
    pairs: list[tuple[T | None, T | None]] = []
    for way in alike:
        waiting: dict[object, list[T]] = {}
        for each in new:
            waiting.setdefault(way(each), []).append(each)
        for each in list(gone):
            found = waiting.get(way(each))
            if found:
                pairs.append((each, found[0]))
                gone.remove(each)
                new.remove(found.pop(0))
    count = min(len(gone), len(new))
    left = len(gone) - count
    pairs += zip(gone[left:], new[:count], strict=True)
    return [*pairs, *((each, None) for each in gone[:left]), *((None, each) for each in new[count:])]


def _version(each: Versioned) -> object:
    return each.version


def _compatible(each: Versioned) -> object:
    """What versions have in common of which Cargo takes only one."""
    return compatible_part(precedence(each.version))


def _precedence(each: Versioned) -> tuple[Version, str]:
    return (precedence(each.version), each.source)


def _table(each: Asked) -> object:
    return (each.kind, each.target)


def _kind(each: Asked) -> object:
    return each.kind


def _least(requirement: str) -> Version:
    """The first version that a requirement names."""
    match = _FIRST.search(requirement)
    return Version(int(match[1]), int(match[2] or 0), int(match[3] or 0)) if match else _NONE
