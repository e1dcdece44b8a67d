"""What a check says: findings, violations, notes and the report, as plain frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a violation weighs; only errors make `rgraph check` fail."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file of the judged tree. `line` and `col` count from 1 (0: the file as a whole)."""

    path: str
    line: int = 0
    col: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of an indirect dependency: `source` depends on `target`, seen at `place`."""

    source: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule's kind found, before `since` and exceptions are applied.

    `source` and `target` are the two items (a symbol, or a name from outside; "" for none); with `detail` they are
    the finding's identity, which line numbers are no part of. `measure` is the number that a metrics rule judges
    (larger is worse), `weight` how many references stand behind it. `steps` holds the path of an indirect dependency,
    `tier` the weakest edge that it stands on.
    """

    message: str
    place: Place
    source: str
    target: str = ""
    detail: str = ""
    hint: str = ""
    steps: tuple[Step, ...] = ()
    tier: str = ""
    measure: int | float | None = None
    weight: int = 1

    @property
    def key(self) -> tuple[str, str, str]:
        """The identity within its rule."""
        return (self.source, self.target, self.detail)


@dataclass(frozen=True, slots=True)
class Violation:
    """A finding of a rule that neither `since` nor an exception lets pass.

    `commit` is the oid of the commit that brought it, where a range was checked. `fingerprint` names it across
    versions.
    """

    rule: str
    kind: str
    severity: Severity
    reason: str
    finding: Finding
    fingerprint: str
    commit: str = ""
    subject: str = ""

    def brought_by(self, commit: str, subject: str) -> Violation:
        """The same violation with the commit that brought it."""
        return replace(self, commit=commit, subject=subject)


class NoteKind(StrEnum):
    """Why the checker has something to say that is no violation."""

    UNUSED_EXCEPTION = "unused exception"
    EXPIRED_EXCEPTION = "expired exception"
    MATCHES_NOTHING = "matches nothing"
    LOWER_TIER = "lower tier"
    NOT_SEEN = "not seen"
    OTHER = "note"


STALE = frozenset({NoteKind.UNUSED_EXCEPTION, NoteKind.EXPIRED_EXCEPTION, NoteKind.MATCHES_NOTHING})
"""The notes that make `rgraph check --strict` exit with 3."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a rule that its author should know; about what no rule saw where `rule` is "".

    `paths` are the files that were not read in full, where it is about them.
    """

    rule: str
    kind: NoteKind
    text: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """One rule as it was judged: how many findings, how many of them known since `since` or excepted or reported, how
    many of the old ones are fixed, and how many more there would be with `lower` tiers."""

    name: str
    kind: str
    severity: Severity
    reason: str
    since: str = ""
    found: int = 0
    known: int = 0
    fixed: int = 0
    excepted: int = 0
    reported: int = 0
    lower: int = 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of one check, in a fixed order. `judged` says which tree: staged, worktree, a revision, a range."""

    judged: str
    violations: tuple[Violation, ...]
    notes: tuple[Note, ...]
    rules: tuple[RuleSummary, ...]

    @property
    def errors(self) -> int:
        """How many violations have severity `error`."""
        return sum(violation.severity is Severity.ERROR for violation in self.violations)

    @property
    def stale(self) -> bool:
        """Whether an exception is unused or expired, or a rule matches nothing."""
        return any(note.kind in STALE for note in self.notes)

    def exit_code(self, strict: bool = False) -> int:
        """0 fine, 1 errors found, 3 stale exceptions or rules where `strict` asks for it."""
        if self.errors:
            return 1
        return 3 if strict and self.stale else 0
