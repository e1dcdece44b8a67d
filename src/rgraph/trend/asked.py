"""The record that `rgraph trend` asks for."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError
from rgraph.model.ids import Oid, RepoPath
from rgraph.spelling import counted, did_you_mean

from .counting import Counting
from .limits import MOST_INDEXED_ON_DEMAND, MOST_JUMPS
from .linked import NOTHING, Held, Sets, SetsOf, distinct, held
from .measure import Argument, OfContents, OfLinks, OfTrees
from .naming import Family, Maker, argument_of, is_query, named
from .points import Chosen, chosen
from .report import Jump, Point, Trend, Why
from .walking import GROUPS, Totals, Tree, Walk
from .whole import trees_counted

if TYPE_CHECKING:
    from rgraph.view.session import Session

_NONE = (0, 0)


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for: a range or its last commit ("": HEAD), the distance of points ("": what fits), groups, tests.

    `more` are measures that are made elsewhere.
    """

    range: str = ""
    every: str = ""
    by: str = ""
    tests: bool = False
    more: Family = field(default_factory=dict)


@dataclass(slots=True)
class _Count:
    """What was counted at a point."""

    number: int | None
    why: Why | None = None
    groups: Mapping[str, int] = field(default_factory=dict)


def trend(session: Session, text: str, options: Options) -> Trend:
    """A count over history.

    Raises ConfigError for a measure that there is not, RevisionError for a range without commits, ItemError for an
    item that nothing was ever called, QueryError for a query that is wrong.
    """
    if options.by not in GROUPS:
        raise ConfigError(f"--by {options.by} is not a grouping{did_you_mean(options.by, [by for by in GROUPS if by])}")
    name, argument, measure = ("", "", None) if is_query(text) else named(text, options.more)
    points = chosen(session.repository, options.range, options.every)
    tip = points.commits[-1].oid
    made = measure.made(session, argument, tip) if isinstance(measure, Maker) else measure
    if made is None or isinstance(made, OfTrees):
        counts = _whole(session, text, made, points, options.by)
        return _trend(text, made.title if made else "rows of the query", points, counts, options)
    if isinstance(made, OfContents):
        counts = _of_contents(session, name, points, options.by, options.tests or made.of_tests)
        return _trend(text, made.title, points, counts, options, (), not options.tests and not made.of_tests)
    asked = argument_of(session, made, argument, tip) if argument else Argument()
    title = made.title.replace("{}", asked.symbols[0]) if asked.symbols else made.title
    counts = _of_links(session, made, asked, points, options)
    return _trend(text, title, points, counts, options, asked.symbols, not options.tests)


def _of_contents(session: Session, name: str, points: Chosen, by: str, tests: bool) -> Iterator[_Count]:
    totals = Totals(by, tests)
    counting = Counting(session.repository, session.store, session.note)
    for moved in Walk(session.repository, counting, [commit.oid for commit in points.commits]).trees():
        totals.update(moved, partial(_numbers, moved.tree, name))
        yield _Count(totals.total, None, totals.by_group(moved.tree) if by else {})


def _numbers(tree: Tree, name: str, path: RepoPath) -> tuple[int, int]:
    own = tree.counts.get(path)
    return own.numbers.get(name, _NONE) if own is not None else _NONE


def _of_links(
    session: Session, measure: OfLinks, asked: Argument, points: Chosen, options: Options
) -> Iterator[_Count]:
    oids = _indexed(session, points)
    stored = session.store.versions.commits(oids)
    counting = Counting(session.repository, session.store, session.note)
    walk = Walk(session.repository, counting, oids)
    sets = SetsOf(session.store.versions, stored)
    crates = {place.crate for moved in walk.trees() for place in moved.tree.places.values()} if asked.symbols else ()
    asked = dataclasses.replace(asked, crates=frozenset(crates))
    every = distinct(SetsOf(session.store.versions, stored).at(oid) for oid in oids)
    known = held(session.store.contents, every, measure, asked)
    found = _counted(walk, sets, oids, known, asked, Totals(options.by, options.tests))
    inside = set(oids)
    for commit in points.commits:
        yield next(found) if commit.oid in inside else _Count(None, Why.NOT_INDEXED)


