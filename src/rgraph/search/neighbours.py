"""Who stands beside a good answer is a better one: the best items lift each other along the edges between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from rgraph.model.graph import EdgeKind, LinkedFile, Tier
from rgraph.model.ids import Symbol

from .ranking import Ranking

AMONG = 100
"""The best items, whose edges are read: those after them are too far behind to be lifted to where anybody looks."""

WEIGHT = 0.05
"""Of a neighbour's score, what an item gains by it. `benchmarks/retrieval.py` has what it is worth."""

_KINDS = frozenset(
    {
        EdgeKind.CALLS, EdgeKind.USES_TYPE, EdgeKind.IMPLEMENTS, EdgeKind.OVERRIDES, EdgeKind.READS, EdgeKind.WRITES,
        EdgeKind.REFERENCES,
    }
)  # fmt: skip

Symbols = Mapping[Symbol, int]


def lifted(ranking: Ranking, symbols: Symbols, files: Iterable[LinkedFile]) -> Ranking:
    """The ranking in which the items of `symbols` (with their numbers) gain by the best of their neighbours among them.

    Edges are read from `files`; candidates do not count.
    """
    best: defaultdict[int, float] = defaultdict(float)
    for file in files:
        for edge in file.edges:
            one, other = symbols.get(edge.src), symbols.get(edge.dst)
            if one is not None and other is not None and one != other and _counts(edge.kind, edge.tier):
                best[one] = max(best[one], float(ranking.scores[other]))
                best[other] = max(best[other], float(ranking.scores[one]))
    if not best:
        return ranking
    scores = ranking.scores.copy()
    scores[np.array(list(best))] += WEIGHT * np.array(list(best.values()))
    return replace(ranking, scores=scores)


def _counts(kind: EdgeKind, tier: Tier) -> bool:
    return kind in _KINDS and tier is not Tier.CANDIDATE
