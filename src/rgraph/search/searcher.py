"""`Searcher`: one tree, read once, asked as often as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rgraph.model.facts import Item
from rgraph.model.graph import LinkedFile
from rgraph.model.ids import Oid, RepoPath, Symbol
from rgraph.view.graph import CommitGraph

from .catalogue import Catalogue
from .corpus import Corpus, Mask
from .empty import why_empty
from .hits import Hit, Hits, Mode, Query
from .narrow import allowed, crates_named
from .neighbours import AMONG, lifted
from .ranking import Ranker, Ranking
from .reasons import why
from .words import is_symbol_like

if TYPE_CHECKING:
    from rgraph.git.repository import Repository
    from rgraph.store.store import Store
    from rgraph.view.session import Session

    from .history.past import Past
    from .vectors.meaning import Meaning
    from .vectors.model import Model

_AT_ONCE = 32
"""Candidates whose symbols are looked up together while the hits of a crate are gathered."""


class _Place(NamedTuple):
    """The line of an item's name, and its last one."""

    line: int
    end: int


class Searcher:
    """Searches one tree. Hold it for as long as the tree is asked about: the second query takes milliseconds.

    Nothing that is not alive in the tree is ever returned: only the contents that its files have are read.
    """

    def __init__(
        self,
        graph: CommitGraph,
        store: Store | None = None,
        note: Callable[[str], None] = lambda _: None,
        model: Model | None = None,
        repository: Repository | None = None,
    ) -> None:
        self.graph = graph
        self._store = store
        self._note = note
        self._model = model
        self._repository = repository
        self._linked: dict[str, LinkedFile] = {}

    @cached_property
    def corpus(self) -> Corpus:
        """The words of the tree's items."""
        return Corpus(self.catalogue.postings())

    @cached_property
    def catalogue(self) -> Catalogue:
        """What is kept of the tree's files for search."""
        return Catalogue(self.graph, self._store, self._note)

    @cached_property
    def _words(self) -> Ranker:
        return Ranker(self.corpus, self.past)

    @cached_property
    def _both(self) -> Ranker:
        return Ranker(self.corpus, self.past, self._meaning())

    @cached_property
    def past(self) -> Past | None:
        """The history of the items where it is recorded: up to the tree's commit, of what is not committed to HEAD."""
        if self._repository is None or self._store is None:
            return None
        from .history.past import past

        commit = self.graph.commit
        tip = self._repository.head() if commit in {"staged", "worktree"} else Oid(commit)
        return past(self.corpus, self._repository, self._store, tip) if tip else None

    def _meaning(self) -> Meaning | None:
        if self._model is None or self._store is None:
            return None
        from .vectors.meaning import meaning

        return meaning(self.corpus, self.catalogue, self.graph, self._store, self._model, self._note)

    def rank(self, text: str, mode: Mode = Mode.HYBRID, left_out: Mask | None = None, is_task: bool = False) -> Ranking:
        """The order of all items for a query; of those in `left_out` the docs are not read."""
        ranking = (self._words if mode is Mode.LEXICAL else self._both).rank(text, mode, left_out, is_task)
        return ranking if is_symbol_like(text) else self._lifted(ranking)

    def _lifted(self, ranking: Ranking) -> Ranking:
        best = ranking.best(ranking.candidates)[:AMONG]
        symbols = {symbol: number for number, held in self.symbols(best) for symbol in held}
        sets = dict.fromkeys(self.graph.files[self.corpus.path(number)].edges for number in best)
        return lifted(ranking, symbols, [self._linked[edges] for edges in sets if edges in self._linked])

    def search(self, query: Query) -> Hits:
        """The best items for a query. Raises ItemError for a crate that the tree does not have."""
        crates = crates_named(self.graph.cargo, query.crate) if query.crate else frozenset()
        ranking = self.rank(query.text, query.mode, is_task=query.is_task)
        mask = allowed(self.corpus, query)
        order = ranking.best(mask)
        hits = tuple(self._hits(query, ranking, order, crates))
        notes = () if hits else tuple(why_empty(self.corpus, query, ranking, mask))
        mode = Mode.LEXICAL if ranking.cosines is None else query.mode
        return Hits(query.text, self.graph.commit, mode, len(order), hits, notes)

    def _hits(self, query: Query, ranking: Ranking, order: Sequence[int], crates: frozenset[str]) -> Iterator[Hit]:
        """Hits in order, no more than asked for; those of other crates, where crates are given, are passed over."""
        left = query.limit
        for start in range(0, len(order), _AT_ONCE):
            batch = order[start : start + max(_AT_ONCE, left)]
            self._load(batch)
            for number in batch:
                if left == 0:
                    return
                symbol, crate = self._named(number, crates)
                if not crates or crate in crates:
                    left -= 1
                    yield self._hit(query, ranking, number, symbol, crate)

    def symbols(self, numbers: Sequence[int]) -> Iterator[tuple[int, list[Symbol]]]:
        """Items with all symbols that each has: one in every crate that its file is in."""
        self._load(numbers)
        for number in numbers:
            yield number, [symbol for symbol, _ in self._defs(number)]

    def _load(self, numbers: Sequence[int]) -> None:
        """Reads the edge sets of the files of some items at once."""
        sets = {self.graph.files[self.corpus.path(number)].edges for number in numbers}
        missing = sorted(edges for edges in sets if edges and edges not in self._linked)
        self._linked.update(self.graph.contents.source.linked(missing))

    def _named(self, number: int, crates: frozenset[str]) -> tuple[Symbol, str]:
        """Symbol and crate of an item; of several, the first that is of the crates asked for."""
        defs = self._defs(number)
        asked = [one for one in defs if one[1] in crates]
        return next(iter(asked or defs), (Symbol(""), ""))

    def _defs(self, number: int) -> list[tuple[Symbol, str]]:
        """Symbols and crates of an item."""
        linked = self._linked.get(self.graph.files[self.corpus.path(number)].edges)
        ord_ = int(self.corpus.ords[number])
        return [(one.symbol, one.crate) for one in linked.defs if one.ord == ord_] if linked else []

    def _hit(self, query: Query, ranking: Ranking, number: int, symbol: str, crate: str) -> Hit:
        path, ord_ = self.corpus.path(number), int(self.corpus.ords[number])
        item = self._item(path, ord_) if ord_ >= 0 else None
        place = _Place(item.line, item.end_line) if item else _Place(1, max(1, self.graph.facts(path).lines))
        name = item.name if item else symbol.rpartition("::")[2] or path
        return Hit(
            symbol, self.corpus.kind(number), name, path, place.line, place.end, self.graph.commit, crate,
            item.signature if item else f"mod {name}", round(float(ranking.scores[number]), 4),
            why(ranking, number), ord_, self._lines(path, place, query.context_lines),
        )  # fmt: skip

    def _item(self, path: RepoPath, ord_: int) -> Item:
        written, linked = self.graph.facts(path).items, self._linked.get(self.graph.files[path].edges)
        return written[ord_] if linked is None else linked.items(written)[ord_]

    def _lines(self, path: RepoPath, place: _Place, count: int) -> tuple[str, ...]:
        if count <= 0:
            return ()
        lines = self.graph.source(path).decode("utf-8", "replace").split("\n")
        return tuple(line.rstrip("\r") for line in lines[place.line - 1 : min(place.line - 1 + count, place.end)])


def searcher(session: Session, rev: str = "HEAD", mode: Mode = Mode.HYBRID) -> Searcher:
    """The searcher of a revision as git writes it, of "staged" or of "worktree". What is not indexed is, on the way.

    Raises ConfigError for mode "vector" where the extra is not installed.
    """
    model = None
    if mode is not Mode.LEXICAL:
        from .vectors.choice import chosen_model

        model = chosen_model(session, mode)
    return Searcher(session.graph(rev), session.store, session.note, model, session.repository)
