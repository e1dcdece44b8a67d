"""Words that several writers share: counts with their nouns, and text that stays on one line."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """`1 commit`, `2,287 commits`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def one_line(text: str) -> str:
    """A path or message with its control characters written out, so that it breaks no line and colours nothing."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char, f"\\u{ord(char):04x}")
