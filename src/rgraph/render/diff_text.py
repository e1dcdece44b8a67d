"""A diff report as text: the verdict first, then what breaks, the architecture, and what changed by crate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rgraph.diff.report import (
    ChangeKind,
    Confidence,
    DiffReport,
    Drift,
    Finding,
    ItemChange,
    Level,
    Place,
    Verdict,
)

from .style import PLAIN, Style
from .words import from_macro, one_line

T = TypeVar("T")

_FEW_CHANGES = 12
"""How many changes of a crate are shown before `-v`."""

_FEW_FINDINGS = 40
_FEW_LINES = 8
_BAR = 40

SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.RENAMED: ">",
    ChangeKind.MOVED: ">",
}


def diff_text(report: DiffReport, style: Style = PLAIN, verbose: bool = False, stat: bool = False) -> str:
    """What `rgraph diff` prints: the report, or under `--stat` its counts alone."""
    return stat_text(report, style) if stat else report_text(report, style, verbose)


def report_text(report: DiffReport, style: Style = PLAIN, verbose: bool = False) -> str:
    """The report for a terminal, most important first; `verbose` leaves nothing out."""
    if report.empty and report.paths:
        return f"nothing under {one_line(', '.join(report.paths))} differs between {report.old} and {report.new}"
    if report.empty:
        return f"{report.old} and {report.new} are the same for rgraph: no Rust file or manifest differs"
    parts = [
        [style.strong(headline(report))],
        _verdicts(report, style, verbose),
        _findings(report, style, verbose),
        _undecided(report, style, verbose),
        _drift(report.drift, style, verbose),
        _packages(report, style, verbose),
        _changes(report, style, verbose),
        [style.doubtful(f"note: {one_line(note)}") for note in report.notes],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def headline(report: DiffReport) -> str:
    """`v1 -> v2: 14 files, 30 items: 12 added, 3 removed, 15 changed`."""
    counts = counted(report.changes)
    told = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
    files = plural(report.files_changed, "file")
    return f"{report.old} -> {report.new}: {files}, {plural(len(report.changes), 'item')}" + (
        f": {told}" if told else ""
    )


def counted(changes: Iterable[ItemChange]) -> dict[str, int]:
    """How many were added, removed, renamed, moved, changed, and changed in their docs alone."""
    words = Counter(main_word(change) for change in changes)
    order = ("added", "removed", "renamed", "moved", "changed", "docs only")
    return {word: words[word] for word in order}


def main_word(change: ItemChange) -> str:
    """The one word that a count knows a change by."""
    if change.old is None:
        return "added"
    if change.new is None:
        return "removed"
    for kind in (ChangeKind.RENAMED, ChangeKind.MOVED):
        if kind in change.kinds:
            return kind.value
    return "changed" if change.code else "docs only"


def plural(number: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def at(place: Place | None) -> str:
    """`path:line`, "" for nowhere."""
    return f"{one_line(place.path)}:{place.line}" if place is not None else ""


# ---- verdicts and findings -------------------------------------------------------------------------------


def _verdicts(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    shown = [v for v in report.verdicts if verbose or v.needed != "none" or v.made != "none"]
    if not shown:
        return []
    width = max(len(verdict.package) for verdict in shown)
    return [style.strong("version"), *(f"  {v.package:<{width}}  {verdict_text(v, style)}" for v in shown)]


def verdict_text(verdict: Verdict, style: Style = PLAIN) -> str:
    """`needs major, made minor (0.1.2 -> 0.1.3): not enough`."""
    if verdict.made == "new":
        return f"new package {verdict.new_version}".rstrip()
    if verdict.made == "removed":
        return style.bad("package removed")
    step = f"{verdict.old_version} -> {verdict.new_version}" if verdict.made != "none" else verdict.new_version
    made = f"made {verdict.made}" if verdict.made != "none" else "version not changed"
    words = f"needs {verdict.needed}, {made} ({step})" if step else f"needs {verdict.needed}, {made}"
    if verdict.needed == "none":
        return style.dim(words)
    end = "" if verdict.published else ", not published"
    if verdict.enough:
        return style.good(words) + end
    return style.bad(f"{words}: not enough") + end


def _findings(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    if not report.findings:
        return []
    lines = [style.strong("what breaks") + style.dim(f"  {levels(report.findings)}")]
    shown = report.findings if verbose else [f for f in report.findings if f.level is not Level.PATCH]
    for crate, found in grouped(shown, lambda f: f.crate):
        lines.append(f"  {style.strong(crate)}")
        kept = found if verbose else found[:_FEW_FINDINGS]
        for finding in kept:
            lines += _finding(finding, style, verbose)
        lines += _rest(len(found) - len(kept), "finding", style, "    ")
    return lines + _rest(len(report.findings) - len(shown), "patch-level finding", style, "  ")


def _finding(finding: Finding, style: Style, verbose: bool) -> list[str]:
    paint: Callable[[str], str] = style.bad if finding.level is Level.MAJOR else style.doubtful
    surety = "" if finding.confidence is Confidence.CERTAIN else style.dim(" (likely)")
    places = " -> ".join(dict.fromkeys(text for text in (at(finding.old), at(finding.new)) if text))
    lines = [f"    {paint(f'{finding.level.value:<5}')} {one_line(finding.message)}{surety}"]
    lines.append(style.dim(f"          {finding.rule}  {places}"))
    if verbose:
        lines.append(style.dim(f"          breaks {finding.who}"))
        lines.append(style.dim(f"          {finding.reference}"))
    return lines


def levels(findings: Sequence[Finding]) -> str:
    """`3 major, 1 minor`."""
    counts = Counter(finding.level for finding in findings)
    return ", ".join(f"{counts[level]} {level.value}" for level in Level if counts[level])


def _undecided(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    if not report.undecided:
        return []
    shown = report.undecided if verbose else report.undecided[:_FEW_LINES]
    lines = [style.strong("undecided") + style.dim("  syntax alone does not tell")]
    lines += [f"    {one_line(f'{u.item}: {u.question}')} {style.dim(at(u.place))}".rstrip() for u in shown]
    return lines + _rest(len(report.undecided) - len(shown), "question", style, "    ")


# ---- architecture and manifests --------------------------------------------------------------------------


def _drift(drift: Drift, style: Style, verbose: bool) -> list[str]:
    lines = [style.bad(f"    new cycle  {cycle_text(cycle)}") for cycle in drift.cycles_gained]
    lines += [style.good(f"    cycle gone {cycle_text(cycle)}") for cycle in drift.cycles_lost]
    for sign, word, found in (
        ("+", "crate", drift.crates_gained),
        ("-", "crate", drift.crates_lost),
        ("+", "module", drift.modules_gained),
        ("-", "module", drift.modules_lost),
    ):
        shown = found if verbose else found[:_FEW_LINES]
        lines += [
            f"    {sign} {word} {one_line(f'{d.source} -> {d.target}')} {style.dim(at(d.place))}".rstrip()
            for d in shown
        ]
        lines += _rest(len(found) - len(shown), f"{word} dependence", style, "    ")
    return [style.strong("architecture"), *lines] if lines else []


def cycle_text(cycle: Sequence[str]) -> str:
    """`a -> b -> a`."""
    return " -> ".join([*cycle, cycle[0]])


def _packages(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    if not report.packages:
        return []
    lines = [style.strong("manifests")]
    for package, found in grouped(report.packages, lambda p: p.package):
        shown = found if verbose else found[:_FEW_LINES]
        lines += [f"    {package}: {one_line(change.text)}" for change in shown]
        lines += _rest(len(found) - len(shown), "change", style, "    ")
    return lines


# ---- items -----------------------------------------------------------------------------------------------


def _changes(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    if not report.changes:
        return []
    lines = [style.strong("what changed")]
    for crate, found in grouped(report.changes, lambda c: c.ref.crate):
        told = ", ".join(f"{number} {word}" for word, number in counted(found).items() if number)
        lines.append(f"  {style.strong(crate)} {style.dim(told)}")
        ranked = sorted(found, key=_weight)
        shown = set(map(id, ranked if verbose else ranked[:_FEW_CHANGES]))
        for module, group in grouped([c for c in found if id(c) in shown], lambda c: c.ref.module):
            lines.append(style.dim(f"    {module}"))
            for change in group:
                lines += _change(change, style, verbose)
        lines += _rest(len(found) - len(shown), "item", style, "    ")
    return lines


def _weight(change: ItemChange) -> tuple[bool, int, int, str]:
    """Public items first, then by what happened, then by how many feel it."""
    kinds = list(ChangeKind)
    first = kinds.index(change.kinds[0]) if change.kinds else len(kinds)
    public = any(ref is not None and ref.public for ref in (change.old, change.new))
    return (not public, first, -len(change.affected.callers), change.ref.symbol)


def _change(change: ItemChange, style: Style, verbose: bool) -> Iterator[str]:
    sign = SIGNS.get(change.kinds[0], "~") if change.kinds else "~"
    paint = {"+": style.good, "-": style.bad}.get(sign, style.doubtful)
    ref = change.ref
    name = ref.symbol.removeprefix(f"{ref.module}::")
    told = "; ".join(d.text for d in change.details if d.kind not in {ChangeKind.ADDED, ChangeKind.REMOVED})
    notes = f" ({'; '.join(change.notes)})" if change.notes else ""
    said = one_line(f"{': ' + told if told else ''}{notes}")
    yield f"      {paint(sign)} {ref.kind} {name}{said} {style.dim(at(ref.place) + from_macro(ref.made_by))}"
    if verbose:
        yield from _verbose(change, style)


def _verbose(change: ItemChange, style: Style) -> Iterator[str]:
    evidence, was = change.evidence, change.old.symbol if change.old is not None else ""
    if evidence is not None and was != change.ref.symbol:
        parts = ", ".join(f"{name} {value:g}" for name, value in evidence.parts)
        shown = f" ({parts})" if parts else ""
        yield style.dim(f"          was {was}: {evidence.how.value}, {evidence.score:g}{shown}")
    affected = change.affected
    if affected.callers:
        direct = [caller.symbol for caller in affected.callers if caller.depth == 1]
        number = len(affected.callers) + affected.more_callers
        yield style.dim(f"          reached by {plural(number, 'item')}: {', '.join(direct[:4])}")
    if affected.stale:
        yield style.bad(f"          not edited with it: {', '.join(affected.stale[:6])}")
    if affected.public:
        yield style.dim(f"          flows into {', '.join(affected.public[:4])}")
    for test in affected.tests[:3]:
        yield style.dim(f"          test: {one_line(test.command)}")


def _rest(number: int, word: str, style: Style, indent: str) -> list[str]:
    return [style.dim(f"{indent}... {plural(number, 'more ' + word)} (-v shows all)")] if number > 0 else []


def grouped(things: Iterable[T], key: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Things by a key, groups in order of the key, each group in its own order."""
    found: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return sorted(found.items())


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
