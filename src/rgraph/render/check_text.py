"""A check's report for a reader at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.rules.violation import STALE, CheckReport, NoteKind, Place, RuleSummary, Severity, Violation

from .style import PLAIN, Style
from .words import one_line


def check_text(report: CheckReport, style: Style = PLAIN, verbose: bool = False) -> str:
    """Violations rule by rule with their source lines, then notes on the rules, then one line that sums up."""
    lines: list[str] = []
    for rule in report.rules:
        own = [violation for violation in report.violations if violation.rule == rule.name]
        if own:
            lines += _heading(rule, style)
            for violation in own:
                lines += [f"  {line}" if line else "" for line in _violation(violation, style)]
    for note in report.notes:
        folded = note.kind is NoteKind.LOWER_TIER or not (note.kind in {*STALE, NoteKind.NOT_SEEN} or report.violations)
        if verbose or not folded:
            about = f"rule `{one_line(note.rule)}`: " if note.rule else ""
            lines.append(f"{style.doubtful('note')}: {about}{one_line(note.text)}")
    if report.violations and not verbose:
        lines += [f"{style.doubtful('note')}: {text}" for text in _lower(report)]
    if verbose:
        lines += [_rule_line(rule) for rule in report.rules]
    lines.append(_summary(report, style))
    return "\n".join(lines) + "\n"


def _heading(rule: RuleSummary, style: Style) -> list[str]:
    return [
        f"{_severity(rule.severity, style)}: {style.strong(one_line(rule.name))} ({rule.kind})",
        f"  {one_line(rule.reason)}",
        "",
    ]


def _violation(violation: Violation, style: Style) -> Iterator[str]:
    finding = violation.finding
    yield f"{style.strong(where(finding.place))}: {one_line(finding.message)}"
    yield from _source(finding.place, style)
    for number, step in enumerate(finding.steps, 1):
        yield style.dim(f"  {number}. {one_line(step.source)} -> {one_line(step.target)} at {where(step.place)}")
    if violation.commit:
        yield f"  introduced by {style.doubtful(violation.commit[:10])} {one_line(violation.subject)}".rstrip()
    if finding.hint:
        yield f"  fix: {one_line(finding.hint)}"
    yield style.dim(f"  except: {one_line(exception_line(violation))}")
    yield ""


def _source(place: Place, style: Style) -> Iterator[str]:
    if place.line and place.text.strip():
        margin = f"  {place.line} | "
        text = one_line(place.text.replace("\t", " "))
        yield style.dim(margin) + text
        if place.col:
            yield " " * (len(margin) - 2) + style.dim("| ") + " " * (place.col - 1) + style.bad("^")


def where(place: Place) -> str:
    """`path:line:col` as editors read it."""
    return ":".join([one_line(place.path), *(str(number) for number in (place.line, place.col) if number)])


def exception_line(violation: Violation) -> str:
    """The entry of `exceptions` that tolerates a violation."""
    finding = violation.finding
    to = f', to = "={finding.target}"' if finding.target else ""
    return f'{{ from = "={finding.source}"{to}, reason = "..." }}'


def _severity(severity: Severity, style: Style) -> str:
    paint = {Severity.ERROR: style.bad, Severity.WARN: style.doubtful, Severity.INFO: style.dim}[severity]
    return paint({Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "info"}[severity])


def _rule_line(rule: RuleSummary) -> str:
    since = f" since {one_line(rule.since)}: {rule.known} known, {rule.fixed} fixed" if rule.since else ""
    excepted = f", {rule.excepted} excepted" if rule.excepted else ""
    return f"rule `{one_line(rule.name)}`: {rule.found} found{since}{excepted}, {rule.reported} reported"


def _lower(report: CheckReport) -> Iterator[str]:
    """What lower tiers would add to all rules, in one line."""
    more = [rule.lower for rule in report.rules if rule.lower]
    if more:
        yield f"lower tiers would add {_count(sum(more), 'finding')} to {_count(len(more), 'rule')}; -v lists them"


def _summary(report: CheckReport, style: Style) -> str:
    rules = _count(len(report.rules), "rule")
    known, fixed = sum(rule.known for rule in report.rules), sum(rule.fixed for rule in report.rules)
    excepted = sum(rule.excepted for rule in report.rules)
    left = [
        text
        for number, text in ((known, f"{known} known"), (fixed, f"{fixed} fixed"), (excepted, f"{excepted} excepted"))
        if number
    ]
    aside = f" ({', '.join(left)})" if left else ""
    if not report.violations:
        hold = "holds" if len(report.rules) == 1 else "hold"
        return f"{style.good('ok')}: {rules} {hold} in {report.judged}{aside}"
    parts = [
        _count(count, word)
        for word, severity in (("error", Severity.ERROR), ("warning", Severity.WARN), ("remark", Severity.INFO))
        if (count := sum(violation.severity is severity for violation in report.violations))
    ]
    return f"{', '.join(parts)} in {report.judged} by {rules}{aside}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number != 1 else ''}"
