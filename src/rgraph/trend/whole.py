"""Counts of whole trees: measures that need a graph, and rows of a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rgraph.view.limits import QUERY_SECONDS

from .measure import OfTrees

if TYPE_CHECKING:
    from rgraph.model.ids import Oid
    from rgraph.view.query.ask import Table
    from rgraph.view.session import Session

_SUMS = ("count(", "sum(", "count_unique(", "min(", "max(", "mean(")


def trees_counted(session: Session, text: str, measure: OfTrees | None, oids: Sequence[Oid]) -> Iterator[int]:
    """The number of each commit; a commit that has the files of the one before has its number, too."""
    before: object = None
    number = 0
    for oid in oids:
        files = session.store.versions.files_at(oid)
        if files != before:
            before, number = files, _number(session, text, measure, oid)
            session.forget_commit(oid)
        yield number


def _number(session: Session, text: str, measure: OfTrees | None, oid: Oid) -> int:
    if measure is not None:
        return measure.count(session.graph(oid))
    return rows_of(session.query(text, oid, "", {}, QUERY_SECONDS))


def rows_of(table: Table) -> int:
    """How many rows a query has; where it has one, which is what it counted or summed up, that number."""
    if len(table.rows) == 1 and len(table.headers) == 1 and table.headers[0].startswith(_SUMS):
        value = table.rows[0][0]
        if isinstance(value, int | float):
            return int(value)
    return len(table.rows)
