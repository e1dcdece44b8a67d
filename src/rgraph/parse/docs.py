"""Doc comments and `#[doc]`, as text."""

from __future__ import annotations

import re

from .spacing import decoded

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F_]{1,8})\}|x([0-9a-fA-F]{2})|(\r?\n)\s*|([\s\S]))")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def doc_comment(text: str, style: str) -> str | None:
    """The text of a doc comment, "outer" or "inner" by `style`; None if the comment is an ordinary one."""
    line, block, opposite = ("///", "/**", "////") if style == "outer" else ("//!", "/*!", "\0")
    if text.startswith(line) and not text.startswith(opposite):
        return text[3:].rstrip("\r\n")
    if text.startswith(block) and len(text) > 4 and not text.startswith(("/***", "/**/")):
        return _block_doc(text[3:-2] if text.endswith("*/") else text[3:])
    return None


def _block_doc(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    rest = [line for line in lines[1:] if line.strip()]
    if rest and all(line.lstrip().startswith("*") for line in rest):
        lines[1:] = [line.lstrip()[1:] if line.strip() else "" for line in lines[1:]]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def unindented(docs: list[tuple[str, bool]]) -> str:
    """Doc fragments as one text, without the indent that all lines of its comments share, as in rustdoc."""
    if not docs:
        return ""
    comments = [line.rstrip() for doc, is_comment in docs if is_comment for line in doc.split("\n")]
    shared = min((len(line) - len(line.lstrip(" ")) for line in comments if line), default=0)
    lines = [line.rstrip()[shared if is_comment else 0 :] for doc, is_comment in docs for line in doc.split("\n")]
    return "\n".join(lines).strip("\n")


def doc_value(text: str) -> list[tuple[str, bool]]:
    """The text of `#[doc = "..."]`, marked as no comment; empty if the value is no string."""
    value = string_value(text.partition("=")[2].removesuffix("]").strip())
    return [] if value is None else [(value, False)]


def string_value(literal: str) -> str | None:
    """The value of a string literal; None if the text is not one."""
    raw = re.fullmatch(r'r(#*)"([\s\S]*)"\1', literal)
    if raw:
        return decoded(raw[2])
    if len(literal) < 2 or literal[0] != '"' or literal[-1] != '"':
        return None
    return _ESCAPE.sub(_unescape, decoded(literal[1:-1]))


def _unescape(found: re.Match[str]) -> str:
    code, byte, newline, simple = found.groups()
    if newline:
        return ""
    if simple:
        return _SIMPLE.get(simple, simple)
    number = int((code or byte).replace("_", "") or "0", 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
