"""The tokens of Rust, lexed once for a whole file. Hashes, normalised text and macro calls are made from them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from blake3 import blake3

from .limits import MAX_ARM_TOKENS, MAX_FRONTMATTER_BYTES, MAX_WHERE_TOKENS
from .spacing import KEYWORDS, decoded, spaced

__all__ = ["Tokens", "decoded", "frontmatter", "hash_tokens", "normalised_tokens", "prologue"]


def _raw_strings() -> str:
    fences = ["#" * n for n in range(7)]
    return "|".join(rf'[bc]?r{f}"(?:[^"]|"(?!{f}))*+(?:"{f})?' if f else r'[bc]?r"[^"]*+"?' for f in fences)


_SPACE = r"[ \t\r\n\f\v]*+"
_SKIP = rf"{_SPACE}(?://[^\n]*+{_SPACE}|/\*(?:[^*/]|\*(?!/)|/(?!\*))*+\*/{_SPACE})*+"
_TOKEN = "|".join(
    [
        r"[ABC-Zadefghijklmnopqstuvwxyz_][0-9A-Za-z_\x80-\xff]*+",  # most tokens, so first: names that begin no string
        r"[(){}\[\];,#?@$~^%*+|<>&]",
        r"/\*",  # begins a comment that holds others, or that has no end
        _raw_strings(),
        r'[bc]?"(?:[^"\\]|\\[\s\S])*+"?',  # what is not terminated goes on to the end, as it does for rustc
        r"b?'(?:[^'\\\x80-\xff\n]|[\x80-\xff]{2,4}|\\(?:u\{[^}'\n]*\}|x[0-9A-Fa-f]{2}|[^ux]))'",
        r"(?:r#)?[A-Za-z_\x80-\xff][0-9A-Za-z_\x80-\xff]*+",
        r"'[A-Za-z_\x80-\xff][0-9A-Za-z_\x80-\xff]*+",
        r"[0-9][0-9_]*(?:\.[0-9][0-9_]*)?[eE][+-]?[0-9][0-9A-Za-z_]*+",
        r"[0-9][0-9A-Za-z_]*+(?:\.[0-9][0-9A-Za-z_]*+)?",
        r"::|->|=>|\.\.=|\.\.\.|\.\.|==|!=",
        r"[^ \t\r\n\f\v]",
    ]
)
_LEX = re.compile(rf"{_SKIP}({_TOKEN}|\Z)")
"""One token, or an empty one at the end. Without the empty one, a failed match would go on inside of a comment."""

_CLOSERS = frozenset(")]}>")
_OPENERS = {"(": ")", "[": "]", "{": "}"}
_COMMENT_EDGE = re.compile(r"/\*|\*/")


def _outside_comments(text: str) -> Iterator[re.Match[str]]:
    """The tokens of a text whose block comments are nested, which a regular expression cannot follow."""
    at: int | None = prologue(text)
    while at is not None:
        start, at = at, None
        for found in _LEX.finditer(text, start):
            if found[1] == "/*":
                at = _comment_end(text, found.start(1))
                break
            yield found


def _comment_end(text: str, start: int) -> int:
    """The offset after the block comment that begins at `start`. Without an end it goes on to the end of the text."""
    depth = 0
    for edge in _COMMENT_EDGE.finditer(text, start):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    return len(text)


_RAW_END = re.compile(r'[bc]?r(#*)"[\s\S]*"\1')


def _unterminated(word: str) -> bool:
    """Whether a token is a string that is never closed."""
    quote = word.find('"', 0, 12)
    if quote < 0 or word[:quote].rstrip("#") not in ("", "b", "c", "r", "br", "cr"):
        return False
    if "r" in word[:quote]:
        return _RAW_END.fullmatch(word) is None
    body = word[quote + 1 :]
    escapes = len(body[:-1]) - len(body[:-1].rstrip("\\"))
    return not body.endswith('"') or escapes % 2 == 1


class Tokens:
    """The tokens of a text, and the offset of each. The text is decoded as latin-1, so that offsets count bytes.

    Comments are no tokens. Trailing commas that mean nothing and `#[doc = "..."]` are left out; the comma of a
    one-tuple stays.
    """

    __slots__ = ("open_string", "starts", "text", "words")

    def __init__(self, text: str, complete: bool = False) -> None:
        """Lex a text; `complete` keeps optional tokens too."""
        self.text = text
        found = list(_LEX.finditer(text, prologue(text)))
        words = [match[1] for match in found]
        if "/*" in words:
            found = list(_outside_comments(text))
            words = [match[1] for match in found]
        starts = [match.start(1) for match in found]
        while words and not words[-1]:
            words.pop()
            starts.pop()
        drop = set() if complete else _optional(words, starts)
        if drop:
            keep = [True] * len(words)
            for i in drop:
                keep[i] = False
            words = [w for w, k in zip(words, keep, strict=True) if k]
            starts = [s for s, k in zip(starts, keep, strict=True) if k]
        self.words = words
        self.starts = starts
        self.open_string = starts[-1] if words and _unterminated(words[-1]) else None
        """The offset of a string that is never closed; None if there is none."""

    def index(self, offset: int) -> int:
        """The index of the first token at or after an offset."""
        return bisect_left(self.starts, offset)

    def all(self, word: str) -> Iterator[int]:
        """The indices of a word, in order."""
        return _all(self.words, word)

    def between(self, start: int, end: int) -> list[str]:
        """The tokens that start in [start, end)."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def normalised(self, start: int, end: int) -> str:
        """The text of the bytes [start, end) in canonical spacing."""
        return spaced(self.between(start, end))


