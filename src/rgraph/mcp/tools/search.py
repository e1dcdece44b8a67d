"""`search`: items by words."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from rgraph.render.compact_search import hits_told
from rgraph.render.told import Told
from rgraph.search.asked import parse_kinds
from rgraph.search.hits import Mode, Query

from ..live import Live
from .asked import Asked, Beside, Text
from .tool import Tool


class SearchAsked(Asked, frozen=True, kw_only=True):
    """What to search for, and among what."""

    query: Annotated[Text, Meta(description="Words, a question, or part of a name.")]
    kind: Annotated[Text, Meta(description="Only these kinds: function,struct,enum,trait,impl,macro,module,...")] = ""
    crate: Annotated[Text, Meta(description="Only this crate or package.")] = ""
    path: Annotated[Text, Meta(description="Only this file, folder or pattern.")] = ""
    limit: Annotated[int, Meta(ge=1, le=200, description="How many items to return.")] = 10
    mode: Annotated[
        Literal["hybrid", "lexical", "vector"],
        Meta(description="By meaning (vector), by words (lexical), or both where possible (hybrid)."),
    ] = "hybrid"
    context_lines: Annotated[Beside, Meta(description="Lines of code to show for each item, starting at its name.")] = 0


def answer(live: Live, asked: SearchAsked) -> Told:
    """The best items for some words."""
    query = Query(
        asked.query,
        parse_kinds(asked.kind),
        asked.crate,
        asked.path,
        asked.limit,
        Mode(asked.mode),
        asked.context_lines,
    )
    return hits_told(live.searcher(asked.at, query.mode).search(query))


SEARCH = Tool(
    "search",
    "Find items by what they do or what they are called: the first step when you have no name yet. Returns only what "
    "exists at the revision.",
    SearchAsked,
    answer,
)
