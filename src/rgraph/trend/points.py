"""The commits of a trend: the line of first parents, and those of it that are looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError, RevisionError
from rgraph.git.records import CommitRecord
from rgraph.model.ids import Oid
from rgraph.spelling import counted

from .limits import MOST_POINTS

if TYPE_CHECKING:
    from rgraph.git.repository import Repository

_TAGS = "refs/tags/"


def _period(form: Callable[[datetime], tuple[int, ...]]) -> Callable[[int], tuple[int, ...]]:
    return lambda time: form(datetime.fromtimestamp(time, UTC))


PERIODS: dict[str, Callable[[int], tuple[int, ...]]] = {
    "week": _period(lambda day: tuple(day.isocalendar()[:2])),
    "month": _period(lambda day: (day.year, day.month)),
    "quarter": _period(lambda day: (day.year, (day.month - 1) // 3)),
    "year": _period(lambda day: (day.year,)),
}
"""What two times of one period have in common."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The commits of a trend, oldest first; `every` in words, and how many commits lie between each and the last."""

    commits: list[CommitRecord]
    every: str
    tags: dict[Oid, list[str]]
    between: list[int]
    notes: list[str] = field(default_factory=list)


def chosen(repository: Repository, asked: str, every: str) -> Chosen:
    """The commits that a trend looks at.

    Raises RevisionError for a range that has none, ConfigError for an `every` that is no step.
    """
    tip, start = _ends(repository, asked)
    records = _line(repository, tip, start)
    tags = _tags(repository)
    word = every or _finest(records)
    if word == "tag" or word.startswith("tag:"):
        picked, notes = _tagged(repository, records, tags, word[4:] or "*", start)
    else:
        picked, notes = _spaced(records, word), []
    places = {record.oid: at for at, record in enumerate(records)}
    at = [places.get(record.oid, -1) for record in picked]
    between = [0, *(max(1, b - a) if min(a, b) >= 0 else 0 for a, b in pairwise(at))]
    told = "commit" if word == "1" else f"{word} commits" if word.isdigit() else word
    return Chosen(picked, told, tags, between, [*_shallow(repository, records), *notes])


def _ends(repository: Repository, asked: str) -> tuple[Oid, Oid | None]:
    """The last commit, and the first one where a range has one."""
    if ".." not in asked:
        return repository.resolve(asked or "HEAD"), None
    span = repository.parse_range(asked)
    if span.old != span.new and not repository.is_ancestor(span.old, span.new):
        raise RevisionError(
            f"{asked} is not a range of history: its start is not an ancestor of its end",
            "write A...B for what B has since it left A",
        )
    return span.new, span.old


def _line(repository: Repository, tip: Oid, start: Oid | None) -> list[CommitRecord]:
    """The first parents of a commit back to `start`, or to where its history left that of `start`; oldest first."""
    before = repository.reachable([start]) if start is not None else frozenset[Oid]()
    found: list[CommitRecord] = []
    at: Oid | None = tip
    while at is not None:
        record = repository.commit(at)
        found.append(record)
        at = record.parents[0] if record.parents and at not in before else None
    return found[::-1]


def _tags(repository: Repository) -> dict[Oid, list[str]]:
    found: dict[Oid, list[str]] = {}
    for name, oid in repository.refs().items():
        if name.startswith(_TAGS):
            found.setdefault(oid, []).append(name.removeprefix(_TAGS))
    return found


def _tagged(
    repository: Repository, records: Sequence[CommitRecord], tags: dict[Oid, list[str]], glob: str, start: Oid | None
) -> tuple[list[CommitRecord], list[str]]:
    """The tagged commits in the history of the last one, and that one."""
    tip = records[-1]
    wanted = {oid for oid, names in tags.items() if any(fnmatchcase(name, glob) for name in names)}
    there = repository.reachable([tip.oid]) - (repository.reachable([start]) if start is not None else set())
    inside = wanted & there
    first = [records[0].oid] if start is not None else []
    if not inside and not first:
        near = "; ".join(sorted(name for names in tags.values() for name in names)[-3:])
        what = f"no tag like {glob}" if glob != "*" else "no tag"
        raise RevisionError(
            f"{what} in the history of {tip.oid[:10]}", f"tags are {near}" if near else "try --every month"
        )
    found = [repository.commit(oid) for oid in {*inside, *first, tip.oid}]
    beside = len(wanted - repository.reachable([tip.oid]))
    note = f"{counted(beside, 'tagged commit')} outside of the history of {tip.oid[:10]}, as on release branches"
    return sorted(found, key=lambda one: (one.oid == tip.oid, one.time, one.oid)), [note] if beside else []


def _spaced(records: Sequence[CommitRecord], word: str) -> list[CommitRecord]:
    """Every n-th commit counted back from the last, or the last one of each period; and the first of all."""
    if word in PERIODS:
        found = _last_of_each(records, PERIODS[word])
    elif re.fullmatch(r"[0-9]{1,9}", word) and int(word):
        found = list(records[::-1][:: int(word)][::-1])
    else:
        raise ConfigError(
            f"--every {word} is not a step", f"use tag, tag:GLOB, {', '.join(PERIODS)}, or a number of commits"
        )
    return found if found[0] is records[0] else [records[0], *found]


def _last_of_each(records: Sequence[CommitRecord], period: Callable[[int], tuple[int, ...]]) -> list[CommitRecord]:
    """Times that go back are taken for that of the commit before: clocks are set wrongly now and then."""
    found: dict[tuple[int, ...], CommitRecord] = {}
    latest = records[0].time
    for record in records:
        latest = max(latest, record.time)
        found[period(latest)] = record
    return list(found.values())


def _finest(records: Sequence[CommitRecord]) -> str:
    """The finest distance that gives few points."""
    if len(records) <= MOST_POINTS:
        return "1"
    for word, period in PERIODS.items():
        if len(_last_of_each(records, period)) <= MOST_POINTS:
            return word
    return "year"


def _shallow(repository: Repository, records: Sequence[CommitRecord]) -> list[str]:
    if records[0].oid not in repository.shallow_commits():
        return []
    return [
        f"this clone is shallow: the history before {records[0].oid[:10]} is missing; `git fetch --unshallow` gets it"
    ]
