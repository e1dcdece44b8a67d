"""Signatures taken apart: words and separators that stand outside of brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator


def outside_brackets(text: str, separator: str) -> tuple[str, str, str]:
    """The text around the first separator that stands outside angle brackets."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "<") - (char == ">" and text[at - 1] not in "-=")
        if depth == 0 and text.startswith(separator, at):
            return text[:at], separator, text[at + len(separator) :]
    return text, "", ""


def in_angles(text: str) -> tuple[str, str]:
    """What stands between the angle brackets that a text begins with, and the text after them; "" and the text where it
    begins with none or they do not close.
    """
    depth = 0
    for at, char in enumerate(text if text.startswith("<") else ""):
        depth += (char == "<") - (char == ">" and text[at - 1] not in "-=")
        if depth == 0:
            return text[1:at], text[at + 1 :]
    return "", text


def around(text: str, name: str) -> tuple[str, str, str]:
    """The text before and after the item's own name, which is the first word of it that is the name."""
    raw = re.search(rf"\br#{re.escape(name)}\b", text)
    if raw is not None:
        return text[: raw.start()], name, text[raw.end() :]
    at = 0
    while True:
        at = text.find(name, at)
        if at < 0:
            return text, "", ""
        before = text[at - 1] if at else " "
        after = text[at + len(name)] if at + len(name) < len(text) else " "
        if not (before.isalnum() or before in "_'") and not (after.isalnum() or after == "_"):
            return text[:at], name, text[at + len(name) :]
        at += len(name)


def between_commas(text: str) -> Iterator[str]:
    """What stands between the commas that are in no bracket."""
    depth = start = 0
    for at, char in enumerate(text):
        depth += (char in "<([{") - (char in ")]}" or (char == ">" and text[at - 1] not in "-="))
        if char == "," and depth == 0:
            yield text[start:at].strip()
            start = at + 1
    if text[start:].strip():
        yield text[start:].strip()


def bounds_at(text: str, start: int, end: re.Pattern[str]) -> str:
    """The bounds that begin at an offset, without what stands in brackets.

    They go on to the first match of `end` that is in no bracket, or to a bracket that closes one opened before them.
    """
    depth, outer = 0, ""
    for at in range(start, len(text)):
        char = text[at]
        closes = char in ")]" or (char == ">" and text[at - 1] not in "-=")  # the `>` of an arrow closes nothing
        if depth == 0 and (closes or end.match(text, at)):
            break
        depth += (char in "<([") - closes
        outer += char if depth == 0 else ""
    return outer
