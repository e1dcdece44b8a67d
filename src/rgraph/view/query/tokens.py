"""The tokens of a user's CozoScript, and the same script written so that the engine reads these very tokens.

The engine's own lexer skips comments inside double-quoted strings and trims them, so what is a string and what is code
would be open to trickery. The script is therefore written anew: strings in single quotes, comments left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto

from rgraph.errors import QueryError


class Kind(Enum):
    """What a token is; `text` of a string is its value."""

    IDENT = auto()
    STRING = auto()
    NUMBER = auto()
    PARAM = auto()
    MARK = auto()  # operators and brackets


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the script; `start` and `end` are character offsets."""

    kind: Kind
    text: str
    start: int
    end: int


_SKIPPED = re.compile(r"[ \t\r\n]+|#[^\n]*")
_RAW_STRING = re.compile(r'(_+)"')
_LEXEMES: list[tuple[Kind, re.Pattern[str]]] = [
    (Kind.PARAM, re.compile(r"\$[\w.]+")),
    (Kind.NUMBER, re.compile(r"0[xob][0-9a-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]+)?")),
    (Kind.IDENT, re.compile(r"[^\W\d][\w.]*")),
    (Kind.MARK, re.compile(r":=|<-|<~|::|\|\||&&|\+\+|->|>=|<=|==|!=|[-\[\](){},:;?*~@|+/%^<>=!]")),
]
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def tokenize(script: str) -> list[Token]:
    """The tokens in order. Raises QueryError, with the place, for what is no CozoScript."""
    tokens: list[Token] = []
    at = _skip(script, 0)
    while at < len(script):
        token = _string(script, at) or _lexeme(script, at)
        if token is None:
            raise error_at(script, at, f"unexpected character {script[at]!r}")
        tokens.append(token)
        at = _skip(script, token.end)
    return tokens


def _skip(script: str, at: int) -> int:
    """Past blanks and comments; block comments nest."""
    while True:
        if script.startswith("/*", at):
            at = _block_comment_end(script, at)
        elif match := _SKIPPED.match(script, at):
            at = match.end()
        else:
            return at


def _block_comment_end(script: str, start: int) -> int:
    depth, at = 0, start
    for match in re.compile(r"/\*|\*/").finditer(script, start):
        depth += 1 if match[0] == "/*" else -1
        at = match.end()
        if depth == 0:
            return at
    raise error_at(script, start, "this comment does not end")


def _lexeme(script: str, at: int) -> Token | None:
    for kind, pattern in _LEXEMES:
        if match := pattern.match(script, at):
            return Token(kind, match[0], at, match.end())
    return None


def _string(script: str, at: int) -> Token | None:
    if raw := _RAW_STRING.match(script, at):
        end = script.find('"' + raw[1], raw.end())
        if end < 0:
            raise error_at(script, at, "this string does not end")
        return Token(Kind.STRING, script[raw.end() : end], at, end + 1 + len(raw[1]))
    if script[at] not in "'\"":
        return None
    value: list[str] = []
    end = at + 1
    while end < len(script) and script[end] != script[at]:
        piece, end = _string_piece(script, end)
        value.append(piece)
    if end >= len(script):
        raise error_at(script, at, "this string does not end")
    return Token(Kind.STRING, "".join(value), at, end + 1)


def _string_piece(script: str, at: int) -> tuple[str, int]:
    """One character of a string, escapes resolved, and where the next begins."""
    if script[at] != "\\":
        return script[at], at + 1
    escaped = script[at + 1 : at + 2]
    if escaped == "u":
        if not re.fullmatch(r"[0-9a-fA-F]{4}", digits := script[at + 2 : at + 6]):
            raise error_at(script, at, "\\u takes four hexadecimal digits")
        return chr(int(digits, 16)), at + 6
    if escaped in _ESCAPES:
        return _ESCAPES[escaped], at + 2
    if escaped and escaped in "'\"\\/":
        return escaped, at + 2
    raise error_at(script, at, f"no such escape: \\{escaped}")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A script as the engine gets it, and the way back from its byte offsets to the user's characters."""

    text: str
    source: str
    bytes_at: list[int]  # byte offset at which each token begins in `text`
    starts: list[int]  # character offset at which it begins in `source`

    def source_offset(self, offset: int) -> int:
        """The character of the user's script that this byte of `text` stands for; its end for what comes after."""
        if offset >= len(self.text.encode()):
            return len(self.source.rstrip())
        index = bisect_right(self.bytes_at, offset) - 1
        if index < 0:
            return 0
        return min(self.starts[index] + offset - self.bytes_at[index], len(self.source))


def rewrite(script: str, tokens: list[Token]) -> Rewritten:
    """The same tokens as the engine reads them without doubt; line breaks stay."""
    parts: list[str] = []
    bytes_at: list[int] = []
    length, end = 0, 0
    for token in tokens:
        between = script[end : token.start]
        blank = "\n" * between.count("\n") or (" " if between else "")
        text = _quoted(token.text) if token.kind == Kind.STRING else token.text
        parts += [blank, text]
        bytes_at.append(length + len(blank))
        length += len(blank) + len(text.encode())
        end = token.end
    return Rewritten("".join(parts), script, bytes_at, [token.start for token in tokens])


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def error_at(script: str, offset: int, message: str, hint: str = "") -> QueryError:
    """A QueryError that shows the line of the user's script with a mark under the place."""
    line = script.count("\n", 0, offset) + 1
    column = offset - script.rfind("\n", 0, offset)
    source = script.split("\n")[line - 1]
    place = f"  {source}\n  {' ' * (column - 1)}^"
    return QueryError(f"{message}, at line {line}, column {column}\n{place}", hint or "docs/query.md lists the rules")
