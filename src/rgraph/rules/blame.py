"""Which commit of a range brought a violation: bisection along first parents, then into the branch that was merged."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.git.records import RevisionRange
from rgraph.model.ids import Oid
from rgraph.view.session import Session

from .config import RuleFile
from .judgement import Surroundings, findings_of
from .known_before import split_known
from .revisions import Revisions
from .rule import Rule
from .violation import Finding, Violation


class Blame:
    """Blames violations of the end of a range on its commits. Each commit asked about is judged once, by all rules that
    are violated, and let go of: its graph is large, and there may be hundreds.

    Along the first parents a violation is taken to come once: of one that came, went and came again, one of the
    commits that brought it is named.
    """

    def __init__(self, session: Session, rules: RuleFile, revisions: Revisions, span: RevisionRange) -> None:
        self._repository = session.repository
        self._rules = rules
        self._revisions = revisions
        self._span = span
        self._range = {commit.oid for commit in self._repository.walk([span.new], [span.old])}
        self._violated: list[Rule] = []
        self._now: dict[str, list[Finding]] = {}
        self._known: dict[tuple[str, Oid], list[Finding]] = {}

    def of_all(self, violations: Iterable[Violation]) -> tuple[Violation, ...]:
        """The violations with the commits that brought them; unchanged where none in the range did."""
        several = list(violations)
        self._violated = [self._rules.rule(name) for name in dict.fromkeys(each.rule for each in several)]
        return tuple(self._of(each) for each in several)

    def _of(self, violation: Violation) -> Violation:
        rule = self._rules.rule(violation.rule)
        found = self._search(rule, violation.finding, self._span.new, frozenset(self._range))
        if not found:
            return violation
        return violation.brought_by(found, self._repository.commit(found).subject)

    def _search(self, rule: Rule, finding: Finding, tip: Oid, within: frozenset[Oid]) -> Oid | None:
        """The commit among the first parents of `tip` that has the finding, its own first parent not."""
        chain = self._first_parents(tip, within)
        if not chain:
            return None
        before = self._repository.commit(chain[-1]).parents
        if before and self._has(rule, finding, before[0]):
            return None
        low, high = 0, len(chain) - 1  # chain[low] has it; what comes after chain[high] has not
        while low < high:
            middle = (low + high + 1) // 2
            if self._has(rule, finding, chain[middle]):
                low = middle
            else:
                high = middle - 1
        commit = self._repository.commit(chain[low])
        for merged in commit.parents[1:]:
            if merged in within and self._has(rule, finding, merged):
                hidden = {c.oid for c in self._repository.walk([merged], [commit.parents[0]])}
                return self._search(rule, finding, merged, within & hidden) or commit.oid
        return commit.oid

    def _first_parents(self, tip: Oid, within: frozenset[Oid]) -> list[Oid]:
        chain: list[Oid] = []
        at: Oid | None = tip
        while at is not None and at in within:
            chain.append(at)
            parents = self._repository.commit(at).parents
            at = parents[0] if parents else None
        return chain

    def _has(self, rule: Rule, finding: Finding, commit: Oid) -> bool:
        key = (rule.name, commit)
        if key not in self._known:
            self._judge(commit)
        # matched by value but for the hint, which a rule may give all its findings
        return any(known.key == finding.key and known.place == finding.place for known in self._known[key])

    def _judge(self, commit: Oid) -> None:
        new, old = self._revisions.code(self._span.new), self._revisions.code(commit)
        for rule in self._violated:
            then = findings_of(rule, old, new, self._surroundings(), self._span.old)
            known = split_known(self._findings(rule), then, old, new, self._revisions.lineage).known
            self._known[rule.name, commit] = known
        if commit not in {self._span.new, self._span.old}:
            self._revisions.forget(commit)

    def _findings(self, rule: Rule) -> list[Finding]:
        if rule.name not in self._now:
            code = self._revisions.code(self._span.new)
            self._now[rule.name] = findings_of(rule, code, code, self._surroundings(), self._span.old)
        return self._now[rule.name]

    def _surroundings(self) -> Surroundings:
        return self._revisions.surroundings()
