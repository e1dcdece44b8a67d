"""Words that every writer of a diff report shares: the headline, counts, places, cycles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rgraph.diff.counts import counts_line, main_word
from rgraph.diff.lines import Place
from rgraph.diff.report import DiffReport, Finding, ItemChange, ItemRef, Level

from .words import one_line

T = TypeVar("T")


def headline(report: DiffReport) -> str:
    """`v1 -> v2: 14 files, 30 items: 12 added, 3 removed, 15 changed`."""
    told = counts_line(report.changes)
    files = plural(report.files_changed, "file")
    return f"{report.old} -> {report.new}: {files}, {plural(len(report.changes), 'item')}" + (
        f": {told}" if told else ""
    )


def details_text(change: ItemChange) -> str:
    """What is told of a change beyond its main word, `; ` between; "" where that says it all."""
    word = main_word(change)
    return "; ".join(text for detail in change.details if (text := detail.text.removeprefix(f"{word}: ")) != word)


def kind_word(ref: ItemRef) -> str:
    """`function`, `derive macro`."""
    return ref.kind.replace("_", " ")


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
