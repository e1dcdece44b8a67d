"""Counts of whole trees: measures that need a graph, and rows of a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rgraph.errors import ConfigError
from rgraph.model.ids import Symbol
from rgraph.view.limits import QUERY_SECONDS

from .measure import OfTrees

if TYPE_CHECKING:
    from rgraph.model.ids import Oid
    from rgraph.view.graph import CommitGraph
    from rgraph.view.query.ask import Table
    from rgraph.view.session import Session

ELSEWHERE = "elsewhere"
"""The group of what stands in no crate of the repository, as a package does."""

_SUMS = ("count(", "sum(", "count_unique(", "min(", "max(", "mean(")


@dataclass(frozen=True, slots=True)
class Whole:
    """What was counted in one tree, and by crate or module where that was asked for."""

    number: int
    groups: Mapping[str, int] = field(default_factory=dict)


def trees_counted(
    session: Session, text: str, measure: OfTrees | None, oids: Sequence[Oid], by: str = ""
) -> Iterator[Whole]:
    """The count of each commit; a commit that has the files of the one before has its count, too.

    Raises ConfigError for groups of a query that sums up.
    """
    before: object = None
    counted = Whole(0)
    for oid in oids:
        files = session.store.versions.files_at(oid)
        if files != before:
            before, counted = files, _whole(session, text, measure, oid, by)
            session.forget_commit(oid)
        yield counted


def _whole(session: Session, text: str, measure: OfTrees | None, oid: Oid, by: str) -> Whole:
    if measure is not None:
        graph = session.graph(oid)
        subjects = list(measure.subjects(graph))
        return Whole(len(subjects), _groups(graph, subjects, by))
    table = session.query(text, oid, "", {}, QUERY_SECONDS)
    if not by:
        return Whole(rows_of(table))
    if _sum_of(table) is not None:
        raise ConfigError(f"--by {by} needs a query that gives items, and not their number", "return the items")
    graph = session.graph(oid)
    return Whole(len(table.rows), _groups(graph, [_item_in(graph, row) for row in table.rows], by))


def _groups(graph: CommitGraph, subjects: Iterable[str], by: str) -> dict[str, int]:
    """How many subjects stand in each crate or module."""
    if not by:
        return {}
    modules = graph.module_graph
    found: Counter[str] = Counter()
    for subject in subjects:
        item = modules.items.get(Symbol(subject))
        if item is None:
            found[ELSEWHERE] += 1
        else:
            found[item.crate if by == "crate" else modules.module_of(item.symbol)] += 1
    return dict(found)


def _item_in(graph: CommitGraph, row: Sequence[object]) -> str:
    """The first value of a row that is an item; "" where none is."""
    items = graph.module_graph.items
    return next((value for value in row if isinstance(value, str) and Symbol(value) in items), "")


def rows_of(table: Table) -> int:
    """How many rows a query has; where it has one, which is what it counted or summed up, that number."""
    number = _sum_of(table)
    return len(table.rows) if number is None else number


def _sum_of(table: Table) -> int | None:
    if len(table.rows) == 1 and len(table.headers) == 1 and table.headers[0].startswith(_SUMS):
        value = table.rows[0][0]
        if isinstance(value, int | float):
            return int(value)
    return None
