"""The revisions between which the slider moves."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from rgraph.git.repository import Repository
from rgraph.model.ids import Oid

from .limits import MOST_POINTS, MOST_SAMPLED, SAMPLED_POINTS

_TAGS = "refs/tags/"


class Point(NamedTuple):
    """A commit on the way to HEAD: what to call it, its oid, and its day."""

    name: str
    oid: Oid
    day: str


def points(repository: Repository, at: str = "HEAD") -> list[Point]:
    """The tags that `at` descends from, the oldest first, then `at` itself; where they are too few, commits.

    Raises RevisionError.
    """
    tip = repository.resolve(at)
    tagged = {oid: name.removeprefix(_TAGS) for name, oid in _tags(repository, tip)}
    found = [Point(name, oid, _day(repository, oid)) for oid, name in tagged.items() if oid != tip]
    if len(found) < 2:
        found = [Point(tagged.get(oid, oid[:10]), oid, _day(repository, oid)) for oid in _sampled(repository, tip)]
    ordered = sorted(found, key=lambda point: (repository.commit(point.oid).time, point.name))[-MOST_POINTS:]
    return [*ordered, Point(tagged.get(tip, at), tip, _day(repository, tip))]


def tagged(repository: Repository, at: str = "HEAD") -> list[Point]:
    """Every tag that `at` descends from or stands on, several of one commit each for itself. Raises RevisionError."""
    return [
        Point(name.removeprefix(_TAGS), oid, _day(repository, oid))
        for name, oid in _tags(repository, repository.resolve(at))
    ]


def _tags(repository: Repository, tip: Oid) -> list[tuple[str, Oid]]:
    tags = [(name, oid) for name, oid in sorted(repository.refs().items()) if name.startswith(_TAGS)]
    reachable = repository.reachable([tip]) if tags else set()
    return [(name, oid) for name, oid in tags if oid in reachable]


def _sampled(repository: Repository, tip: Oid) -> list[Oid]:
    chain: list[Oid] = []
    oid: Oid | None = tip
    while oid is not None and len(chain) < MOST_SAMPLED:
        chain.append(oid)
        parents = repository.commit(oid).parents
        oid = parents[0] if parents and repository.has_commit(parents[0]) else None
    before = chain[1:]
    step = max(1, -(-len(before) // (SAMPLED_POINTS - 1)))
    return before[::-1][::step]


def _day(repository: Repository, oid: Oid) -> str:
    time = repository.commit(oid).time
    try:
        return datetime.datetime.fromtimestamp(time, datetime.UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""
