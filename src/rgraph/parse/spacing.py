"""Text in canonical spacing: signatures, attributes and values that differ in white space alone have the same text."""

from __future__ import annotations

from collections.abc import Sequence

KEYWORDS = frozenset(
    ["as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "fn", "for", "if", "impl",
     "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct", "trait", "type",
     "unsafe", "use", "where", "while", "yield"]
)  # fmt: skip
"""Keywords, which are never names."""

_TIGHT_AFTER = frozenset(["(", "[", "::", "#", ".", "..", "..=", "<", "$", "@", "~"])
_TIGHT_BEFORE = frozenset([")", "]", "::", ",", ";", ":", ".", "?", "!", "..", "..=", ">", "<", "(", "[", "@"])
_OPERATORS = frozenset(["=", "->", "=>", ",", "+", ":", "|", "/", "%", "==", "!=", ";"])
_BEFORE_GROUP = KEYWORDS - {"fn", "pub", "unsafe"} | _OPERATORS
_BEFORE_ANGLE = KEYWORDS - {"fn", "impl", "for", "use"} | _OPERATORS
_BEFORE_PREFIX = (
    KEYWORDS | _OPERATORS | frozenset(["", "(", "[", "{", "<", ">", "&", "*", "-", "!", "#", "\0<", "\0>", "\0&&"])
)
"""The tokens after which a `*`, `-`, `!`, `?` or `&` is a prefix of what follows, and not a binary operator."""
_PREFIXES = frozenset(["*", "-", "!", "?", "&"])
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_ANGLE_ENDS = _CLOSE | {";", "=="}
_OPERATOR = {"<": "\0<", ">": "\0>"}
"""`<` and `>` that are operators and no brackets. They are marked only until their spacing is decided."""


def spaced(words: Sequence[str]) -> str:
    """The tokens as one text in canonical spacing, decoded from latin-1 (`decoded`)."""
    if len(words) == 1:
        return decoded(words[0])
    if "<" in words or ">" in words:
        words = _marked(words)
    out: list[str] = []
    before = ""
    tight = True
    for word in words:
        if not tight and _gap(before, word):
            out.append(" ")
        out.append(word)
        tight = word in _TIGHT_AFTER or (word in _PREFIXES and before in _BEFORE_PREFIX)
        if word == "&" and not tight:  # `a & b`, `a && b`
            before = "\0&&" if before == "\0&" else "\0&"
        else:
            before = word
    return decoded("".join(out).replace("\0", ""))


def _gap(before: str, word: str) -> bool:
    """Whether a space stands between two tokens, where the first does not forbid one (`_TIGHT_AFTER`)."""
    if before[0] == "\0":  # `<<`, `>=`, `&&`
        return word not in (before, "=") and not (before == "\0&" and word == "&")
    if before == word == "|":
        return False
    if word in ("(", "["):
        return before in _BEFORE_GROUP or before[0] == "'"
    if word in ("<", "::"):
        return before in _BEFORE_ANGLE
    if word in ("?", "!"):
        return before in _BEFORE_PREFIX
    if word in ("..", "..="):
        return before in _OPERATORS
    return word not in _TIGHT_BEFORE


def _marked(words: Sequence[str]) -> list[str]:
    """The tokens, with every `<` and `>` marked that has no partner: these compare or shift."""
    out = list(words)
    stack: list[int] = []
    for at, word in enumerate(words):
        if word == "<" or word in _OPEN:
            stack.append(at)
        elif word == ">":
            if stack and words[stack[-1]] == "<":
                stack.pop()
            else:
                out[at] = _OPERATOR[word]
        elif word in _ANGLE_ENDS or (word == "&" and at and words[at - 1] == "&"):
            while stack and words[stack[-1]] == "<":
                out[stack.pop()] = _OPERATOR["<"]
            if word in _CLOSE and stack:
                stack.pop()
    for at in stack:
        if words[at] == "<":
            out[at] = _OPERATOR["<"]
    return out


def decoded(text: str) -> str:
    """Text decoded as latin-1, decoded as UTF-8 instead. Bytes that are no UTF-8 become replacement characters."""
    return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")
