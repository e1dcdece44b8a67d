"""What breaks, for a terminal: the worst first, crates that are not published apart, re-exports told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rgraph.diff.report import Confidence, DiffReport, Finding, Level
from rgraph.diff.semver.consequences import AROUND, counted
from rgraph.diff.semver.likewise import LIKEWISE

from .diff_items import rest
from .diff_words import at, grouped, levels, named, plural
from .style import Style
from .words import one_line

FACE = "reexported_crate_breaks"
"""The rule that says of a crate that what it re-exports breaks; what breaks is told where it is declared."""

_FEW_FINDINGS = 8
_OF_FEATURES = frozenset(
    ["feature_enables_less", "feature_not_default", "feature_removed", "optional_dependency_removed"]
)
"""Where not all findings are shown, what breaks in code is shown before these: there may be dozens of features."""
_ALIKE = 3
"""As many crates that say the same are told together."""


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
    told = [f for f in report.findings if f.crate not in private] or report.findings
    more = 0 if verbose else sum(f.level is Level.PATCH for f in told)
    listed = told if verbose else without_faces(told)[0]  # what stands in another crate's heading has no line
    title = style.strong(heading(told)) + style.dim(f"  {counts(listed)}")
    return [title, *lines, *rest(more, "patch-level finding", style, "  ")]


def heading(findings: Iterable[Finding]) -> str:
    """What a list of findings is called: a minor finding breaks nobody who follows Cargo's conventions."""
    return "what breaks" if any(finding.level is Level.MAJOR for finding in findings) else "what users notice"


def none_found(report: DiffReport) -> str:
    """What is said where there are no findings: only what was compared is known to break nothing."""
    open_ = len(report.undecided)
    left = f"; {plural(open_, 'question')} {'is' if open_ == 1 else 'are'} undecided" if open_ else ""
    return f"No break was found, as far as syntax and names tell{left}."


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
    if number and finding.rule in AROUND:
        return f"; with {plural(number, 'item')} in it"
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


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding, and the crates that it is told of: those that say the same in the same words are one line."""

    finding: Finding
    crates: tuple[str, ...]


def _told_once(findings: Sequence[Finding], verbose: bool) -> list[_Told]:
    """The findings, what three or more crates say alike once, where it is first."""
    alike: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[(finding.rule, finding.level, finding.confidence, finding.message + tail(finding))].append(finding)
    told: dict[int, _Told] = {}
    for same in alike.values():
        crates = tuple(dict.fromkeys(finding.crate for finding in same))
        if verbose or len(crates) < _ALIKE:
            told |= {id(finding): _Told(finding, (finding.crate,)) for finding in same}
        else:
            told[id(same[0])] = _Told(same[0], crates)
    return [told[id(finding)] for finding in findings if id(finding) in told]


def _by_crate(findings: Sequence[Finding], faces: dict[str, list[str]], style: Style, verbose: bool) -> list[str]:
    told = _told_once(findings, verbose)
    worst = sorted(told, key=lambda each: (-each.finding.level.rank, each.finding.rule in _OF_FEATURES))
    chosen = set(map(id, worst if verbose else worst[:_FEW_FINDINGS]))
    lines: list[str] = []
    for crates, found in _by_crates(told):
        kept = [each for each in found if id(each) in chosen]
        if not kept:
            continue
        also = f"  users of {named(faces[crates])} too, by re-export" if crates in faces and not verbose else ""
        lines.append(f"  {style.strong(crates)}{style.dim(also)}")
        for each in kept:
            lines += _finding(each, style, verbose)
        lines += rest(len(found) - len(kept), "finding", style, "    ")
    shown = {crate for each in told if id(each) in chosen for crate in each.crates}
    hidden = [each for each in told if not shown.intersection(each.crates)]
    where = f"finding{'s' if len(hidden) > 1 else ''} in {named(sorted({c for each in hidden for c in each.crates}))}"
    return lines + ([style.dim(f"  ... {len(hidden)} more {where} (-v shows all)")] if hidden else [])


def _by_crates(told: Sequence[_Told]) -> list[tuple[str, list[_Told]]]:
    """What is told by the names of its crates: a crate's own first, then what many share."""
    own = grouped([each for each in told if len(each.crates) == 1], lambda each: each.crates[0])
    return own + grouped([each for each in told if len(each.crates) > 1], lambda each: named(each.crates))


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


def _finding(told: _Told, style: Style, verbose: bool) -> list[str]:
    finding = told.finding
    paint: Callable[[str], str] = style.bad if finding.level is Level.MAJOR else style.doubtful
    surety = "" if finding.confidence is Confidence.CERTAIN else style.dim(" (likely)")
    places = " -> ".join(dict.fromkeys(text for text in (at(finding.old), at(finding.new)) if text))
    lines = [f"    {paint(f'{finding.level.value:<5}')} {one_line(finding.message + tail(finding))}{surety}"]
    others = f" and {plural(len(told.crates) - 1, 'other')}" if len(told.crates) > 1 else ""
    lines.append(style.dim(f"          {finding.rule}  {places}{others}"))
    if verbose and finding.follows:
        lines.append(style.dim(f"          follows from {one_line(finding.follows)}"))
    if verbose:
        lines.append(style.dim(f"          breaks {finding.who}"))
        lines.append(style.dim(f"          {finding.reference}"))
    return lines
