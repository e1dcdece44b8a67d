"""A user's question: checked, given the rows that it mentions, run, and its errors told in the user's own text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from rgraph.errors import QueryError
from rgraph.store.quiet import silent_stderr

from ..graph import CommitGraph
from ..limits import QUERY_SECONDS
from . import guard
from .mentions import Mention, defined, mentions
from .tables import BY_SEARCH, COLUMNS, HITS, OLD, OVER_TIME, SEARCHED, Row, rows, rule_text
from .tokens import Rewritten, Token, error_at, rewrite, tokenize

_OFFSETS = re.compile(r" at \d+\.\.\d+")
"""Byte offsets in the engine's messages: of the script as the engine got it, which the user never saw."""


class Engine(Protocol):
    """What runs a script: the store, or one in memory."""

    def run_foreign(
        self, script: str, params: Mapping[str, object], seconds: float, rules: str = ""
    ) -> tuple[list[str], list[list[object]]]:
        """Headers and rows; raises QueryError with the byte of `script` at fault."""


class Revisions(Protocol):
    """Where the rows come from; each is asked only when a script mentions a rule that needs it."""

    def graph(self) -> CommitGraph:
        """The commit that is asked about."""

    def old_graph(self) -> CommitGraph:
        """The second revision. Raises QueryError where none was given."""

    def over_time(self, mention: Mention) -> list[Row]:
        """The rows of `life` or `edge_life` up to the commit."""

    def hits(self, rule: str, text: str) -> list[Row]:
        """The rows of a rule that search gives, for some words. Raises QueryError where nothing can be searched."""

    def check_index(self) -> None:
        """Raises QueryError where there is no HNSW index of vectors; says where it is of another commit."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a query gives."""

    headers: list[str]
    rows: list[list[object]]


def ask(
    engine: Engine,
    revisions: Revisions,
    script: str,
    params: Mapping[str, object] | None = None,
    seconds: float = QUERY_SECONDS,
) -> Table:
    """The answer to a script over the named rules.

    Raises:
        QueryError: what is wrong or forbidden in the script, and where; or that it took longer than `seconds`.
    """
    given = dict(params or {})
    tokens = tokenize(script)
    guard.check(script, tokens)
    _check_heads(script, tokens)
    _check_params(given)
    if guard.asks_index(tokens):
        revisions.check_index()
    wanted = mentions(tokens, _NAMES, given)
    rules = "\n".join(rule_text(name) for name in wanted)
    values = {f"rgraph_{name}": _rows(revisions, mention, given) for name, mention in wanted.items()}
    rewritten = rewrite(script, tokens)
    try:
        with silent_stderr():  # an algorithm may panic on an empty rule, and the engine prints that
            headers, found = engine.run_foreign(rewritten.text, {**given, **values}, seconds, rules)
    except QueryError as error:
        raise _in_users_text(error, rewritten) from None
    return Table(headers, found)


_NAMES = [*COLUMNS, *(OLD + name for name in COLUMNS if name not in OVER_TIME | BY_SEARCH)]


def _rows(revisions: Revisions, mention: Mention, params: Mapping[str, object]) -> list[Row]:
    if mention.name in BY_SEARCH:
        text = _searched(mention, params) if mention.name in HITS else ""
        return [row for row in revisions.hits(mention.name, text) if mention.wants(row)]
    if mention.name in OVER_TIME:
        return revisions.over_time(mention)
    return rows(revisions.old_graph() if mention.name.startswith(OLD) else revisions.graph(), mention)


def _searched(mention: Mention, params: Mapping[str, object]) -> str:
    text = params.get(SEARCHED)
    if not isinstance(text, str) or not text.strip():
        raise QueryError(f"`{mention.name}` needs the words to search for", f"give --param {SEARCHED}='WORDS'")
    return text


def _check_heads(script: str, tokens: list[Token]) -> None:
    taken = defined(tokens, _NAMES)
    if taken is not None:
        raise error_at(script, taken.start, f"{taken.text!r} is a rule of rgraph's", "give your own rule another name")


def _check_params(params: Mapping[str, object]) -> None:
    taken = next((name for name in params if name.startswith("rgraph_")), None)
    if taken:
        raise QueryError(f"the parameter {taken!r} is reserved by rgraph", "names that begin with rgraph_ are reserved")


def _in_users_text(error: QueryError, rewritten: Rewritten) -> QueryError:
    """The engine's error at the place of the user's script where it belongs."""
    if error.offset is None:
        return error
    message = _OFFSETS.sub("", error.message)
    return error_at(rewritten.source, rewritten.source_offset(error.offset), message, error.hint)
