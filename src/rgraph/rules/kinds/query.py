"""`query`: each row of a Datalog query is a violation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rgraph.rules.query_rows import findings_of_rows
from rgraph.rules.rule import Rule
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Rule):
    """Each row of `query` is a violation: a CozoScript over the named rules of `rgraph query`.

    Columns are read by name: `symbol` or `src` is the item, `dst` or `target` the other one, `path` and `line` the
    place, `message` the text; what is missing is filled in from the item.
    """

    query: str

    def check(self, context: Context) -> Iterator[Finding]:
        yield from findings_of_rows(context, self.query)

    def problems(self) -> Iterator[str]:
        if not self.query.strip():
            yield "`query` is empty"
