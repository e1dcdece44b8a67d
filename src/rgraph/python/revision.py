"""One revision: its items, who uses them, their history, and Datalog over all of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rgraph.context.pieces import Pack
    from rgraph.diff.api.listing import Listing
    from rgraph.search.hits import Hits
    from rgraph.view.answers import Impact, ItemCard, Life, Neighbours
    from rgraph.view.graph import CommitGraph
    from rgraph.view.pick import Picked
    from rgraph.view.query.ask import Table
    from rgraph.view.session import Session

Tokens = Callable[[str], int]
"""Counts the tokens of a text."""


class Revision:
    """A revision of a repository; it is indexed when it is first asked about.

    Items are named by their Rust path, any public path to them, any unambiguous suffix of a path, or `FILE:LINE`.
    Every method raises ItemError for a name that matches no item, or several.
    """

    def __init__(self, opened: Callable[[], Session], rev: str) -> None:
        self._opened = opened
        self._rev = rev

    @property
    def _session(self) -> Session:
        return self._opened()

    def __repr__(self) -> str:
        return f"<rgraph revision {self._rev}>"

    @property
    def commit(self) -> str:
        """The commit's oid; `"staged"` or `"worktree"` for what is not committed."""
        return self._graph.commit

    @property
    def _graph(self) -> CommitGraph:
        return self._session.widened(self._rev)

    def _pick(self, item: str) -> tuple[CommitGraph, Picked]:
        from rgraph.view.pick import pick

        graph = self._graph
        return graph, pick(graph, item)

    def show(self, item: str, *, tiers: Collection[str] = ()) -> ItemCard:
        """Where an item is, its signature, what it contains and who uses it."""
        return self._session.card(item, self._rev, _tiers(tiers))

    def callers(
        self, item: str, *, depth: int = 1, tiers: Collection[str] = (), without: Collection[str] = ()
    ) -> Neighbours:
        """Who calls or uses an item, up to `depth` edges away (0: no limit). Only edges of `tiers` count (empty: all);
        edges of the kinds in `without` do not."""
        from rgraph.view import reach

        graph, picked = self._pick(item)
        kinds = reach.parse_kinds(",".join(without))
        return picked.told(reach.callers(graph, picked.item, _tiers(tiers), depth or None, kinds))

    def callees(
        self, item: str, *, depth: int = 1, tiers: Collection[str] = (), without: Collection[str] = ()
    ) -> Neighbours:
        """What an item calls and uses; the arguments are those of `callers`."""
        from rgraph.view import reach

        graph, picked = self._pick(item)
        kinds = reach.parse_kinds(",".join(without))
        return picked.told(reach.callees(graph, picked.item, _tiers(tiers), depth or None, kinds))

    def impact(
        self, item: str, *, depth: int = 0, tiers: Collection[str] = (), without: Collection[str] = ()
    ) -> Impact:
        """Who is affected by a change to an item, nearest first, and the tests that reach it."""
        from rgraph.view import reach

        graph, picked = self._pick(item)
        kinds = reach.parse_kinds(",".join(without))
        return picked.told(reach.impact(graph, picked.item, depth or None, _tiers(tiers), kinds))

    def log(self, item: str) -> Life:
        """The history of an item up to this revision: every commit that changed it, and what it changed."""
        from rgraph.diff.lineage import alike, predecessor

        return self._session.life(item, self._rev, predecessor, alike)

    def query(
        self, script: str, *, vs: str = "", params: Mapping[str, object] | None = None, seconds: float | None = None
    ) -> Table:
        """The answer to a Datalog query over the rules of docs/query.md; `vs` is the revision of the `old_` rules.

        Raises QueryError if the query is wrong, does something forbidden, or takes longer than `seconds`.
        """
        from rgraph.search.datalog import search_rows
        from rgraph.view.limits import QUERY_SECONDS

        limit = QUERY_SECONDS if seconds is None else seconds
        return self._session.query(script, self._rev, vs, params or {}, limit, search_rows)

    def query_frame(self, script: str, *, vs: str = "", params: Mapping[str, object] | None = None) -> Any:
        """The same as a pandas DataFrame. Raises ConfigError if pandas is not installed."""
        from rgraph.errors import ConfigError

        try:
            import pandas
        except ImportError:
            raise ConfigError(
                "a frame needs pandas, which is not installed", "pip install pandas, or use query()"
            ) from None
        table = self.query(script, vs=vs, params=params)
        return pandas.DataFrame(table.rows, columns=table.headers)

    def search(
        self,
        text: str,
        *,
        kinds: Sequence[str] = (),
        crate: str = "",
        path: str = "",
        limit: int = 10,
        mode: str = "hybrid",
    ) -> Hits:
        """Items by words, by a question, or by a name; `mode` is lexical, vector or hybrid."""
        from rgraph.search.asked import parse_kinds, parse_mode
        from rgraph.search.hits import Query
        from rgraph.search.searcher import searcher

        asked = Query(text, parse_kinds(",".join(kinds)), crate, path, limit, parse_mode(mode), 0)
        return searcher(self._session, self._rev, asked.mode).search(asked)

    def context(self, task: str, *, budget: int = 8000, tokens: Tokens | None = None) -> Pack:
        """What to read for a task. Written as Markdown it has at most `budget` tokens, which `tokens` counts (None: an
        estimate). `rgraph.render.context.context_markdown` writes it."""
        from rgraph.context.asked import check, pack
        from rgraph.context.counters import counter_of
        from rgraph.render.context import context_markdown

        check(task, "", budget, self._rev)
        count = tokens or counter_of("").count
        return pack(self._session, task, "", self._rev, budget, "", lambda made: count(context_markdown(made)))

    def api(self, *, crates: Sequence[str] = ()) -> list[Listing]:
        """The public API of the libraries: every item by every path that users can name."""
        from rgraph.diff.api.asked import listings

        return list(listings(self._session.graph(self._rev), list(crates)))


def _tiers(words: Collection[str]) -> tuple[Any, ...]:
    from rgraph.view.reach import parse_tiers

    return tuple(parse_tiers(",".join(words)))
