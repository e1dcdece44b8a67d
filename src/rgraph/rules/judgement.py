"""Judging a tree by its rules: findings, less what `since` knows and exceptions tolerate, with notes on the rules."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from rgraph.errors import ConfigError, QueryError, RevisionError
from rgraph.model.graph import Tier
from rgraph.view.unseen import not_expanded_notes

from .code import Code
from .config import RuleFile
from .context import Comparable, Context, Lineage, as_they_are, diff_lineage
from .empty_selections import empty_selections, require_meaning
from .exceptions import Findings
from .known_before import Split, are_known, split_known
from .limits import MOST_UNREAD_NAMED
from .rule import EVERY_TIER, Expiry, Rule, RuleException
from .violation import CheckReport, Finding, Note, NoteKind, RuleSummary, Violation

P = ParamSpec("P")

Query = Callable[[Code, str], list[dict[str, object]]]


def no_query(code: Code, script: str) -> list[dict[str, object]]:
    """The answer where no store can run a script. Raises ConfigError."""
    del code, script
    raise ConfigError("A rule with a Datalog query needs an indexed repository.", "Run it through `rgraph check`.")


def no_base(revision: str) -> Code:
    """The answer where there is no history. Raises ConfigError."""
    raise ConfigError(f'`since = "{revision}"` needs a repository with history.')


def never_expired(expires: Expiry) -> bool:
    """For trees without a date: nothing has expired."""
    del expires
    return False


def all_read(code: Code) -> Sequence[str]:
    """For trees in memory: every file was read in full."""
    del code
    return ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What checking a tree needs beside the tree: older code, identity, queries, what has expired, what was not read.

    `comparable` gives two trees in which a file with syntax errors, which may have lost items, is alike.
    """

    base: Callable[[str], Code] = no_base
    lineage: Lineage = diff_lineage
    query: Query = no_query
    expired: Callable[[Expiry], bool] = never_expired
    comparable: Comparable = as_they_are
    unread: Callable[[Code], Sequence[str]] = all_read


