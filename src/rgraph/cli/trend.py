"""`rgraph trend`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import command_app, session

app = command_app()

Format = Annotated[str, format_option("trend")]
What = Annotated[
    str, typer.Argument(metavar="NAME|DATALOG", help="A measure such as unwrap or callers:ITEM, or a query.")
]
Span = Annotated[str, typer.Argument(metavar="[A..B]", help="A range of history, or its last commit (default: HEAD).")]
Every = Annotated[
    str,
    typer.Option(
        "--every",
        metavar="STEP",
        help="Take points at each tag, tag:GLOB, week, month, quarter, year, or every Nth commit.",
    ),
]


@app.command()
def trend(
    what: What,
    revisions: Span = "",
    every: Every = "",
    by: Annotated[str, typer.Option("--by", metavar="GROUP", help="Draw one series for each crate or module.")] = "",
    tests: Annotated[bool, typer.Option("--tests", help="Include test code.")] = False,
    format: Format = "text",
) -> None:
    """Count places in the code, edges of the graph or rows of a query over history."""
    from rgraph.rules.counting import RULE
    from rgraph.trend.asked import Options
    from rgraph.trend.asked import trend as counted

    write("trend", format, counted(session(), what, Options(revisions, every, by, tests, {"rule": RULE})))
