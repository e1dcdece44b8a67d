"""What the rules say of two commits."""

from __future__ import annotations

from dataclasses import dataclass, field

from rgraph.diff.report import Finding, Undecided

from .consequences import with_causes


@dataclass(slots=True)
class Breakage:
    """Findings, and what is undecided. `grown` are the crates whose API gained something without breaking, `respelt`
    the symbols of impls of the old and of the new version that the other one derives.
    """

    findings: list[Finding] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    grown: set[str] = field(default_factory=set)
    added: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    respelt: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))

    def joined(self, other: Breakage) -> Breakage:
        """What this and another say, in the fixed order."""
        found = Breakage(
            [*self.findings, *other.findings],
            [*self.undecided, *other.undecided],
            self.grown | other.grown,
            {**self.added, **other.added},
            {**self.removed, **other.removed},
            (self.respelt[0] | other.respelt[0], self.respelt[1] | other.respelt[1]),
        )
        found.settle()
        return found

    def settle(self) -> None:
        """Bring all into a fixed order, the most important first, each finding once."""
        unique = {(f.rule, f.crate, f.item, f.message): f for f in self.findings}
        self.findings = with_causes(sorted(unique.values(), key=_weight))
        doubts = {(u.crate, u.item, u.question): u for u in self.undecided}
        self.undecided = [doubts[key] for key in sorted(doubts)]


def _weight(finding: Finding) -> tuple[object, ...]:
    return finding.crate, -finding.level.rank, finding.confidence.value, finding.item, finding.rule, finding.message
