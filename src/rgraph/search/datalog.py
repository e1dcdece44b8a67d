"""What a search finds, as rows for Datalog: `text_hit[symbol, score]` and `vector_hit[symbol, score]`."""

from __future__ import annotations

from rgraph.errors import QueryError
from rgraph.view.session import Session

from .hits import Mode
from .searcher import searcher

_MODES = {"text_hit": Mode.LEXICAL, "vector_hit": Mode.VECTOR}


def hit_rows(session: Session, rev: str, rule: str, text: str) -> list[list[object]]:
    """A row for each symbol that has something of the words, best first. A score of a vector is its cosine.

    Raises QueryError where there is no vector, ConfigError where the extra is not installed.
    """
    mode = _MODES[rule]
    tree = searcher(session, rev, mode)
    ranking = tree.rank(text, mode)
    if mode is Mode.VECTOR and ranking.cosines is None:
        raise QueryError("no item of this commit has a vector", "`rgraph index` makes them")
    scores = ranking.scores if ranking.cosines is None else ranking.cosines
    order = ranking.best(ranking.candidates)
    found: dict[str, float] = {}
    for number, symbols in tree.symbols(order):
        for symbol in symbols:
            found.setdefault(symbol, round(float(scores[number]), 4))
    return [[symbol, score] for symbol, score in found.items()]
