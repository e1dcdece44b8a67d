"""Words that every writer of a diff report shares: the headline, counts, places, cycles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rgraph.diff.report import ChangeKind, DiffReport, Finding, ItemChange, Level, Place

from .words import one_line

T = TypeVar("T")


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


def levels(findings: Sequence[Finding]) -> str:
    """`3 major, 1 minor`."""
    counts = Counter(finding.level for finding in findings)
    return ", ".join(f"{counts[level]} {level.value}" for level in Level if counts[level])


def cycle_text(cycle: Sequence[str]) -> str:
    """`a -> b -> a`."""
    return " -> ".join([*cycle, cycle[0]])


def grouped(things: Iterable[T], key: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Things by a key, groups in order of the key, each group in its own order."""
    found: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return sorted(found.items())


def named(names: Sequence[str], most: int = 3) -> str:
    """`a`, `a and b`, `a, b, c and 9 more`."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def few(things: Sequence[T], most: int, verbose: bool) -> Sequence[T]:
    """The first things, all where only one more would be left out: a line that says so is no shorter."""
    return things if verbose or len(things) <= most + 1 else things[:most]
