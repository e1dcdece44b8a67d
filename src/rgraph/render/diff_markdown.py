"""A diff report as Markdown, fit for a pull request comment: what breaks first, long lists folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rgraph.diff.counts import main_word
from rgraph.diff.lines import Place
from rgraph.diff.report import DiffReport, Finding, ItemChange, Level, Verdict

from .diff_findings import counts, heading, none_found, tail, unpublished, without_consequences, without_faces
from .diff_order import ManifestLine, by_crate, manifest_lines, parts
from .diff_questions import Question, questions
from .diff_versions import Mood, version_lines
from .diff_words import at, cycle_text, details_text, grouped, headline, kind_word, levels, named, plural
from .limits import MOST_LISTED
from .markdown_words import code, escape, sentence

_MOODS = {Mood.GOOD: "✅ ", Mood.BAD: "❌ ", Mood.OPEN: "🔼 ", Mood.DIM: ""}
_OPEN = 10
"""Longer lists are folded."""


def report_markdown(report: DiffReport, pages: Mapping[str, str] | None = None) -> str:
    """The report; everything that comes from the repository is escaped. `pages` are links by module."""
    if report.empty and report.paths:
        where = ", ".join(map(code, report.paths))
        return f"Nothing under {where} differs between {code(report.old)} and {code(report.new)}.\n"
    if report.empty:
        return f"No Rust file or manifest differs between {code(report.old)} and {code(report.new)}.\n"
    changed = parts(report.changes, unpublished(report))
    manifests = manifest_lines(report.packages, frozenset(verdict.package for verdict in report.verdicts))
    found = [
        f"### {escape(headline(report))}",
        _verdicts(report.verdicts),
        _findings(report),
        _list("Undecided: syntax alone does not tell", map(_question, questions(report.undecided))),
        _list("Public changes", map(_change, changed.public)),
        _list("Behaviour", map(_change, changed.behaviour)),
        _list("New cycles", [code(cycle_text(cycle)) for cycle in report.drift.cycles_gained]),
        _drift(report),
        _list("External dependencies", [_manifest(line) for line in manifests if line.foreign]),
        _list("Manifests", [_manifest(line) for line in manifests if not line.foreign]),
        _rest(changed.rest),
        _list("Documentation", _pages(report, pages or {})),
        _list("Notes", [escape(note) for note in report.notes]),
    ]
    return "\n\n".join(part for part in found if part) + "\n"


def _verdicts(verdicts: Sequence[Verdict]) -> str:
    rows = []
    for line in version_lines(verdicts)[:MOST_LISTED]:
        subject = code(line.subject) if len(line.packages) == 1 else escape(line.subject)
        rows.append(f"| {subject} | {_MOODS[line.mood]}{sentence(line.text)} |")
    return "\n".join(["| package | version |", "|---|---|", *rows]) if rows else ""


def _findings(report: DiffReport) -> str:
    if not report.findings:
        return escape(none_found(report))
    kept, faces = without_faces(without_consequences(report.findings))
    private = unpublished(report)
    parts = [f"**{heading(report.findings).capitalize()}:** {counts(without_faces(report.findings)[0])}"]
    for crate, found in sorted(grouped(kept, lambda f: f.crate), key=lambda pair: (pair[0] in private, pair[0])):
        also = f", users of {escape(named(faces[crate]))} too, by re-export" if crate in faces else ""
        apart = " (not published)" if crate in private else ""
        lines = [_finding(finding) for finding in found]
        worst = min(found, key=lambda f: -f.level.rank).level
        shown = worst is Level.MAJOR and len(lines) <= _OPEN and crate not in private
        parts.append(_folded(f"{escape(crate)}{apart}: {levels(found)}{also}", lines, shown))
    return "\n\n".join(parts)


def _finding(finding: Finding) -> str:
    places = " → ".join(dict.fromkeys(code(text) for text in (at(finding.old), at(finding.new)) if text))
    likely = "" if finding.confidence.value == "certain" else " *(likely)*"
    rule = f"[{finding.rule}]({finding.reference})"
    return f"**{finding.level.value}** {sentence(finding.message + tail(finding))}{likely}<br>{rule} {places}"


def _question(question: Question) -> str:
    return f"{named([code(item) for item in question.items])}: {escape(question.text)}"


def _drift(report: DiffReport) -> str:
    drift = report.drift
    lines = [
        f"+ {code(f'{d.source} -> {d.target}')} {_place(d.place)}"
        for d in (*drift.crates_gained, *drift.modules_gained)
    ]
    lines += [f"− {code(f'{d.source} -> {d.target}')}" for d in (*drift.crates_lost, *drift.modules_lost)]
    return _list("Dependencies between modules", lines)


def _place(place: Place | None) -> str:
    return code(at(place)) if place is not None else ""


def _manifest(line: ManifestLine) -> str:
    where = code(line.packages[0]) if len(line.packages) == 1 else f"{len(line.packages)} packages"
    return f"{where}: {sentence(line.text)}"


def _rest(changes: Sequence[ItemChange]) -> str:
    """What nobody outside sees, by crate, folded."""
    if not changes:
        return ""
    parts = ["**The rest**"]
    for crate, found in by_crate(changes):
        parts.append(_folded(f"{escape(crate)}: {plural(len(found), 'item')}", [_change(c) for c in found], False))
    return "\n\n".join(parts)


def _change(change: ItemChange) -> str:
    word = main_word(change)
    told = details_text(change)
    notes = f" ({'; '.join(change.notes)})" if change.notes else ""
    what = f": {sentence(told)}" if told else ""
    return f"{word} {kind_word(change.ref)} {code(change.ref.symbol)}{what}{sentence(notes)}"


def _pages(report: DiffReport, pages: Mapping[str, str]) -> list[str]:
    """The pages of the modules in which something changed."""
    modules = sorted({change.ref.module for change in report.changes} & pages.keys())
    return [f"[{escape(module)}]({pages[module]})" for module in modules]


def _list(title: str, lines: Iterable[str]) -> str:
    lines = list(lines)
    return _folded(f"{title}: {len(lines)}", lines, len(lines) <= 3) if lines else ""


def _folded(title: str, lines: Sequence[str], open_: bool) -> str:
    body = [f"- {line}" for line in lines[:MOST_LISTED]]
    if len(lines) > MOST_LISTED:
        body.append(f"- … {len(lines) - MOST_LISTED} more")
    return "\n".join([f"<details{' open' if open_ else ''}><summary>{title}</summary>", "", *body, "", "</details>"])
