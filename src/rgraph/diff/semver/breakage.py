"""What the rules say of differences: findings, open questions, and which crates have gained something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from rgraph.diff.report import Finding, Undecided

from .consequences import with_causes
from .delta import Delta, Difference, Doubt
from .rule import Rule, rules


@dataclass(slots=True)
class Breakage:
    """What the rules say of two commits. `grown` are the crates whose API gained something without breaking, `respelt`
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

    def collect(self, differences: Iterable[Difference]) -> None:
        """Take in what the rules say of some differences."""
        for difference in map(asked, differences):
            if isinstance(difference, Doubt):
                self.undecided.append(
                    Undecided(difference.crate, difference.item, difference.question, difference.place)
                )
                continue
            fired = findings_of(difference)
            self.findings += fired
            if not fired and _is_growth(difference):
                self.grown.add(difference.crate)

    def settle(self) -> None:
        """Bring all into a fixed order, the most important first, each finding once."""
        unique = {(f.rule, f.crate, f.item, f.message): f for f in self.findings}
        self.findings = with_causes(sorted(unique.values(), key=_weight))
        doubts = {(u.crate, u.item, u.question): u for u in self.undecided}
        self.undecided = [doubts[key] for key in sorted(doubts)]


def _weight(finding: Finding) -> tuple[object, ...]:
    return finding.crate, -finding.level.rank, finding.confidence.value, finding.item, finding.rule, finding.message


def asked(found: Difference) -> Difference:
    """What one question decides is that question."""
    question = found.facts.get("open") if isinstance(found, Delta) else None
    if not isinstance(found, Delta) or not question:
        return found
    old, new = (found.facts.get(one) or found.facts.get(other, "?") for one, other in (("old", "was"), ("new", "now")))
    return Doubt(found.crate, found.item, f"has `{new}` where it had `{old}`: {question}", found.new)


def findings_of(delta: Delta) -> list[Finding]:
    """What the rules say of one difference."""
    return [rule.finding(delta) for rule in by_what().get(delta.what, ()) if rule.fires(delta)]


@cache
def by_what() -> dict[str, list[Rule]]:
    """The rules by the differences that they look at."""
    found: dict[str, list[Rule]] = {}
    for rule in rules():
        for what in rule.what:
            found.setdefault(what, []).append(rule)
    return found


def _is_growth(delta: Delta) -> bool:
    """Whether a difference that breaks nobody offers users something new; that an older compiler will do is no API."""
    return delta.facts.get("hidden") != "yes" and delta.what not in {"receiver", "rust_version_lowered"}
