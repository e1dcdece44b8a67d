"""`rgraph trend`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import command_app, session

app = command_app()

Format = Annotated[str, format_option("trend")]
What = Annotated[
    str, typer.Argument(metavar="NAME|DATALOG", help="A measure, such as unwrap or callers:ITEM; or a query.")
]
Span = Annotated[
    str, typer.Argument(metavar="[A..B]", help="A stretch of history, or its last commit; HEAD where it is left out.")
]
Every = Annotated[
    str,
    typer.Option("--every", metavar="STEP", help="tag, tag:GLOB, week, month, quarter, year, or every N-th commit."),
]


@app.command()
def trend(
    what: What,
    revisions: Span = "",
    every: Every = "",
    by: Annotated[str, typer.Option("--by", metavar="GROUP", help="One series for each crate or module.")] = "",
    tests: Annotated[bool, typer.Option("--tests", help="Count in test code, too.")] = False,
    format: Format = "text",
) -> None:
    """A count over history: of places in the code, edges of the graph, or rows of a query."""
    from rgraph.rules.counting import RULE
    from rgraph.trend.asked import Options
    from rgraph.trend.asked import trend as counted

    write("trend", format, counted(session(), what, Options(revisions, every, by, tests, {"rule": RULE})))
