"""Token trees of macro calls and `macro_rules!` arms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.hygiene import IN_BODIES, IN_ITEMS
from .tokens import Tokens

OPENERS = {"(": ")", "[": "]", "{": "}"}
CLOSERS = frozenset(OPENERS.values())
TEMPLATE = -1
"""The row of tokens that are from no argument."""

_COMPOSED = frozenset(
    ["&&", "||", "<=", ">=", "<<", ">>", "<-", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<=", ">>="]
)
"""Punctuation that is one token for macros and several for `Tokens`."""
_FIRST = frozenset(text[0] for text in _COMPOSED)
_DOC = re.compile(r"///(?!/)([^\n]*)|//!([^\n]*)|/\*\*(?![*/])([\s\S]*?)\*/|/\*!([\s\S]*?)\*/|//[^\n]*|/\*[\s\S]*?\*/")


@dataclass(frozen=True, slots=True)
class Token:
    """A token. `glued`: nothing stands between it and the token before. `row` is its row in the argument."""

    word: str
    glued: bool = False
    row: int = TEMPLATE


class Trees:
    """Tokens; `closes` has the index at which each bracket closes, by the index of its opener."""

    __slots__ = ("closes", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.closes = closes_of(tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The token at an index; "" past the end."""
        return self.tokens[at].word if at < len(self.tokens) else ""

    def close(self, opener: int) -> int | None:
        """Index of the delimiter that closes the one at an index; None where brackets do not match."""
        return self.closes.get(opener)


def closes_of(tokens: Sequence[Token]) -> dict[int, int]:
    """The index at which each bracket closes, by the index of its opener. Brackets that do not match are left out."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for at, token in enumerate(tokens):
        word = token.word
        if word in OPENERS:
            stack.append(at)
        elif word in CLOSERS:
            if not stack or OPENERS[tokens[stack[-1]].word] != word:
                return found
            found[stack.pop()] = at
    return found


def lexed(text: str, rows: Sequence[int] | None = None) -> list[Token]:
    """The tokens of a text in latin-1; `$crate` is one token, and doc comments are the attributes that they stand for.

    `rows` tells the row of each row of the text; without it all tokens are a template's.
    """
    tokens = Tokens(text, complete=True)
    out: list[Token] = []
    end = row = seen = 0
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        if rows is not None:
            row += text.count("\n", seen, start)
            seen = start
        at = TEMPLATE if rows is None else rows[row]
        if start > end + 2 and "/" in (gap := text[end:start]):
            out.extend(_docs(gap, at))
        if word == "crate" and out and out[-1].word == "$" and start == end:
            out[-1] = Token("$crate", out[-1].glued, at)
        else:
            out.append(Token(word, start == end and bool(out), at))
        end = start + len(word)
    if "/" in (gap := text[end:]):  # a doc comment may be the last that a call is given
        out.extend(_docs(gap, TEMPLATE if rows is None else rows[row]))
    return out


def _docs(gap: str, row: int) -> list[Token]:
    out: list[Token] = []
    for found in _DOC.finditer(gap):
        if found.lastindex is None:
            continue
        text, fence = found[found.lastindex].removeprefix(" "), "#"
        while f'"{fence}' in text:
            fence += "#"
        inner = ["!"] if found.lastindex in (2, 4) else []
        words = ["#", *inner, "[", "doc", "=", f'r{fence}"{text}"{fence}', "]"]
        out.extend(Token(word, False, row) for word in words)
    return out


def composed(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The punctuation at an index, composed as Rust lexes it (`..=`), and the index after it."""
    word = tokens[at].word
    if word[0] not in _FIRST or len(word) > 1:
        return word, at + 1
    end = at + 1
    while end < len(tokens) and tokens[end].glued and (longer := word + tokens[end].word) in _COMPOSED:
        word, end = longer, end + 1
    return word, end


def laid_out(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """Tokens as text that lexes to the same tokens, and the origin of each row. All tokens in a row have one origin."""
    out: list[str] = []
    rows: list[int] = []
    before = " "
    for token in tokens:
        word, row = token.word, token.row
        if not rows:
            rows.append(row)
        elif row != rows[-1]:
            out.append("\n")
            rows.append(row)
        elif not (token.glued and not (_is_wordy(before[-1]) and _is_wordy(word[0]))):
            out.append(" ")
        out.append(word)
        before = word
        if "\n" in word:
            step = 0 if row == TEMPLATE else 1
            rows.extend(row + step * at for at in range(1, word.count("\n") + 1))
    return "".join(out), rows or [TEMPLATE]


def _is_wordy(char: str) -> bool:
    return char.isalnum() or char in "_'\"#" or char > "\x7f"


def is_name(word: str) -> bool:
    """Whether a token is an identifier or keyword."""
    char = word[:1]
    return (char.isalpha() or char == "_" or char > "\x7f" or word.startswith("r#")) and word[-1] not in "\"'#"


def bare(word: str) -> str:
    """A token without the marks of expansions, to be compared with words of a macro's own syntax."""
    return word if word.isascii() else word.replace(_IN_ITEMS, "").replace(_IN_BODIES, "")


def latin(text: str) -> str:
    """A text as the tokeniser reads it: one character for each byte."""
    return text.encode("utf-8", "replace").decode("latin-1")


def utf8(text: str) -> str:
    """The inverse of `latin`."""
    return text.encode("latin-1").decode("utf-8", "replace")


_IN_ITEMS, _IN_BODIES = latin(IN_ITEMS), latin(IN_BODIES)
