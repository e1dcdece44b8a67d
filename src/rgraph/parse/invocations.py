"""Finds macro calls among tokens, and cuts their arguments into pieces that can be parsed as Rust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .limits import MAX_MACRO_BYTES, MAX_MACRO_DEPTH
from .spacing import KEYWORDS
from .tokens import Tokens

OPENERS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(")]}")
_TRAILING_COMMA = re.compile(r",\s*\Z")


@dataclass(slots=True)
class Invocation:
    """A macro call: the last segment of its name, and the indices and offsets of its delimiters."""

    name: str
    first: int  # index of the opening delimiter
    last: int  # index of the closing one
    start: int
    end: int  # offset of the closing delimiter


def invocations(tokens: Tokens) -> list[Invocation]:
    """All macro calls of a file, each after the calls around it. Those in bodies of `macro_rules!` are left out."""
    words, starts = tokens.words, tokens.starts
    found: list[Invocation] = []
    enclosing: list[int] = []
    total = 0
    at = 0
    while True:
        try:
            at = words.index("!", at + 1)
        except ValueError:
            return found
        if words[at - 1] == "macro_rules":
            body = macro_body(tokens, at + 1)
            at = body[1] if body is not None else at
            continue
        name = words[at - 1]
        if at + 1 >= len(words) or words[at + 1] not in OPENERS or not _is_name(name):
            continue
        while enclosing and enclosing[-1] < at:
            enclosing.pop()
        if len(enclosing) >= MAX_MACRO_DEPTH:
            continue
        close = closing(words, at + 1)
        if close is None:
            continue
        total += starts[close] - starts[at + 1]
        if total > MAX_MACRO_BYTES:
            return found
        enclosing.append(close)
        found.append(Invocation(name.removeprefix("r#"), at + 1, close, starts[at + 1], starts[close]))


def _is_name(word: str) -> bool:
    return (word[0].isalpha() or word[0] == "_") and word not in KEYWORDS


def closing(words: list[str], opener: int) -> int | None:
    """Index of the delimiter that closes the one at an index; None if brackets do not match."""
    stack = [OPENERS[words[opener]]]
    for at in range(opener + 1, len(words)):
        word = words[at]
        if word in OPENERS:
            stack.append(OPENERS[word])
        elif word in _CLOSERS:
            if stack.pop() != word:
                return None
            if not stack:
                return at
    return None


def macro_body(tokens: Tokens, name: int) -> tuple[int, int] | None:
    """Indices of the delimiters around the definition of a macro, given that of its name; None if it has none.

    `macro m($x:ident) { ... }` has its body in the second group.
    """
    words = tokens.words
    opener = name + 1
    if name >= len(words) or not _is_name(words[name]):
        return None
    if words[name - 1] != "!" and words[opener : opener + 1] == ["("]:
        params = closing(words, opener)
        opener = len(words) if params is None else params + 1
    if opener >= len(words) or words[opener] not in OPENERS:
        return None
    close = closing(words, opener)
    return None if close is None else (opener, close)


def macro_arms(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
    """The delimiters of the matcher and the body of each `(...) => {...}` between two indices."""
    words = tokens.words
    at = first
    while at < last:
        if words[at] in (";", ","):
            at += 1
            continue
        matcher = closing(words, at) if words[at] in OPENERS else None
        body = matcher + 2 if matcher is not None else last
        if matcher is None or body >= last or words[matcher + 1] != "=>" or words[body] not in OPENERS:
            return
        end = closing(words, body)
        if end is None:
            return
        yield at, matcher, body, end
        at = end + 1


def top_level(tokens: Tokens, first: int, last: int, separator: str) -> list[int]:
    """Indices of a separator between two tokens, not within brackets."""
    words = tokens.words
    depth = 0
    found = []
    for at in range(first, last):
        word = words[at]
        if word in OPENERS:
            depth += 1
        elif word in _CLOSERS:
            depth -= 1
        elif word == separator and depth == 0:
            found.append(at)
    return found


def without_comma(text: str) -> str:
    """The text without a trailing comma."""
    return _TRAILING_COMMA.sub("", text)
