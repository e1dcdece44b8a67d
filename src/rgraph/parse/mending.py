"""Syntax that the grammar does not know yet, written in syntax that it knows, byte for byte of the same length.

Only the parser sees the mended bytes: names, texts and hashes come from the file's own. A mend may hit a string
or a comment, where it changes nothing that is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from tree_sitter import Node

from .invocations import closing, macro_body
from .tokens import Tokens, prologue

_PRIMITIVES = rb"(?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|str|char|try)"
_FLAT = rb"[^<>;{}]*+"
_ANGLES = rb"(?:<" + _FLAT + rb"(?:<" + _FLAT + rb"(?:<" + _FLAT + rb">" + _FLAT + rb")*+>" + _FLAT + rb")*+>)"
_DEFAULTED = re.compile(rb"\btype\s+\w+\s*" + _ANGLES + rb"?\s*(:(?:[^=;{}<>]|" + _ANGLES + rb")++)=(?!=)")
_Mend = Callable[[re.Match[bytes]], bytes]


def _blank(found: re.Match[bytes]) -> bytes:
    """Spaces in place of what was found; newlines stay, and so do the groups before and after."""
    return _spaces(found[0])


def _name(found: re.Match[bytes]) -> bytes:
    return b"_" * len(found[0])


def _first_group_blank(found: re.Match[bytes]) -> bytes:
    text, (start, end) = found[0], found.span(1)
    start, end = start - found.start(), end - found.start()
    return text[:start] + _spaces(text[start:end]) + text[end:]


_MENDS: list[tuple[tuple[str, ...], re.Pattern[bytes], _Mend]] = [
    # `str![...]`, `try!(...)`, `char @ 'a'`: names that the grammar takes for primitive types or keywords
    (
        ("str", "try", "char", "bool", "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "u128", "i128", "f32",
         "f64", "usize", "isize"),
        re.compile(rb"(?<![\w:#'])" + _PRIMITIVES + rb"(?=!\s*[\[({]|\s*@)"),
        _name,
    ),
    (("safe",), re.compile(rb"\bsafe(?=\s+(?:fn|static)\b)"), _blank),
    (("unsafe",), re.compile(rb"\bunsafe(?=\s+static\b)"), _blank),
    (("auto",), re.compile(rb"\bauto(?=\s+trait\b)"), _blank),
    (("gen",), re.compile(rb"\bgen(?=\s+fn\b)"), _blank),
    (("default",), re.compile(rb"\bdefault(?=\s+(?:unsafe\s+|async\s+)*(?:impl|fn|type|const)\b)"), _blank),
    (("box",), re.compile(rb"(?<![\w#:.])box(?=\s+[\w(&\[])"), _blank),
    (("~",), re.compile(rb"~const\b"), _blank),
    (("~",), re.compile(rb"~"), lambda found: b"-"),
    (("const",), re.compile(rb"\[const\](?=\s+\w)"), _blank),
    (("const",), re.compile(rb"(?<=impl )const(?=\s+[A-Za-z_:])"), _blank),
    (("async",), re.compile(rb"\basync(?=\s+Fn(?:Mut|Once)?\b)"), _blank),
    # `trait A = B + C;` as a type alias; the reader looks at the file's own word
    (("trait",), re.compile(rb"\btrait(?=\s+\w+\s*(?:<[^<>{};=]*>)?\s*=)"), lambda found: b"type "),
    (("type",), _DEFAULTED, _first_group_blank),
    (("dyn",), re.compile(rb"\bdyn\s+('\w+\s*\+)"), _first_group_blank),
    (("for",), re.compile(rb"\bfor\s*<[^<>]*>(?=\s*(?:static\s+|async\s+|move\s+)*\|)"), _blank),
    (("-",), re.compile(rb"(?<=[\w:]<)-(?=\d)"), _blank),
]  # fmt: skip


def mended(source: bytes, words: Collection[str]) -> bytes:
    """The bytes to parse in place of a file's (or of its macro arguments'), given the file's distinct tokens."""
    for markers, pattern, mend in _MENDS:
        if not words.__contains__(markers[0]) and not any(marker in words for marker in markers[1:]):
            continue
        source = pattern.sub(mend, source)
    return source


def mended_file(source: bytes, tokens: Tokens, words: Collection[str]) -> bytes:
    """`mended`, with what stands before the first token blanked and `macro` items made to parse."""
    end = prologue(tokens.text)
    if end:
        source = _spaces(source[:end]) + source[end:]
    if "macro" in words or "macro_rules" in words:
        source = _macros(source, tokens)
    return mended(source, words)


def _macros(source: bytes, tokens: Tokens) -> bytes:
    """Macros without their arms, which are read from the tokens; `macro m(...) {}` as `mod   m      {}`."""
    words, starts = tokens.words, tokens.starts
    out = bytearray(source)
    for at in tokens.all("macro"):
        body = macro_body(tokens, at + 1)
        if body is not None:
            out[starts[at] : starts[at] + 5] = b"mod  "
            name_end = starts[at + 1] + len(words[at + 1])
            out[name_end : starts[body[0]]] = _spaces(out[name_end : starts[body[0]]])
            out[starts[body[0]] + 1 : starts[body[1]]] = _spaces(out[starts[body[0]] + 1 : starts[body[1]]])
    for at in tokens.all("macro_rules"):
        body = macro_body(tokens, at + 2) if words[at + 1 : at + 2] == ["!"] else None
        if body is not None:
            bang = starts[at + 1]
            out[starts[at] : bang] = _spaces(out[starts[at] : bang])  # the two are one token for the grammar
            out[bang - len("macro_rules") : bang] = b"macro_rules"
            out[starts[body[0]] + 1 : starts[body[1]]] = _spaces(out[starts[body[0]] + 1 : starts[body[1]]])
    return bytes(out)


def _spaces(text: bytes | bytearray) -> bytes:
    """As many spaces; newlines stay."""
    return re.sub(rb"[^\n]", b" ", text)


def without_attributes(source: bytes, errors: list[Node], tokens: Tokens) -> bytes | None:
    """The bytes without the attributes beside errors: Rust allows more than the grammar. None if there are none."""
    out = bytearray(source)
    changed = False
    for error in errors:
        outer = error.parent or error
        first, last = max(outer.start_byte, error.start_byte - 2_000), min(outer.end_byte, error.end_byte + 2_000)
        for start, end in _attributes(tokens, first, last):
            out[start:end] = _spaces(out[start:end])
            changed = True
    return bytes(out) if changed else None


def _attributes(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Where outer attributes begin and end between two offsets."""
    words, starts = tokens.words, tokens.starts
    begin = tokens.index(first)
    found = []
    for at in range(begin, min(tokens.index(last), len(words) - 1)):
        if words[at] == "#" and words[at + 1] == "[":
            close = closing(words, at + 1)
            if close is not None:
                found.append((starts[at], starts[close] + 1))
    return found
