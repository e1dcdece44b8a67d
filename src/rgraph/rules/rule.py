"""What every rule has: common fields, exceptions, and the contract that a kind fulfils."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, final

from rgraph.model.graph import EdgeKind, Tier

from .selector import NOTHING, Selection
from .violation import Finding, Severity

if TYPE_CHECKING:
    from .context import Context

SURE = (Tier.EXACT, Tier.COMPILER)
"""The tiers that a rule judges unless it names others."""
EVERY_TIER = tuple(Tier)


@final
class Expiry:
    """When an exception ends: a date, or a revision (often a tag) once it is reached."""

    __slots__ = ("date", "revision")

    def __init__(self, date: datetime.date | None, revision: str = "") -> None:
        self.date = date
        self.revision = revision

    def __str__(self) -> str:
        return self.date.isoformat() if self.date else self.revision


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleException:
    """A tolerated finding: its source and its target are both meant (no selector: any).

    `expires` is a date (the last day on which it holds) or a revision, often a tag: once that is reached, it holds
    no more.
    """

    reason: str
    from_: Selection = NOTHING
    to: Selection = NOTHING
    expires: Expiry | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One `[[rule]]` of `rgraph.toml`. A subclass is a kind: its fields are what the kind's own keys may be.

    A field of type `Selection` must mean something in the judged tree unless it is named in `MAY_BE_EMPTY` or the
    rule has `allow_empty`. Keys that are words of Python end in `_` here.
    """

    FIX: ClassVar[str] = ""
    """What to do about a violation, where neither the finding nor the rule's `hint` says more."""
    DEFAULT_SINCE: ClassVar[str] = ""
    """What `since` is where the rule has none."""
    MAY_BE_EMPTY: ClassVar[frozenset[str]] = frozenset({"to"})
    COMPARES: ClassVar[bool] = False
    """The kind compares with `since` on its own; its findings are new by nature."""
    EDGES: ClassVar[bool] = False
    """The kind judges edges, so a lower tier may make a difference."""

    LEANS_ON_USES: ClassVar[bool] = False
    """A use that the graph does not see would change what the kind finds."""

    name: str
    kind: str
    reason: str
    severity: Severity = Severity.ERROR
    since: str = ""
    hint: str = ""
    tiers: tuple[Tier, ...] = ()
    tests: bool = False
    allow_empty: bool = False
    exceptions: tuple[RuleException, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def judged_tiers(self) -> tuple[Tier, ...]:
        """The tiers whose edges count."""
        return self.tiers or SURE

    @property
    def reference(self) -> str:
        """The revision whose findings are known already, "" for none."""
        return self.since or self.DEFAULT_SINCE

    def check(self, context: Context) -> Iterator[Finding]:
        """Every finding in the judged tree, in any order; `context` gives the code, and older code to compare with."""
        raise NotImplementedError

    def settle(self, new: Sequence[Finding], now: Sequence[Finding], old: Sequence[Finding]) -> Sequence[Finding]:
        """What to report of the findings that are `new`, all there are `now` and all there were (`old`)."""
        del now, old
        return new

    def placed(self, findings: Sequence[Finding], context: Context) -> Sequence[Finding]:
        """The findings with their places, where `check` leaves these out: most are settled before they are needed."""
        del context
        return findings

    def explain(self, findings: Sequence[Finding], context: Context) -> Sequence[Finding]:
        """The findings that will be reported, with what is too dear to work out for all: paths, counts."""
        del context
        return findings

    def problems(self) -> Iterator[str]:
        """What is wrong with the settings whatever the code: contradictions, missing fields."""
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeRule(Rule):
    """A rule that judges edges; `edges` narrows it to some kinds of them."""

    EDGES: ClassVar[bool] = True
    LEANS_ON_USES: ClassVar[bool] = True

    edges: tuple[EdgeKind, ...] = ()
