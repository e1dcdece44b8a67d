"""What syntax does not tell: one question of many items is asked once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rgraph.diff.lines import Place
from rgraph.diff.report import DiffReport, Undecided

from .diff_items import rest
from .diff_words import at, few, named
from .style import Style
from .words import one_line

_FEW = 4
_FEW_ITEMS = 3
_KINDS = (
    re.compile(r"`[^`]*`(.*?`\w+!`) \([^()]*\)( was not expanded.*)"),
    re.compile(r"`[^`]*`( is that of `[^`]*` now, by `Deref`)(.*)"),
    re.compile(r"is `[^`]*`(, it was )`[^`]*`(: does a user take it as a length.*)"),
)
"""Questions of which there may be hundreds alike: a macro call may make something, each for another type; methods
of a type are those of another one; generated constants have other values. What stands in the groups is equal in those
of one kind."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the items of a crate that it is asked of; the place is that of the first."""

    items: tuple[str, ...]
    text: str
    place: Place | None


def questions(undecided: Iterable[Undecided]) -> list[Question]:
    """The questions in the order in which they are first asked."""
    found: dict[tuple[str, str], list[Undecided]] = {}
    for one in undecided:
        found.setdefault((one.crate, _kind(one.question)), []).append(one)
    return [Question(tuple(dict.fromkeys(u.item for u in same)), _text(same), same[0].place) for same in found.values()]


def _kind(question: str) -> str:
    for pattern in _KINDS:
        question = pattern.sub(r"`..`\1\2", question)
    return question


def _text(same: Sequence[Undecided]) -> str:
    """The first of some questions, and how many ask the same of something else."""
    more = len({one.question for one in same}) - 1
    return same[0].question + (f" ({more} more of this kind)" if more else "")


def undecided_text(report: DiffReport, style: Style, verbose: bool) -> list[str]:
    """The questions for a terminal: the first few, and of each the first few items, unless `verbose`."""
    asked = questions(report.undecided)
    if not asked:
        return []
    shown = few(asked, _FEW, verbose)
    lines = [style.strong("undecided") + style.dim("  syntax alone does not tell")]
    for one in shown:
        items = named(one.items, len(one.items) if verbose else _FEW_ITEMS)
        lines.append(f"    {one_line(f'{items}: {one.text}')} {style.dim(at(one.place))}".rstrip())
    return lines + rest(len(asked) - len(shown), "question", style, "    ")