def _counted(
    walk: Walk, sets: SetsOf, oids: Sequence[Oid], known: Mapping[str, Held], asked: Argument, totals: Totals
) -> Iterator[_Count]:
    before: dict[RepoPath, str] = {}
    defining: Counter[str] = Counter()
    for oid, moved in zip(oids, walk.trees(), strict=True):
        now = dict(sets.at(oid))
        relinked = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        for path in relinked:
            defining.subtract(known.get(before.get(path, ""), NOTHING).defines)
            defining.update(known.get(now.get(path, ""), NOTHING).defines)
        before = now
        totals.update(moved, partial(_held, moved.tree, now, known), frozenset(relinked))
        if asked.symbols and not asked.is_outside and not any(number > 0 for number in defining.values()):
            yield _Count(None, Why.NOT_THERE)
        else:
            yield _Count(totals.total, None, totals.by_group(moved.tree))


def _held(tree: Tree, sets: Sets, known: Mapping[str, Held], path: RepoPath) -> tuple[int, int]:
    own = tree.counts.get(path)
    return known.get(sets.get(path, ""), NOTHING).split(own.test_ords if own is not None else ())


def _whole(session: Session, text: str, measure: OfTrees | None, points: Chosen, by: str) -> Iterator[_Count]:
    oids = set(_indexed(session, points))
    indexed = [commit.oid for commit in points.commits if commit.oid in oids]
    wholes = trees_counted(session, text, measure, indexed, by)
    for commit in points.commits:
        if commit.oid in oids:
            counted = next(wholes)
            yield _Count(counted.number, None, counted.groups)
        else:
            yield _Count(None, Why.NOT_INDEXED)


def _indexed(session: Session, points: Chosen) -> list[Oid]:
    """The commits that can be looked at; a few that are not indexed are indexed now, of many it is said."""
    oids = [commit.oid for commit in points.commits]
    known = session.store.versions.indexed(oids)
    missing = [oid for oid in oids if oid not in known]
    if len(missing) <= MOST_INDEXED_ON_DEMAND:
        session.ensure(missing)
        return oids
    session.ensure([oids[-1]])
    left = len(missing) - (oids[-1] in missing)
    points.notes.append(
        f"{counted(left, 'commit')} of {len(oids)} not indexed: `rgraph index --history` indexes all, "
        f"`--every` with fewer than {MOST_INDEXED_ON_DEMAND + 1} points only those"
    )
    return [oid for oid in oids if oid in known or oid == oids[-1]]


# ---- the record -----------------------------------------------------------------------------------------------


def _trend(
    text: str,
    title: str,
    chosen_: Chosen,
    counts: Iterator[_Count],
    options: Options,
    names: Sequence[str] = (),
    outside_tests: bool = False,
) -> Trend:
    points = _points(chosen_, list(counts), bool(options.by))
    jumps, by = _jumps(points, chosen_.between), options.by
    return Trend(
        text, title, options.range, chosen_.every, by, points, jumps, list(names), outside_tests, chosen_.notes
    )  # fmt: skip


def _points(chosen_: Chosen, counts: Sequence[_Count], grouped: bool) -> list[Point]:
    """The counts at the chosen commits, by groups if asked for; a group that never had any is left out."""
    ever = {name for count in counts for name, number in count.groups.items() if number}
    return [
        Point(
            commit.oid,
            commit.time,
            commit.subject,
            sorted(chosen_.tags.get(commit.oid, ())),
            count.number,
            count.why,
            {name: number for name, number in sorted(count.groups.items()) if grouped and name in ever},
        )
        for commit, count in zip(chosen_.commits, counts, strict=True)
    ]


def _jumps(points: Sequence[Point], between: Sequence[int]) -> list[Jump]:
    """The largest changes from one point to the next, in the order of history."""
    changes = [
        (after.count - before.count, at)
        for at, (before, after) in enumerate(pairwise(points), 1)
        if before.count is not None and after.count is not None and after.count != before.count
    ]
    largest = sorted(changes, key=lambda change: (-abs(change[0]), change[1]))[:MOST_JUMPS]
    return [
        Jump(points[at].commit, points[at].time, points[at].subject, change, between[at])
        for change, at in sorted(largest, key=lambda change: change[1])
    ]
