"""What a comparison says of what is around the changed items: who feels a change, and how dependences moved."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lines import Place


@dataclass(frozen=True, slots=True)
class Caller:
    """An item that reaches a changed one. `depth` 1 calls it directly; `changed`: it was edited in this diff too."""

    symbol: str
    depth: int
    place: Place
    tier: str
    changed: bool
    public: bool


@dataclass(frozen=True, slots=True)
class ReachingTest:
    """A test that reaches a changed item, and the line that runs it."""

    symbol: str
    command: str
    place: Place


@dataclass(frozen=True, slots=True)
class Affected:
    """Who feels a change: callers by depth, tests, and the public items it flows into.

    `stale` are callers of an item that is gone or has another signature which this diff has not edited:
    they still use the old shape. `cut`: some further away were not looked for.
    """

    callers: tuple[Caller, ...] = ()
    tests: tuple[ReachingTest, ...] = ()
    public: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    more_callers: int = 0
    cut: bool = False


NOBODY = Affected()
"""Nobody feels it, or it was not asked who does."""


@dataclass(frozen=True, slots=True, order=True)
class Dependence:
    """One module or crate depending on another, with an item that shows it."""

    source: str
    target: str
    example: str = field(compare=False, default="")
    place: Place | None = field(compare=False, default=None)


@dataclass(frozen=True, slots=True)
class Drift:
    """How the architecture moved: dependences between modules and between crates, and cycles."""

    modules_gained: tuple[Dependence, ...] = ()
    modules_lost: tuple[Dependence, ...] = ()
    crates_gained: tuple[Dependence, ...] = ()
    crates_lost: tuple[Dependence, ...] = ()
    cycles_gained: tuple[tuple[str, ...], ...] = ()
    cycles_lost: tuple[tuple[str, ...], ...] = ()
