"""The `--format` option of a command, and writing its result; `render.formats` has the formats of each report."""

from __future__ import annotations

from typing import Any

import typer

from rgraph.render.formats import BINARY, check_format, listed, written
from rgraph.streams import write_stdout

from .options import emit, style


def format_option(report: str) -> Any:
    """`--format` with the words that the report has; a wrong one is refused before anything is done."""

    def checked(chosen: str) -> str:
        check_format(report, chosen)
        return chosen

    return typer.Option("--format", metavar="FORMAT", help=f"{listed(report)}.", callback=checked)


def write(report: str, chosen: str, record: object, **settings: object) -> None:
    """Writes a report's record to stdout in the chosen format; further settings are for writers that want them."""
    text = text_of(report, chosen, record, **settings)
    if chosen in BINARY:
        write_stdout(text)
    else:
        emit(text)


def text_of(report: str, chosen: str, record: object, **settings: object) -> str:
    """What `write` would write."""
    return written(report, chosen, record, style=style(), **settings)
