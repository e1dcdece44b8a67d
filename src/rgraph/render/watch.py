"""What one look at a watched working directory found, as lines for a terminal or for an editor."""

from __future__ import annotations

from collections.abc import Iterator

from rgraph.rules.violation import Severity, Violation
from rgraph.spelling import counted
from rgraph.watch.round import Broken, Round

from .check_text import where
from .json import json_line
from .style import PLAIN, Style
from .words import one_line

NAMED = 3
"""Changed files that are named; the rest is counted."""


def round_text(found: Round, style: Style = PLAIN) -> str:
    """What was saved, what that broke and mended, and how things stand."""
    if found.judged:
        return "\n".join(_judged(found, style))
    lines = [style.strong(one_line(_headline(found)))]
    if found.unreadable:
        lines += [f"  {one_line(path)} has a syntax error and is skipped until it parses" for path in found.unreadable]
        return "\n".join(lines)
    lines += [f"  {style.bad('broken')}: {_reference(one)}" for one in found.broken]
    lines += [f"  {style.good('fixed')}: {one_line(f'{one.owner}, `{one.name}`')}" for one in found.mended]
    return "\n".join(lines)


def _judged(found: Round, style: Style) -> Iterator[str]:
    yield from (f"  {_severity(one, style)}: {_violation(one)}" for one in found.came)
    yield from (f"  {style.good('fixed')}: {_violation(one)}" for one in found.went)
    yield from (f"  note: {one_line(note)}" for note in found.notes)
    yield f"  {_standing(found, style)}"


def round_line(found: Round) -> str:
    """One JSON object a look."""
    return json_line(found)


def _headline(found: Round) -> str:
    if not found.changed:
        return f"HEAD {found.head[:10] or 'has no commit yet'}"
    named = ", ".join(found.changed[:NAMED])
    left = len(found.changed) - NAMED
    return f"{named} and {counted(left, 'more file')}" if left > 0 else named


def _reference(one: Broken) -> str:
    return one_line(f"{one.path}:{one.line} {one.owner} names `{one.name}`, which was {one.target} and is gone")


def _violation(one: Violation) -> str:
    return f"{where(one.finding.place)} {one_line(one.finding.message)} ({one_line(one.rule)})"


def _severity(one: Violation, style: Style) -> str:
    paint = {Severity.ERROR: style.bad, Severity.WARN: style.doubtful, Severity.INFO: style.dim}[one.severity]
    return paint({Severity.ERROR: "error", Severity.WARN: "warning", Severity.INFO: "info"}[one.severity])


def _standing(found: Round, style: Style) -> str:
    parts = list(_counts(found))
    if not parts:
        return f"{style.good('ok')}: {counted(found.rules, 'rule')} hold" if found.rules else style.good("ok")
    return f"{', '.join(parts)} now"


def _counts(found: Round) -> Iterator[str]:
    if found.standing:
        yield counted(found.standing, "broken reference")
    if found.violations:
        yield f"{counted(found.violations, 'violation')} of {counted(found.rules, 'rule')}"
