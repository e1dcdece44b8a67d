"""What breaks, for a terminal: the worst first, crates that are not published apart, re-exports told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rgraph.diff.report import Confidence, DiffReport, Finding, Level
from rgraph.diff.semver.consequences import counted
from rgraph.diff.semver.likewise import LIKEWISE

from .diff_items import rest
from .diff_words import at, grouped, levels, named, plural
from .style import Style
from .words import one_line

FACE = "reexported_crate_breaks"
"""The rule that says of a crate that what it re-exports breaks; what breaks is told where it is declared."""

_FEW_FINDINGS = 8


def findings_text(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    """The findings by crate. Without `verbose` those of patch level and beyond the first few are counted."""
    private = unpublished(report)
    kept, faces = without_faces(without_consequences(report.findings))
    shown = report.findings if verbose else [f for f in kept if f.level is not Level.PATCH]
    public = [f for f in shown if f.crate not in private]
    lines = _by_crate(public, faces, style, verbose)
    lines += _apart([f for f in shown if f.crate in private], style, verbose, alone=not public)
    if not lines:
        return []
    more = 0 if verbose else sum(f.level is Level.PATCH for f in report.findings)
    told = [f for f in report.findings if f.crate not in private] or report.findings
    title = style.strong("what breaks") + style.dim(f"  {counts(told)}")
    return [title, *lines, *rest(more, "patch-level finding", style, "  ")]


def unpublished(report: DiffReport) -> frozenset[str]:
    """The crates that nobody outside can depend on."""
    return frozenset(v.crate for v in report.verdicts if not v.published)


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that follow from another one of them, which says how many they are."""
    findings = list(findings)
    there = {finding.item for finding in findings if finding.followed_by}
    kept = [f if f.follows in there else replace(f, follows="") for f in findings]
    return [finding for finding in counted(kept) if not finding.follows]


def counts(findings: Sequence[Finding]) -> str:
    """`3 major, 1 minor, and 40 that follow from these`."""
    kept = without_consequences(findings)
    more = len(findings) - len(kept)
    return levels(kept) + (f", and {more} that follow{'s' * (more == 1)} from these" if more else "")


def tail(finding: Finding) -> str:
    """What a message ends with where other findings follow from it, "" where none does."""
    number = finding.followed_by
    if number and finding.rule in LIKEWISE:
        return f"; and {number} more like it"
    return f"; {number} more finding{'s follow' if number > 1 else ' follows'} from it" if number else ""


def without_faces(findings: Iterable[Finding]) -> tuple[list[Finding], dict[str, list[str]]]:
    """The findings without those that only say that a crate re-exports what breaks in another one, which is then
    said with the other: its crate, and the crates that re-export it.
    """
    findings = list(findings)
    origin = {(f.old, f.new): f.crate for f in reversed(findings) if f.rule != FACE}
    kept: list[Finding] = []
    faces: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        crate = origin.get((finding.old, finding.new), "")
        if finding.rule == FACE and crate not in {"", finding.crate}:
            faces[crate].append(finding.crate)
        else:
            kept.append(finding)
    return kept, faces


def _by_crate(findings: Sequence[Finding], faces: dict[str, list[str]], style: Style, verbose: bool) -> list[str]:
    worst = sorted(findings, key=lambda f: -f.level.rank)
    chosen = set(map(id, worst if verbose else worst[:_FEW_FINDINGS]))
    lines: list[str] = []
    for crate, found in grouped(findings, lambda f: f.crate):
        kept = [finding for finding in found if id(finding) in chosen]
        if not kept:
            continue
        also = f"  users of {named(faces[crate])} too, by re-export" if crate in faces and not verbose else ""
        lines.append(f"  {style.strong(crate)}{style.dim(also)}")
        for finding in kept:
            lines += _finding(finding, style, verbose)
        lines += rest(len(found) - len(kept), "finding", style, "    ")
    hidden = [f for f in findings if f.crate not in {g.crate for g in findings if id(g) in chosen}]
    crates = sorted({f.crate for f in hidden})
    where = f"finding{'s' if len(hidden) > 1 else ''} in {named(crates)}"
    return lines + ([style.dim(f"  ... {len(hidden)} more {where} (-v shows all)")] if hidden else [])


def _apart(findings: Sequence[Finding], style: Style, verbose: bool, alone: bool) -> list[str]:
    """Findings in crates that are not published: counted beside others, listed where there are no others."""
    if not findings:
        return []
    if verbose or alone:
        head = [style.dim("  in crates that are not published")]
        return head + _by_crate(findings, {}, style, verbose)
    crates = sorted({f.crate for f in findings})
    where = f"{plural(len(crates), 'crate')} that {'is' if len(crates) == 1 else 'are'} not published"
    return [style.dim(f"  {levels(findings)} in {where} ({named(crates)}; -v shows all)")]


def _finding(finding: Finding, style: Style, verbose: bool) -> list[str]:
    paint: Callable[[str], str] = style.bad if finding.level is Level.MAJOR else style.doubtful
    surety = "" if finding.confidence is Confidence.CERTAIN else style.dim(" (likely)")
    places = " -> ".join(dict.fromkeys(text for text in (at(finding.old), at(finding.new)) if text))
    lines = [f"    {paint(f'{finding.level.value:<5}')} {one_line(finding.message + tail(finding))}{surety}"]
    lines.append(style.dim(f"          {finding.rule}  {places}"))
    if verbose and finding.follows:
        lines.append(style.dim(f"          follows from {one_line(finding.follows)}"))
    if verbose:
        lines.append(style.dim(f"          breaks {finding.who}"))
        lines.append(style.dim(f"          {finding.reference}"))
    return lines