class Checker:
    """Judges trees by the rules of one file. `since` given here holds for every rule, whatever its own.

    `lenient`: a selection that means nothing is noted and no error, as is right for older trees.
    `beyond`: what lower tiers would add is told as well, which judges edges twice; `where_broken`: beside violations.
    """

    def __init__(
        self,
        rules: RuleFile,
        around: Surroundings,
        since: str = "",
        lenient: bool = False,
        beyond: bool = True,
        where_broken: bool = False,
    ) -> None:
        self._rules = rules
        self._around = around
        self._since = since
        self._lenient = lenient
        self._tells_beyond = beyond
        self._where_broken = where_broken

    def check(self, code: Code, judged: str) -> CheckReport:
        """The report on one tree.

        Raises ConfigError for a rule that cannot be judged, RevisionError for the `since` that holds for every rule.
        """
        if not self._lenient:
            for rule in self._rules.rules:
                require_meaning(rule, code, self._rules.path)
        results = [self._named(rule, self._judge, code) for rule in self._rules.rules]
        if self._tells_beyond and (not self._where_broken or any(result.violations for result in results)):
            both = zip(self._rules.rules, results, strict=True)
            results = [self._named(rule, self._with_lower, code, result) for rule, result in both]
        return CheckReport(
            judged,
            tuple(violation for result in results for violation in result.violations),
            (*(note for result in results for note in result.notes), *self._not_seen(code)),
            tuple(result.summary for result in results),
        )

    def _not_seen(self, code: Code) -> list[Note]:
        """What hides items and uses from rules, once for all of them."""
        unread = self._around.unread(code)
        notes = [Note("", NoteKind.NOT_SEEN, unread_text(unread), tuple(unread))] if unread else []
        leaning = [rule for rule in self._rules.rules if rule.LEANS_ON_USES]
        if not leaning:
            return notes
        tests = () if any(rule.tests for rule in leaning) else code.tests
        count = code.not_expanded(tests)
        told = not_expanded_notes(count, "uses there are not judged, and what is used only there may seem unused")
        return [*notes, *(Note("", NoteKind.NOT_SEEN, text) for text in told)]

    # ---- one rule -------------------------------------------------------------------------------------------

    def _named(
        self, rule: Rule, work: Callable[Concatenate[Rule, P], _Judged], *args: P.args, **kwargs: P.kwargs
    ) -> _Judged:
        """What a rule gave; what is wrong with it is said with its name and place."""
        try:
            return work(rule, *args, **kwargs)
        except (ConfigError, QueryError, RevisionError) as error:
            if not self._rules.path or (self._since and isinstance(error, RevisionError)):
                raise  # an option's fault, not the rule's
            where = f"{self._rules.path}:{rule.line}"
            raise ConfigError(f"{where}: rule `{rule.name}`: {error.message}", error.hint) from error

    def _judge(self, rule: Rule, code: Code) -> _Judged:
        reference = self._reference(rule)
        # places are asked for where they tell findings of two trees apart; elsewhere only of what is reported
        now = self._findings(rule, code, code, placed=False)
        old: list[Finding] = []
        split = Split(now, [], [])
        if reference and not rule.COMPARES:
            base = self._around.base(reference)
            old = now if base is code else self._findings(rule, base, code, placed=False)
            if are_known(now, old):
                split = Split([], now, [])
            else:
                now = _ordered(rule.placed(now, self._context(rule, code)))
                old = now if base is code else _ordered(rule.placed(old, self._of_base(rule, base, code)))
                split = split_known(now, old, base, code, self._around.lineage)
        settled = _ordered(rule.placed(rule.settle(split.new, now, old), self._context(rule, code)))
        kept, notes = self._apply_exceptions(rule, code, settled, now)
        kept = list(rule.explain(kept, self._context(rule, code)))
        notes += empty_selections(rule, code, self._lenient)
        summary = RuleSummary(
            rule.name, rule.kind, rule.severity, rule.reason, reference,
            len(now), len(split.known), len(split.fixed), len(settled) - len(kept), len(kept),
        )  # fmt: skip
        return _Judged(now, _violations(rule, kept), notes, summary)

    def _with_lower(self, rule: Rule, code: Code, judged: _Judged) -> _Judged:
        """The same with what lower tiers would add."""
        lower = self._lower_tiers(rule, code, judged.now, self._reference(rule))
        notes = [Note(rule.name, NoteKind.LOWER_TIER, _lower_text(judged.now, lower))] if lower else []
        summary = dataclasses.replace(judged.summary, lower=len(lower))
        return dataclasses.replace(judged, notes=[*judged.notes, *notes], summary=summary)

    def _reference(self, rule: Rule) -> str:
        return self._since or rule.reference

    def _context(self, rule: Rule, code: Code, every_tier: bool = False) -> Context:
        return _context_of(rule, code, code, self._around, self._reference(rule), every_tier)

    def _of_base(self, rule: Rule, base: Code, code: Code) -> Context:
        return _context_of(rule, base, code, self._around, self._reference(rule), every_tier=False)

    def _findings(
        self, rule: Rule, code: Code, judged: Code, every_tier: bool = False, placed: bool = True
    ) -> list[Finding]:
        return findings_of(rule, code, judged, self._around, self._reference(rule), every_tier, placed)

    def _lower_tiers(self, rule: Rule, code: Code, now: Sequence[Finding], reference: str) -> list[Finding]:
        """The findings that there would be more if every tier counted; those known at `since` are left out."""
        if not rule.EDGES or rule.tiers or (reference and self._around.base(reference) is code):
            return []
        more = self._beyond(rule, code, now)
        if more and reference:
            base = self._around.base(reference)
            before = self._findings(rule, base, code, every_tier=True)
            more = split_known(more, before, base, code, self._around.lineage).new
        return more

    def _beyond(self, rule: Rule, code: Code, now: Sequence[Finding]) -> list[Finding]:
        keys = {finding.key for finding in now}
        found = self._findings(rule, code, code, every_tier=True, placed=bool(self._reference(rule)))
        more = [finding for finding in found if finding.key not in keys]
        return _ordered(rule.placed(rule.settle(more, found, ()), self._context(rule, code, every_tier=True)))

    # ---- exceptions -----------------------------------------------------------------------------------------

    def _apply_exceptions(
        self, rule: Rule, code: Code, settled: Sequence[Finding], now: Sequence[Finding]
    ) -> tuple[list[Finding], list[Note]]:
        notes: list[Note] = []
        findings = Findings([*now, *settled], code)
        excepted: set[int] = set()
        for exception in rule.exceptions:
            written = _exception_text(exception)
            if exception.expires and self._around.expired(exception.expires):
                text = f"the exception {written} expired with {exception.expires}: {exception.reason}"
                notes.append(Note(rule.name, NoteKind.EXPIRED_EXCEPTION, text))
                continue
            meant = findings.meant(exception)
            excepted.update(meant)
            if not meant:
                text = f"the exception {written} excepts nothing; remove it"
                notes.append(Note(rule.name, NoteKind.UNUSED_EXCEPTION, text))
        return [finding for place, finding in enumerate(settled, len(now)) if place not in excepted], notes


