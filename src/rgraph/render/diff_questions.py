"""What syntax does not tell: one question of many items is asked once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rgraph.diff.lines import Place
from rgraph.diff.report import DiffReport, Undecided

from .diff_items import rest
from .diff_words import at, few, named
from .style import Style
from .words import one_line

_FEW = 4
_FEW_ITEMS = 3


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
        found.setdefault((one.crate, one.question), []).append(one)
    return [Question(tuple(u.item for u in same), text, same[0].place) for (_, text), same in found.items()]


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
