"""`query`: Datalog over the graph."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from rgraph.render.compact_changes import table_told
from rgraph.render.told import Told

from ..limits import MOST_QUERY_SECONDS, QUERY_SECONDS
from ..live import Live
from .asked import Asked, Text
from .tool import Tool


class QueryAsked(Asked, frozen=True, kw_only=True):
    """The script, and what it runs over."""

    script: Annotated[Text, Meta(description="A query in CozoScript over the named rules.")]
    vs: Annotated[Text, Meta(description="A second revision; its rules have the prefix old_.")] = ""
    params: Annotated[dict[str, Any], Meta(description="Values for $NAME.")] = {}
    timeout: Annotated[float, Meta(gt=0, le=MOST_QUERY_SECONDS, description="The time limit, in seconds.")] = (
        QUERY_SECONDS
    )


def answer(live: Live, asked: QueryAsked) -> Told:
    """The rows of a script, run read-only within limits of time and memory."""
    from rgraph.search.datalog import search_rows

    return table_told(live.session.query(asked.script, asked.at, asked.vs, asked.params, asked.timeout, search_rows))


def _about() -> str:
    from rgraph.view.query.tables import COLUMNS

    rules = "; ".join(f"{name}[{', '.join(columns)}]" for name, columns in COLUMNS.items())
    return (
        "Datalog (CozoScript, read-only) over the graph, for what no other tool answers: counts, joins, recursion. "
        f"Rules: {rules}. Example: ?[symbol, path] := item[symbol, 'function', _, path, _, _, _] :limit 20"
    )


QUERY = Tool("query", _about(), QueryAsked, answer)