def _context_of(
    rule: Rule, code: Code, judged: Code, around: Surroundings, reference: str, every_tier: bool
) -> Context:
    seen = dataclasses.replace(rule, since=reference)
    tiers = EVERY_TIER if every_tier else rule.judged_tiers
    return Context(code, judged, seen, around.base, around.lineage, tiers, around.query, around.comparable)


def findings_of(
    rule: Rule,
    code: Code,
    judged: Code,
    around: Surroundings,
    reference: str = "",
    every_tier: bool = False,
    placed: bool = True,
) -> list[Finding]:
    """All findings of a rule in `code`, in order of places, for a check of `judged`.

    A rule that compares does so with `reference`. Without `placed`, places may be missing (`Rule.placed`).
    """
    context = _context_of(rule, code, judged, around, reference, every_tier)
    found = list(context.rule.check(context))
    return _ordered(context.rule.placed(found, context) if placed else found)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What one rule gave; `now` has every finding, known and excepted ones as well."""

    now: list[Finding]
    violations: list[Violation]
    notes: list[Note]
    summary: RuleSummary


def _lower_text(now: Sequence[Finding], more: Sequence[Finding]) -> str:
    """One line on the findings that lower tiers would add to those there are `now`."""
    tiers = Counter(finding.tier for finding in more if finding.tier)
    what = f"{len(more)} finding{'s' if len(more) != 1 else ''}"
    first = f"the first at {_where(more[0])}"
    if not now and set(tiers) == {Tier.CANDIDATE}:
        return f"only candidates break it: {what}, {first}"
    counts = ", ".join(f"{count} {tier}" for tier, count in sorted(tiers.items()))
    return f"lower tiers would add {what} ({counts}), {first}"


def _exception_text(exception: RuleException) -> str:
    parts = [
        f"from `{exception.from_.text}`" if exception.from_ else "",
        f"to `{exception.to.text}`" if exception.to else "",
    ]
    return " ".join(part for part in parts if part)


def _ordered(findings: Iterator[Finding] | Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.place.path, f.place.line, f.place.col, f.key, f.message))


def _where(finding: Finding) -> str:
    return f"{finding.place.path}:{finding.place.line}"


def _violations(rule: Rule, findings: Sequence[Finding]) -> list[Violation]:
    seen: Counter[tuple[str, str, str]] = Counter()
    out = []
    for finding in findings:
        seen[finding.key] += 1
        text = "\0".join((rule.name, *finding.key, str(seen[finding.key])))
        fingerprint = hashlib.sha256(text.encode()).hexdigest()[:16]
        hinted = dataclasses.replace(finding, hint=rule.hint or finding.hint or rule.FIX)
        out.append(Violation(rule.name, rule.kind, rule.severity, rule.reason, hinted, fingerprint))
    return out


def unread_text(paths: Sequence[str]) -> str:
    """Which files have syntax errors, or were not read: the first few by name."""
    more = len(paths) - MOST_UNREAD_NAMED
    named = ", ".join(paths[:MOST_UNREAD_NAMED]) + (f" and {more} more" if more > 0 else "")
    have = "file was" if len(paths) == 1 else "files were"
    return f"{len(paths):,} {have} not read in full, so violations there may be missed: {named}"
