"""A diff report as text: the versions first, then what breaks, what users see, behaviour, architecture, the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rgraph.diff.counts import main_word
from rgraph.diff.neighbourhood import Drift
from rgraph.diff.report import DiffReport, ItemChange, Level

from .diff_findings import findings_text, unpublished
from .diff_items import counts_text, items_text, rest
from .diff_order import manifest_lines, parts
from .diff_questions import undecided_text
from .diff_versions import Mood, version_lines
from .diff_words import at, cycle_text, few, grouped, headline, named
from .style import PLAIN, Style
from .words import one_line

_FEW_VERSIONS = 8
_FEW_PUBLIC = 10
_FEW_BODIES = 8
_FEW_CYCLES = 3
_FEW_DEPENDENCES = 3
_FEW_MANIFESTS = 6
_FEW_REST = 8
_FEW_NOTES = 4
_FEW_PACKAGES = 3
_BAR = 40


def diff_text(report: DiffReport, style: Style = PLAIN, verbose: bool = False, stat: bool = False) -> str:
    """What `rgraph diff` prints: the report, or under `--stat` its counts alone."""
    return stat_text(report, style) if stat else report_text(report, style, verbose)


def report_text(report: DiffReport, style: Style = PLAIN, verbose: bool = False) -> str:
    """The report for a terminal, most important first, on about two screens; `verbose` leaves nothing out."""
    if report.empty and report.paths:
        return f"nothing under {one_line(', '.join(report.paths))} differs between {report.old} and {report.new}"
    if report.empty:
        return f"{report.old} and {report.new} are the same for rgraph: no Rust file or manifest differs"
    changed = parts(report.changes, unpublished(report))
    found = [
        [style.strong(headline(report))],
        _versions(report, style, verbose),
        findings_text(report, style, verbose),
        undecided_text(report, style, verbose),
        items_text(
            "public changes", _unsaid(changed.public, report, verbose), style, None if verbose else _FEW_PUBLIC, verbose
        ),
        items_text("behaviour", changed.behaviour, style, None if verbose else _FEW_BODIES, verbose),
        _drift(report.drift, style, verbose),
        _manifests(report, style, verbose),
        _rest_of(changed.rest, style, verbose),
        _notes(report, style, verbose),
    ]
    return "\n\n".join("\n".join(part) for part in found if part)


def _unsaid(changes: list[ItemChange], report: DiffReport, verbose: bool) -> list[ItemChange]:
    """The changes; where they are many, without those whose place a finding names: what breaks has been told."""
    if verbose or len(changes) <= _FEW_PUBLIC:
        return changes
    told = {place for f in report.findings for place in (f.old, f.new) if f.level is Level.MAJOR}
    return [c for c in changes if not any(ref is not None and ref.place in told for ref in (c.old, c.new))]


def _versions(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    lines = version_lines(report.verdicts, verbose)
    shown = few(lines, _FEW_VERSIONS, verbose)
    if not shown:
        return []
    paint = {Mood.GOOD: style.good, Mood.BAD: style.bad, Mood.OPEN: style.doubtful, Mood.DIM: style.dim}
    width = max(len(line.subject) for line in shown)
    told = [f"  {line.subject:<{width}}  {paint[line.mood](one_line(line.text))}" for line in shown]
    return [style.strong("version"), *told, *rest(len(lines) - len(shown), "line", style, "  ")]


# ---- architecture, manifests, the rest -------------------------------------------------------------------


def _drift(drift: Drift, style: Style, verbose: bool) -> list[str]:
    lines: list[str] = []
    for paint, told, word, cycles in (
        (style.bad, "new cycle ", "new cycle", drift.cycles_gained),
        (style.good, "cycle gone", "lost cycle", drift.cycles_lost),
    ):
        few_of_them = few(cycles if verbose else sorted(cycles, key=len), _FEW_CYCLES, verbose)
        lines += [paint(f"    {told} {cycle_text(cycle)}") for cycle in few_of_them]
        lines += rest(len(cycles) - len(few_of_them), word, style, "    ")
    for sign, word, found in (
        ("+", "crate", drift.crates_gained),
        ("-", "crate", drift.crates_lost),
        ("+", "module", drift.modules_gained),
        ("-", "module", drift.modules_lost),
    ):
        shown = few(found, _FEW_DEPENDENCES, verbose)
        lines += [
            f"    {sign} {word} {one_line(f'{d.source} -> {d.target}')} {style.dim(at(d.place))}".rstrip()
            for d in shown
        ]
        lines += rest(len(found) - len(shown), f"{word} dependence", style, "    ")
    return [style.strong("architecture"), *lines] if lines else []


def _manifests(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    """Dependencies from outside, then what else manifests say; what only follows a version is counted."""
    if verbose:
        every = [f"    {change.package}: {one_line(change.text)}" for change in report.packages]
        return [style.strong("manifests"), *every] if every else []
    told = frozenset(verdict.package for verdict in report.verdicts)
    found: list[str] = []
    lines = manifest_lines(report.packages, told)
    for title, kept in (
        ("external dependencies", [line for line in lines if line.foreign]),
        ("manifests", [line for line in lines if not line.foreign]),
    ):
        if kept:
            shown = [_manifest(line.text, line.packages, style) for line in few(kept, _FEW_MANIFESTS, False)]
            more = rest(len(kept) - len(shown), "change", style, "    ")
            found += [*([""] if found else []), style.strong(title), *shown, *more]
    return found


def _manifest(text: str, packages: Sequence[str], style: Style) -> str:
    if len(packages) == 1:
        return f"    {packages[0]}: {one_line(text)}"
    return f"    {one_line(text)} {style.dim(f'in {len(packages)} packages: {named(packages, _FEW_PACKAGES)}')}"


def _rest_of(changes: list[ItemChange], style: Style, verbose: bool) -> list[str]:
    """What nobody outside sees: item by item where it is little, else counted by crate."""
    if verbose or len(changes) <= _FEW_REST:
        return items_text("the rest", changes, style, None, verbose)
    return counts_text("the rest", changes, style, _FEW_REST)


def _notes(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    shown = few(report.notes, _FEW_NOTES, verbose)
    lines = [style.doubtful(f"note: {one_line(note)}") for note in shown]
    return lines + rest(len(report.notes) - len(shown), "note", style, "")


# ---- --stat ----------------------------------------------------------------------------------------------


def stat_text(report: DiffReport, style: Style = PLAIN) -> str:
    """Counts by module, as `git diff --stat` has them by file: `+` added, `-` removed, `~` changed."""
    rows = [(module, _signs(found)) for module, found in grouped(report.changes, lambda c: c.ref.module)]
    if not rows:
        return headline(report)
    width = max(len(module) for module, _ in rows)
    most = max(sum(signs.values()) for _, signs in rows)
    lines = []
    for module, signs in rows:
        total = sum(signs.values())
        bar = "".join(_painted(sign, signs[sign], most, style) for sign in "+-~")
        lines.append(f" {module:<{width}} | {total:>4} {bar}")
    return "\n".join([*lines, f" {headline(report)}"])


def _signs(changes: Iterable[ItemChange]) -> Counter[str]:
    words = Counter(main_word(change) for change in changes)
    return Counter({"+": words["added"], "-": words["removed"], "~": words.total() - words["added"] - words["removed"]})


def _painted(sign: str, number: int, most: int, style: Style) -> str:
    length = number if most <= _BAR else -(-number * _BAR // most)
    paint = {"+": style.good, "-": style.bad}.get(sign, style.doubtful)
    return paint(sign * length) if length else ""
