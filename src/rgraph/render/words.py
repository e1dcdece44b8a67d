"""Text from a repository that stays on one line."""

from __future__ import annotations


def one_line(text: str) -> str:
    """A path or message with its control characters written out, so that it breaks no line and colours nothing."""
    return visible(text)


def visible(text: str, keep: str = "") -> str:
    """Text with its control characters, and those that no one sees, written out; those to `keep` stay."""
    if text.isprintable() or (keep and text.translate(dict.fromkeys(map(ord, keep))).isprintable()):
        return text
    return "".join(char if char.isprintable() or char in keep else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    return known or (f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}")


def spanned(first: int, last: int) -> str:
    """Lines of a file as a place has them: `12-15`, and `12` alone where they are one."""
    return f"{first}-{last}" if last > first else str(first)


def from_macro(made_by: str) -> str:
    """What is said of an item that a call of a macro makes; "" of one that is written."""
    return f", from macro {made_by}!" if made_by else ""
