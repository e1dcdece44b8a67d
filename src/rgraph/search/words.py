"""From text to terms: identifiers split into words, those in full and cut to their stems, stop words left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .abbreviations import IN_FULL
from .limits import MAX_KNOWN_WORDS

if TYPE_CHECKING:
    from Stemmer import Stemmer

_WORD = re.compile(r"\w+")
_PART = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")
_SYMBOL = re.compile(r"[\w:.!<>&' ]*(?:::|_|[a-z0-9][A-Z]|!$)[\w:.!<>&']*")

_ENGLISH = """
a about all also am an and any are as at be been being but by can could did do does doing each few for from further
had has have having he her here him his how i if in into is it its itself just me more most my no nor not of off on
once only or other our out over own same she should so some such than that the their them then there these they this
those through to too under until up very was we were what when where which while who whom why will with would you your
"""
_RUST = "crate dyn fn impl let mod pub self use"

STOP_WORDS = frozenset(f"{_ENGLISH} {_RUST}".split())
"""Words that most sentences have, and those that most items have."""

_UNSAID = frozenset({"crate", "fn", "pub"})

WHOLE = "="
"""Before a name of several words as one term: who writes `read_to_end` or `ReadToEnd` finds that one first."""


def words(text: str) -> Counter[str]:
    """How often each identifier or word stands in a text, as it is written."""
    return Counter(_WORD.findall(text))


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def terms(word: str) -> tuple[str, ...]:
    """The terms of an identifier or word: `SearcherBuilder` is `searcher` and `builder`."""
    return tuple(_stem(part) for part in _parts(word) if len(part) > 1 and part not in STOP_WORDS)


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def name_terms(word: str) -> tuple[str, ...]:
    """The terms of a name: those of its words, and the whole of it where it has several."""
    parts = _parts(word)
    return (*terms(word), WHOLE + "".join(parts)) if len(parts) > 1 else terms(word)


def query_terms(text: str) -> Iterator[str]:
    """The terms of a query in their order, names as wholes included; some may come twice."""
    for word in _WORD.findall(text):
        yield from name_terms(word)


def plain(text: str) -> str:
    """Code in plain words: `fn recv_buf(&mut self)` is `receive buffer mutable self`."""
    parts = (part for word in _WORD.findall(text) for part in _parts(word))
    return " ".join(IN_FULL.get(part, part) for part in parts if part not in _UNSAID)


def spelling(text: str) -> dict[str, str]:
    """The words of a text by their terms."""
    parts = [part for word in _WORD.findall(text) for part in _parts(word)]
    return {_stem(part): part for part in reversed(parts)}


def is_symbol_like(text: str) -> bool:
    """Whether a query is written as code names things (`Searcher::new`, `read_to_end`, `println!`) or is one word."""
    text = text.strip()
    return bool(text) and (" " not in text or bool(_SYMBOL.fullmatch(text)))


def _parts(word: str) -> list[str]:
    if word.isascii():
        return [part.lower() for part in _PART.findall(word)]
    return [part for part in word.casefold().split("_") if part]


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(IN_FULL.get(word, word)))


@cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("english")
