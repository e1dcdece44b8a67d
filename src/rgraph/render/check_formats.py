"""A check's report for machines: SARIF, GitHub annotations, JUnit."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rgraph.rules.violation import CheckReport, Severity, Violation

from .check_text import where
from .github import annotation
from .sarif import SarifPlace, SarifResult, SarifRule, sarif_log

_SARIF = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "note"}
_GITHUB = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "notice"}


def check_sarif(report: CheckReport) -> str:
    """The report as a SARIF 2.1.0 log."""
    rules = [SarifRule(r.name, r.kind, r.reason, level=_SARIF[r.severity]) for r in report.rules]
    return sarif_log(rules, [_sarif_result(violation) for violation in report.violations])


def check_github(report: CheckReport) -> str:
    """One annotation a line for GitHub Actions; nothing for a clean report."""
    return "".join(
        annotation(_GITHUB[v.severity], p.path, p.line, p.col, f"rgraph: {v.rule}", _message(v)) + "\n"
        for v in report.violations
        for p in [v.finding.place]
    )


def check_junit(report: CheckReport) -> str:
    """One test case a rule; its failures are its violations. Warnings and remarks are no failures."""
    failed = {v.rule for v in report.violations if v.severity is Severity.ERROR}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="rgraph" tests="{len(report.rules)}" failures="{len(failed)}">',
        f'  <testsuite name="rgraph check" tests="{len(report.rules)}" failures="{len(failed)}">',
    ]
    for rule in report.rules:
        own = [violation for violation in report.violations if violation.rule == rule.name]
        lines += _junit_case(rule.name, rule.kind, own)
    return "\n".join([*lines, "  </testsuite>", "</testsuites>", ""])


def _junit_case(name: str, kind: str, violations: list[Violation]) -> Iterator[str]:
    opening = f"    <testcase classname={_attribute(f'rgraph.{kind}')} name={_attribute(name)}"
    if not violations:
        yield f"{opening}/>"
        return
    yield f"{opening}>"
    text = _clean("\n".join(f"{where(v.finding.place)}: {_message(v)}" for v in violations))
    if violations[0].severity is Severity.ERROR:
        count = f"{len(violations)} violation{'s' if len(violations) != 1 else ''}"
        yield f'      <failure type={_attribute(kind)} message="{count}">{escape(text, quote=False)}</failure>'
    else:
        yield f"      <system-out>{escape(text, quote=False)}</system-out>"
    yield "    </testcase>"


def _sarif_result(violation: Violation) -> SarifResult:
    finding = violation.finding
    place = SarifPlace(finding.place.path, finding.place.line, finding.place.col)
    related = tuple(
        SarifPlace(step.place.path, step.place.line, step.place.col, f"{step.source} -> {step.target}")
        for step in finding.steps
    )
    level = _SARIF[violation.severity]
    return SarifResult(violation.rule, level, _message(violation), place, violation.fingerprint, related)


def _message(violation: Violation) -> str:
    finding = violation.finding
    parts = [finding.message, violation.reason, finding.hint]
    if violation.commit:
        parts.append(f"Introduced by {violation.commit[:10]} {violation.subject}".rstrip())
    return "\n".join(part for part in parts if part)


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(char if char in "\t\n" or " " <= char < "\ud800" or char >= "\ue000" else "\ufffd" for char in text)


def _attribute(text: str) -> str:
    return '"' + escape(_clean(text)).replace("\n", "&#10;").replace("\t", "&#9;") + '"'
