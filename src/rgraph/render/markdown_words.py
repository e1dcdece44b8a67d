"""Markdown's door: a repository's text as prose, code, blocks and quotations that no text can leave."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .words import one_line, visible


def escape(text: str) -> str:
    """Text that Markdown and HTML leave as it is: no tags, links, mentions, emphasis or line breaks."""
    flat = one_line(" ".join(text.split()))
    return _MARKUP.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), flat)


_MARKUP = re.compile(r"[\\`*{}\[\]#|~@<>&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""An underscore within a word is one: names stay readable in the source too."""

_ESCAPED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "@<!-- -->"}


def code(text: str) -> str:
    """Text as code, fenced by more backticks than it has."""
    flat = one_line(" ".join(text.split())) or " "
    longest = max((len(run) for run in re.findall(r"`+", flat)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{gap}{flat}{gap}{fence}".replace("|", "\\|")


def sentence(text: str) -> str:
    """A message with its code spans kept as code, all else escaped."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        code(part[1:-1]) if part.startswith("`") and part.endswith("`") and len(part) > 2 else _spaced(part)
        for part in parts
    )


def _spaced(text: str) -> str:
    """Escaped prose that keeps the blank before and after it: what stands beside it is code."""
    blanks = [" " if part != text else "" for part in (text.lstrip(), text.rstrip())]
    return f"{blanks[0]}{escape(text)}{blanks[1]}" if text.strip() else " " * bool(text)


def fenced(language: str, lines: Iterable[str]) -> list[str]:
    """Lines as a block of code, fenced by more backticks than any of them has."""
    body = [visible(line, keep="\t") for line in lines]
    longest = max((len(run) for line in body for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *body, fence]


def quoted(text: str) -> list[str]:
    """Several lines of a repository's prose as a quotation, its markup shown and not obeyed."""
    return [f"> {escape(line)}".rstrip() for line in text.strip("\n").split("\n")]


_UNIT = re.compile(r"(?:`[^`]*`|[^\s`])+")
"""A word, or words that a code span holds together."""


def wrapped(text: str, width: int = 119) -> list[str]:
    """A paragraph of our own as lines within a width; only a unit that is longer by itself exceeds it."""
    lines: list[str] = []
    for unit in _UNIT.findall(text):
        if lines and len(lines[-1]) + 1 + len(unit) <= width:
            lines[-1] += f" {unit}"
        else:
            lines.append(unit)
    return lines
