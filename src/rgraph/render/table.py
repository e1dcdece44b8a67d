"""Rows of values as aligned text, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Protocol

from .markdown_words import escape
from .words import one_line

WIDEST = 80
"""Text columns are cut at this width; CSV and JSON hold all."""


def cell(value: object) -> str:
    """A value as one line: text as it is, whole numbers without a fraction, the rest as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


class Answer(Protocol):
    """A query's answer."""

    headers: list[str]
    rows: list[list[object]]


def answer_text(found: Answer) -> str:
    """An answer as aligned text."""
    return table_text(found.headers, found.rows)


def answer_csv(found: Answer) -> str:
    """An answer as CSV."""
    return table_csv(found.headers, found.rows)


def answer_markdown(found: Answer) -> str:
    """An answer as a Markdown table."""
    rows = [[_markdown_cell(value) for value in row] for row in found.rows]
    return table_markdown([escape(name) for name in found.headers], rows)


def _markdown_cell(value: object) -> str:
    return "<br>".join(map(escape, cell(value).split("\n")))


def table_text(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Aligned columns under their names, and a line that says how many rows there are."""
    cells = [[_cut(cell(value)) for value in row] for row in rows]
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(headers)]
    lines = [_line(headers, widths), _line(["-" * width for width in widths], widths)]
    lines += [_line(row, widths) for row in cells]
    return "\n".join([*lines, f"{len(rows)} row{'s' * (len(rows) != 1)}"])


def _line(values: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(value.ljust(width) for value, width in zip(values, widths, strict=True)).rstrip()


def _cut(text: str) -> str:
    flat = one_line(text)
    return flat if len(flat) <= WIDEST else flat[: WIDEST - 3] + "..."


def table_csv(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """CSV with a header line; lines end in a line feed."""
    return "".join(_csv_line(row) for row in (headers, *rows))


def _csv_line(row: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([cell(value) for value in row])  # with its own line end, else it leaves \r unquoted
    return out.getvalue().removesuffix("\r\n") + "\n"


def table_markdown(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table of cells that are Markdown already."""
    lines = [_markdown_line(headers), _markdown_line(["---"] * len(headers))]
    lines += [_markdown_line([cell(value) for value in row]) for row in rows]
    return "\n".join(lines)


def _markdown_line(values: Sequence[str]) -> str:
    return "| " + " | ".join(values) + " |"
