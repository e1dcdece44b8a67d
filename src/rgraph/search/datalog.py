"""What search knows, as rows for Datalog: `text_hit`, `vector_hit`, `query_vector` and `embedded`."""

from __future__ import annotations

from rgraph.errors import QueryError
from rgraph.store.stored_records import TEXT_BYTES
from rgraph.view.session import Session

from .hits import Mode
from .searcher import Searcher, searcher
from .vectors.choice import chosen_model
from .vectors.tree import BODY, SIGNATURE, text_numbers

_MODES = {"text_hit": Mode.LEXICAL, "vector_hit": Mode.VECTOR}


def search_rows(session: Session, rev: str, rule: str, text: str) -> list[list[object]]:
    """The rows of a rule at a revision, for some words.

    Raises QueryError where there is no vector, ConfigError where the extra is not installed.
    """
    if rule == "embedded":
        return _embedded(searcher(session, rev, Mode.LEXICAL))
    if rule == "query_vector":
        model = chosen_model(session, Mode.VECTOR)
        return [[model.query(text).tolist()]] if model is not None else []
    return _hits(session, rev, rule, text)


def _embedded(tree: Searcher) -> list[list[object]]:
    """Symbol, `signature` or `body`, and name of each text of which there may be a vector."""
    numbers, names = text_numbers(tree.corpus, tree.catalogue.text_names())
    hexed = names.tobytes().hex()
    size = 2 * TEXT_BYTES
    found: list[list[object]] = []
    for row, (_, symbols) in enumerate(tree.symbols(numbers.tolist())):
        for part, word in ((SIGNATURE, "signature"), (BODY, "body")):
            at = (2 * row + part) * size
            name = hexed[at : at + size]
            if name.strip("0"):
                found += [[symbol, word, name] for symbol in symbols]
    return found


def _hits(session: Session, rev: str, rule: str, text: str) -> list[list[object]]:
    """A row for each symbol that has something of the words, best first. A score of a vector is its cosine."""
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
