"""What `rgraph patterns` found: text, Markdown, SARIF, and the rules alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rgraph.patterns.finding import rules_text
from rgraph.patterns.pattern import Evidence, Finding, Portrait, Told
from rgraph.spelling import counted

from .markdown_words import code, fenced, sentence
from .sarif import SarifPlace, SarifResult, SarifRule, sarif_log
from .style import PLAIN, Style
from .words import one_line

SHOWN = 4
"""Lines of evidence under a finding where not all are asked for."""

_SIGNS = {"appeared": "+ ", "changed": "~ ", "gone": "- ", "": ""}


def patterns_text(told: Portrait, style: Style = PLAIN, verbose: bool = False) -> str:
    """Pattern by pattern, each finding with where it is to be seen and the rule that would hold it."""
    lines = []
    for each in told.patterns:
        lines += [style.strong(f"{each.title} ({len(each.findings)})"), f"  {style.dim(each.summary)}"]
        for finding in each.findings:
            lines += _finding_lines(finding, style, verbose)
        if each.unseen:
            lines.append(f"  note: {each.unseen}")
        lines.append("")
    if not told.patterns:
        lines += [_nothing(told), ""]
    return "\n".join([*lines, *(f"note: {one_line(note)}" for note in told.notes)])


def _nothing(told: Portrait) -> str:
    return (
        f"no pattern appeared, changed or disappeared since {one_line(told.since)}"
        if told.since
        else "no patterns found"
    )


def _finding_lines(finding: Finding, style: Style, verbose: bool) -> Iterator[str]:
    yield f"  {_SIGNS[finding.change]}{one_line(finding.statement)}"
    shown = finding.evidence if verbose else finding.evidence[:SHOWN]
    for evidence in shown:
        yield f"      {style.dim(one_line(_where(evidence)))}  {one_line(evidence.what or evidence.symbol)}"
    left = len(finding.evidence) - len(shown) + finding.more_evidence
    if left:
        yield f"      and {counted(left, 'more line')}" + ("" if verbose else "; -v lists them")
    if finding.rule is not None and verbose:
        yield from (f"      {one_line(line)}" for line in finding.rule.toml.splitlines())
    elif finding.rule is not None:
        yield f"      rule: {one_line(finding.rule.name)} ({finding.rule.kind})"


def _where(evidence: Evidence) -> str:
    return f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path


def patterns_markdown(told: Portrait) -> str:
    """A section a pattern, for a wiki or a pull request; each rule is ready to copy."""
    of = f"since {code(told.since)}, at {code(told.at)}" if told.since else f"at {code(told.at)}"
    lines = [f"# Patterns {of}", ""]
    for each in told.patterns:
        lines += [f"## {each.title}", "", each.summary, ""]
        for finding in each.findings:
            lines += _markdown(finding)
        lines += [f"_{each.unseen}_", ""] if each.unseen else []
    if not told.patterns:
        lines += [sentence(_nothing(told)), ""]
    return "\n".join([*lines, *(f"_Note: {sentence(note)}_" for note in told.notes)]) + "\n"


def _markdown(finding: Finding) -> Iterator[str]:
    change = f"**{finding.change}**: " if finding.change else ""
    yield f"- {change}{sentence(finding.statement)}"
    for evidence in finding.evidence:
        yield f"  - {code(_where(evidence))} {code(evidence.what or evidence.symbol)}"
    if finding.more_evidence:
        yield f"  - and {counted(finding.more_evidence, 'more line')}"
    yield ""
    if finding.rule is not None:
        yield from (*fenced("toml", finding.rule.toml.splitlines()), "")


def patterns_sarif(told: Portrait) -> str:
    """One note a finding at its first line of evidence; what is gone has no place and is left out."""
    rules = [SarifRule(each.pattern, each.title, each.summary, each.unseen, "note") for each in told.patterns]
    results = [
        _result(each, finding)
        for each in told.patterns
        for finding in each.findings
        if finding.change != "gone" and finding.evidence
    ]
    return sarif_log(rules, results)


def _result(told: Told, finding: Finding) -> SarifResult:
    first, *related = [SarifPlace(each.path, each.line, 0, each.what) for each in finding.evidence]
    fingerprint = hashlib.sha256(f"{told.pattern}\0{finding.subject}".encode()).hexdigest()[:16]
    place = SarifPlace(first.path, first.line)
    return SarifResult(told.pattern, "note", finding.statement, place, fingerprint, tuple(related))


def patterns_rules(told: Portrait) -> str:
    """The rules alone, as an `rgraph.toml`."""
    return rules_text(told)
