"""A diff report as Markdown, fit for a pull request comment: what breaks first, long lists folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rgraph.diff.report import DiffReport, Finding, ItemChange, Level, Place, Verdict

from .diff_text import at, cycle_text, grouped, headline, levels, main_word, verdict_text
from .limits import MOST_LISTED
from .markdown_words import code, escape

_OPEN = 10
"""Longer lists are folded."""


def report_markdown(report: DiffReport) -> str:
    """The report; everything that comes from the repository is escaped."""
    if report.empty and report.paths:
        where = ", ".join(map(code, report.paths))
        return f"Nothing under {where} differs between {code(report.old)} and {code(report.new)}.\n"
    if report.empty:
        return f"No Rust file or manifest differs between {code(report.old)} and {code(report.new)}.\n"
    parts = [
        f"### {escape(headline(report))}",
        _verdicts(report.verdicts),
        _findings(report.findings),
        _list(
            "Undecided: syntax alone does not tell", [f"{code(u.item)}: {escape(u.question)}" for u in report.undecided]
        ),
        _list("New cycles", [code(cycle_text(cycle)) for cycle in report.drift.cycles_gained]),
        _drift(report),
        _list("Manifests", [f"{code(p.package)}: {escape(p.text)}" for p in report.packages]),
        _changes(report.changes),
        _list("Notes", [escape(note) for note in report.notes]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _verdicts(verdicts: Sequence[Verdict]) -> str:
    shown = [v for v in verdicts if v.needed != "none" or v.made != "none"]
    if not shown:
        return ""
    rows = [f"| {code(v.package)} | {'✅' if v.enough else '❌'} {escape(verdict_text(v))} |" for v in shown]
    return "\n".join(["| package | version |", "|---|---|", *rows])


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return "**Nothing breaks**, as far as syntax and names tell."
    parts = [f"**What breaks:** {levels(findings)}"]
    for crate, found in grouped(findings, lambda f: f.crate):
        lines = [_finding(finding) for finding in found]
        worst = min(found, key=lambda f: -f.level.rank).level
        parts.append(_folded(f"{escape(crate)}: {levels(found)}", lines, worst is Level.MAJOR and len(lines) <= _OPEN))
    return "\n\n".join(parts)


def _finding(finding: Finding) -> str:
    places = " → ".join(dict.fromkeys(code(text) for text in (at(finding.old), at(finding.new)) if text))
    likely = "" if finding.confidence.value == "certain" else " *(likely)*"
    rule = f"[{finding.rule}]({finding.reference})"
    return f"**{finding.level.value}** {_sentence(finding.message)}{likely}<br>{rule} {places}"


def _sentence(text: str) -> str:
    """A message with its code spans kept as code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        code(part[1:-1]) if part.startswith("`") and part.endswith("`") and part != "`" else escape(part)
        for part in parts
    )


def _drift(report: DiffReport) -> str:
    drift = report.drift
    lines = [
        f"+ {code(f'{d.source} -> {d.target}')} {_place(d.place)}"
        for d in (*drift.crates_gained, *drift.modules_gained)
    ]
    lines += [f"− {code(f'{d.source} -> {d.target}')}" for d in (*drift.crates_lost, *drift.modules_lost)]
    return _list("Dependences between modules", lines)


def _place(place: Place | None) -> str:
    return code(at(place)) if place is not None else ""


def _changes(changes: Sequence[ItemChange]) -> str:
    if not changes:
        return ""
    parts = ["**What changed**"]
    for crate, found in grouped(changes, lambda c: c.ref.crate):
        lines = [_change(change) for change in found]
        parts.append(_folded(f"{escape(crate)}: {len(lines)} items", lines, False))
    return "\n\n".join(parts)


def _change(change: ItemChange) -> str:
    told = "; ".join(detail.text for detail in change.details)
    notes = f" ({'; '.join(change.notes)})" if change.notes else ""
    return f"{main_word(change)} {change.ref.kind} {code(change.ref.symbol)}: {_sentence(told + notes)}"


def _list(title: str, lines: Iterable[str]) -> str:
    lines = list(lines)
    return _folded(f"{title}: {len(lines)}", lines, len(lines) <= 3) if lines else ""


def _folded(title: str, lines: Sequence[str], open_: bool) -> str:
    body = [f"- {line}" for line in lines[:MOST_LISTED]]
    if len(lines) > MOST_LISTED:
        body.append(f"- … {len(lines) - MOST_LISTED} more")
    return "\n".join([f"<details{' open' if open_ else ''}><summary>{title}</summary>", "", *body, "", "</details>"])
