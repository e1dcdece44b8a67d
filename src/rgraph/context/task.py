"""A pack for a task: the items that its words find, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.model.facts import ItemKind
from rgraph.search.hits import Hit, Query
from rgraph.view.graph import CommitGraph
from rgraph.view.session import STAGED, WORKTREE

from . import around
from .around import Found
from .code import Code
from .limits import EXCERPT_TOKENS, FULL_TOKENS, LARGE_BUDGET, LEAST_EXCERPT, MOST_ASKED_AROUND, MOST_HITS, MOST_IN_FULL
from .packing import Measure, Share, packed
from .pieces import Pack, Piece, Role
from .tokens import estimated

if TYPE_CHECKING:
    from rgraph.search.searcher import Searcher
    from rgraph.view.session import Session


KINDS = (
    ItemKind.FUNCTION, ItemKind.STRUCT, ItemKind.ENUM, ItemKind.UNION, ItemKind.TRAIT, ItemKind.CONST,
    ItemKind.STATIC, ItemKind.TYPE_ALIAS, ItemKind.MACRO,
)  # fmt: skip
"""The kinds of items that are packed as code: what others consist of is in them, what consists of others is not."""


@dataclass(frozen=True)
class Task:
    """What is asked: the words, and the tree that they are asked of."""

    session: Session
    searcher: Searcher
    words: str
    revision: str

    @property
    def graph(self) -> CommitGraph:
        """The tree."""
        return self.searcher.graph

    def pack(self, budget: int, counter: str, measure: Measure) -> Pack:
        """What to read, within a budget of tokens as `measure` counts them."""
        empty = Pack(self.words, self.revision, self.graph.commit, budget, counter, notes=self._notes)
        return packed(empty, list(self._shares(budget)), measure)

    @cached_property
    def hits(self) -> Sequence[Hit]:
        """The items that the words find, best first."""
        return self.searcher.search(Query(self.words, KINDS, limit=MOST_HITS, is_task=True)).hits

    @property
    def _notes(self) -> tuple[str, ...]:
        if self.hits:
            return ()
        return self.searcher.search(Query(self.words, limit=1)).notes

    @cached_property
    def _found(self) -> list[tuple[Hit, Found]]:
        top = max((hit.score for hit in self.hits), default=1.0) or 1.0
        items = ((hit, self.graph.item(hit.symbol)) for hit in self.hits if hit.symbol)
        return [(hit, Found(item, max(hit.score, 0.0) / top)) for hit, item in items if item is not None]

    def _shares(self, budget: int) -> Iterator[Share]:
        """What may be packed. Many short excerpts find more of what a commit then changes than few long ones."""
        code = Code(self.graph, self.words, min(EXCERPT_TOKENS, max(LEAST_EXCERPT, budget // MOST_HITS)))
        near = [found for _, found in self._found[:MOST_ASKED_AROUND]]
        yield Share(0.1 if budget >= LARGE_BUDGET else 0.25, list(self._full(code)), more=False)
        yield Share(0.62, [self._excerpt(code, rank) for rank in range(len(self._found))])
        yield Share(0.04, around.contracts(self.graph, code, near))
        yield Share(0.12, around.beside(self.graph, near))
        yield Share(0.04, around.tests(self.graph, near))
        yield Share(0.02, around.modules(self.graph, near))
        if self.revision not in {STAGED, WORKTREE}:
            yield Share(0.02, around.history(self.session, self.graph, near))

    def _full(self, code: Code) -> Iterator[Piece]:
        for rank, (_, found) in enumerate(self._found[:MOST_IN_FULL]):
            text = code.full(found.item)
            if estimated(text) <= FULL_TOKENS:
                yield self._piece(Role.READ, code, rank, text)

    def _excerpt(self, code: Code, rank: int) -> Piece:
        _, found = self._found[rank]
        text = code.excerpt(found.item)
        return self._piece(Role.READ if text == code.full(found.item) else Role.EXCERPT, code, rank, text)

    def _piece(self, role: Role, code: Code, rank: int, text: str) -> Piece:
        hit, found = self._found[rank]
        first, last = code.span(found.item)
        return Piece(role, hit.symbol, hit.path, first, last, text, hit.why, rank=rank)
