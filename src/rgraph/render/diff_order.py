"""Which changes of a report go where: what users see, what behaves otherwise, and all the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rgraph.diff.report import (
    DERIVED_NOW,
    PRIVATE_FIELD,
    WRITTEN_OUT,
    ChangeKind,
    Detail,
    ItemChange,
    PackageChange,
)

from .diff_words import grouped

_INSIDE = frozenset({ChangeKind.BODY, ChangeKind.VALUE, ChangeKind.DOCS})
_BEHAVES = frozenset({ChangeKind.BODY, ChangeKind.VALUE})
_NO_USERS = ("/test/", "/bench/", "/example/", "/build/")
_TESTS = ("tests", "test")


@dataclass(slots=True)
class Parts:
    """The changes of a report, those that matter most first in each list."""

    public: list[ItemChange] = field(default_factory=list)
    behaviour: list[ItemChange] = field(default_factory=list)
    rest: list[ItemChange] = field(default_factory=list)


def parts(changes: Sequence[ItemChange], private: Collection[str] = ()) -> Parts:
    """The changes of public items that a user can see; of bodies; and what nobody outside sees. Those of crates that
    are not published (`private`) come after the others.
    """
    found = Parts()
    for change in sorted(changes, key=lambda change: (change.ref.crate in private, *weight(change))):
        if is_public(change) and any(_is_seen(detail) for detail in change.details):
            found.public.append(change)
        elif _behaves(change):
            found.behaviour.append(change)
        else:
            found.rest.append(change)
    found.behaviour.sort(
        key=lambda change: (change.ref.crate in private, not is_public(change), -_felt(change), change.ref.symbol)
    )
    return found


def _is_seen(detail: Detail) -> bool:
    return detail.kind not in _INSIDE and not is_private_field(detail) and not is_respelt(detail)


def is_private_field(detail: Detail) -> bool:
    """Whether it is about a field that only its own module or crate can name."""
    return detail.kind is ChangeKind.FIELDS and detail.text.startswith(PRIVATE_FIELD)


def is_respelt(detail: Detail) -> bool:
    """Whether it is about an impl that a derive writes in the other version."""
    return detail.kind is ChangeKind.IMPLS and detail.text.startswith((WRITTEN_OUT, DERIVED_NOW))


def is_public(change: ItemChange) -> bool:
    """Whether users can name the item in either version."""
    return any(ref is not None and ref.public for ref in (change.old, change.new))


def weight(change: ItemChange) -> tuple[bool, int, int, str]:
    """Public items first, then by what happened, then by how many feel it."""
    kinds = list(ChangeKind)
    first = kinds.index(change.kinds[0]) if change.kinds else len(kinds)
    return (not is_public(change), first, -_felt(change), change.ref.symbol)


def _felt(change: ItemChange) -> int:
    return len(change.affected.callers) + change.affected.more_callers


def _behaves(change: ItemChange) -> bool:
    """Whether code that was there before, and is no test, does something else now."""
    if change.old is None or change.new is None or not _BEHAVES & set(change.kinds):
        return False
    return not is_test(change)


def is_test(change: ItemChange) -> bool:
    """Whether the item is one of a test, bench, example or build script, or of a module that is called `tests`."""
    ref = change.ref
    return any(word in f"{ref.crate}/" for word in _NO_USERS) or any(
        name in _TESTS for name in ref.module.split("::")[1:]
    )


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One change of manifests, and all packages that have it."""

    text: str
    packages: tuple[str, ...]
    foreign: bool


def manifest_lines(changes: Sequence[PackageChange], told: frozenset[str] = frozenset()) -> list[ManifestLine]:
    """Dependencies from outside first, then features, editions, targets; the same change of many packages once.

    What follows the version of a package of this repository is left out, and the version itself of packages in `told`.
    """
    kept = [c for c in changes if not c.follows and not (c.what == "version" and c.package in told)]
    return [ManifestLine(text, tuple(c.package for c in found), rank == 0) for (rank, text), found in _by_text(kept)]


_RANKS = {"dependency": 0, "feature": 1, "rust-version": 2, "edition": 3, "package": 4, "version": 5}


def _by_text(changes: Sequence[PackageChange]) -> list[tuple[tuple[int, str], list[PackageChange]]]:
    found: dict[tuple[int, str], list[PackageChange]] = {}
    for change in changes:
        rank = 6 if change.local else _RANKS.get(change.what, 7)
        found.setdefault((rank, change.text), []).append(change)
    return sorted(found.items(), key=lambda pair: pair[0])


def by_crate(changes: Sequence[ItemChange]) -> list[tuple[str, list[ItemChange]]]:
    """Changes by the crate of the item."""
    return grouped(changes, lambda change: change.ref.crate)
