"""A diff report for code hosts: SARIF for code scanning, annotations for GitHub Actions."""

from __future__ import annotations

from rgraph.diff.lines import Place
from rgraph.diff.report import DiffReport, Finding, Level
from rgraph.diff.semver.rule import rules

from .diff_words import cycle_text
from .github import annotation
from .sarif import SarifPlace, SarifResult, SarifRule, sarif_log

_SARIF = {Level.MAJOR: "error", Level.MINOR: "warning", Level.PATCH: "note"}
_GITHUB = {Level.MAJOR: "error", Level.MINOR: "warning", Level.PATCH: "notice"}
_CYCLE = SarifRule(
    "new_cycle",
    "new_cycle",
    "Modules depend on each other in a cycle that did not exist before.",
    "Move what both need into a module of its own.",
    "warning",
)


def report_sarif(report: DiffReport) -> str:
    """The findings and the new cycles as a SARIF log."""
    fired = {finding.rule for finding in report.findings}
    known = [
        SarifRule(rule.id, rule.id, rule.title, rule.why, _SARIF[rule.level], rule.reference)
        for rule in rules()
        if rule.id in fired
    ]
    results = [_result(finding) for finding in report.findings]
    if report.drift.cycles_gained:
        known.append(_CYCLE)
        results += [_cycle(report, cycle) for cycle in report.drift.cycles_gained]
    return sarif_log(known, results)


def _result(finding: Finding) -> SarifResult:
    place = finding.new or finding.old or Place("", 0, 0)
    related = (SarifPlace(finding.old.path, finding.old.line, 0, "before"),) if finding.old and finding.new else ()
    return SarifResult(
        finding.rule,
        _SARIF[finding.level],
        _sentence(finding),
        SarifPlace(place.path, place.line),
        f"{finding.rule}:{finding.crate}:{finding.item}:{finding.message}",
        related,
    )


def _cycle(report: DiffReport, cycle: tuple[str, ...]) -> SarifResult:
    ends = set(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    places = [d.place for d in report.drift.modules_gained if (d.source, d.target) in ends and d.place is not None]
    place = places[0] if places else Place("", 0, 0)
    text = cycle_text(cycle)
    return SarifResult("new_cycle", "warning", text, SarifPlace(place.path, place.line), f"new_cycle:{text}")


def _sentence(finding: Finding) -> str:
    likely = "" if finding.confidence.value == "certain" else " (likely)"
    return f"{finding.message}{likely}. Breaks {finding.who}."


def report_github(report: DiffReport) -> str:
    """One annotation a finding, at its place in the new version where it has one there."""
    lines = []
    for finding in report.findings:
        place = finding.new or finding.old or Place("", 0, 0)
        lines.append(annotation(_GITHUB[finding.level], place.path, place.line, 0, finding.title, _sentence(finding)))
    for cycle in report.drift.cycles_gained:
        spot = _cycle(report, cycle).place
        lines.append(annotation("warning", spot.path, spot.line, 0, "new cycle", cycle_text(cycle)))
    return "\n".join(lines)