def normalised_tokens(source: bytes, start: int, end: int) -> list[str]:
    """The tokens of the bytes [start, end), without comments, docs and trailing commas that mean nothing."""
    return [decoded(word) for word in Tokens(source[start:end].decode("latin-1")).words]


def hash_tokens(words: Sequence[str]) -> str:
    """A hash of tokens, 16 hex digits; "" for no tokens, so that items without a body can be told."""
    return blake3("\0".join(words).encode("latin-1")).hexdigest(8) if words else ""


_SHEBANG = re.compile(r"(?:\xef\xbb\xbf)?(?:#!(?!\s*\[)[^\n]*)?")
_FRONTMATTER = re.compile(r"\s*+(-{3,}+)([^\n]*)\n((?:[\s\S]*?\n)??)\1[ \t\r]*(?=\n|\Z)")


def prologue(text: str) -> int:
    """How many bytes come before the code: a byte order mark, a shebang, a frontmatter."""
    front = _front(text)
    return front.end() if front else _after_shebang(text)


def frontmatter(text: str) -> str:
    """The manifest in front of the code of a cargo script (RFC 3502, RFC 3503); "" if there is none."""
    front = _front(text)
    if front is None or front[2].strip() not in {"", "cargo"} or len(front[3]) > MAX_FRONTMATTER_BYTES:
        return ""
    return front[3].encode("latin-1").decode("utf-8", "replace") or "\n"


def _front(text: str) -> re.Match[str] | None:
    return _FRONTMATTER.match(text, _after_shebang(text))


def _after_shebang(text: str) -> int:
    found = _SHEBANG.match(text)
    return found.end() if found else 0


# ---- optional tokens -----------------------------------------------------------------------------------


def _optional(words: list[str], starts: list[int]) -> set[int]:
    """The indices of tokens that could be left out without changing what the code means."""
    drop: set[int] = set()
    last = len(words) - 1
    arms = "=>" in words
    for at in _all(words, ","):
        if at < last and words[at + 1] in _CLOSERS:
            if not _needed(words, starts, at):
                drop.add(at)
        elif arms and words[at - 1] == "}" and _after_arm(words, at - 1):
            drop.add(at)
    _where_commas(words, drop)
    _doc_attributes(words, drop)
    return drop


def _needed(words: list[str], starts: list[int], comma: int) -> bool:
    """Whether a comma before a closing bracket means something: in a one-tuple, or alone between brackets (`$(,)?`)."""
    if comma == 0 or words[comma - 1] in _OPENERS:
        return True
    if words[comma + 1] != ")":
        return False
    depth, at = 0, comma - 1
    while at >= 0:
        word = words[at]
        if word in _CLOSERS and word != ">":
            depth += 1
        elif word in _OPENERS:
            if depth == 0:
                break
            depth -= 1
        elif word == "," and depth == 0 and not _in_angles(words, at, comma):
            return False
        at -= 1
    return at < 1 or not _calls(words, starts, at)


def _in_angles(words: list[str], comma: int, end: int) -> bool:
    """Whether a comma stands between `<` and `>`: more `>` than `<` follow it before `end`."""
    depth = 0
    for word in words[comma + 1 : end]:
        if word == "<":
            depth += 1
        elif word == ">":
            depth -= 1
            if depth < 0:
                return True
    return False


def _calls(words: list[str], starts: list[int], paren: int) -> bool:
    """Whether the `(` at an index opens arguments or parameters rather than a tuple."""
    before = words[paren - 1]
    if before == ">":
        return starts[paren] == starts[paren - 1] + 1
    if before in ("fn", "]", ")", "}", "?", "!"):
        return True
    return (before[0].isalpha() or before[0] == "_") and before not in KEYWORDS


def _where_commas(words: list[str], drop: set[int]) -> None:
    """Drop the comma at the end of a where clause."""
    for at in _all(words, "where"):
        depth = 0
        for end in range(at + 1, min(len(words), at + MAX_WHERE_TOKENS)):
            word = words[end]
            if word in ("(", "["):
                depth += 1
            elif word in (")", "]"):
                depth -= 1
            elif depth == 0 and word in ("{", ";"):
                if words[end - 1] == ",":
                    drop.add(end - 1)
                break
            if depth < 0 or word == "where":
                break


def _after_arm(words: list[str], brace: int) -> bool:
    """Whether the `}` at an index closes the block of a match arm."""
    depth = 0
    for at in range(brace, max(brace - MAX_ARM_TOKENS, 0), -1):
        word = words[at]
        if word == "}":
            depth += 1
        elif word == "{":
            depth -= 1
            if depth == 0:
                return words[at - 1] == "=>"
    return False


def _doc_attributes(words: list[str], drop: set[int]) -> None:
    """Drop `#[doc = "..."]`: it is a doc comment in another form, and comments are no tokens."""
    for at in _all(words, "doc"):
        if words[at - 2 : at] == ["#", "["] and words[at + 1 : at + 2] == ["="] and words[at + 3 : at + 4] == ["]"]:
            drop.update(range(at - 2, at + 4))


def _all(words: list[str], word: str) -> Iterator[int]:
    """The indices of a word, in order. `list.index` is faster than a loop in Python if the word is rare."""
    at = -1
    try:
        while True:
            at = words.index(word, at + 1)
            yield at
    except ValueError:
        return
