"""Prose under docs/ keeps to lines of fewer than 120 columns, so that its source can be read and compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .pages import ROOT

WIDTH = 119
PAGES = sorted((ROOT / "docs").glob("**/*.md"))
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_MARKER = re.compile(r"\s*(?:[-*>] |\d+\. |#+ )*")
_UNIT = re.compile(r"(?:`[^`]*`|\]\([^)]*\)|[^\s`])+")
"""A word, with the code spans and link targets that no line break may split."""


def prose(text: str) -> Iterator[tuple[int, str]]:
    """The lines that can be wrapped, by number: those of no code block, table or HTML."""
    fence, code, blank = "", False, True
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif mark:
            fence = mark[1]
        else:
            code = line.startswith("    ") and (code or blank)
            if not code and not line.lstrip().startswith(("|", "<")):
                yield number, line
        blank = not line.strip()


def too_long(text: str) -> list[int]:
    """The numbers of the lines of prose that are too long though they could be broken."""
    return [
        number
        for number, line in prose(text)
        if len(line) > WIDTH and len(_UNIT.findall(_MARKER.sub("", line, count=1))) > 1
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_prose_is_wrapped(page: Path) -> None:
    assert too_long(page.read_text(encoding="utf-8")) == []


def test_what_counts_as_too_long() -> None:
    words, link, code = "word " * 30, f"[text](https://example.org/{'x' * 120})", f"`{'code ' * 30}`"
    assert too_long(words) == too_long(f"- {words}") == too_long(f"see {link}") == too_long(f"see {code}") == [1]
    assert too_long(f"# {words}") == too_long(f"> {words}") == [1]
    for whole in (link, f"- {link}", code, f"| {words} |", f"```\n{words}\n```", f"text:\n\n    {words}\n    {words}"):
        assert too_long(whole) == []
    assert too_long(f"```\n{words}\n```\n{words}") == [4]
    assert too_long(f"a\n    {words}") == [2]
