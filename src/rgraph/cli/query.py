"""`rgraph query 'DATALOG'`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Script = Annotated[
    str, typer.Argument(metavar="DATALOG", help="A query in CozoScript over the named rules (`-` reads stdin).")
]
Vs = Annotated[str, typer.Option("--vs", metavar="REV", help="A second revision; its rules have the prefix `old_`.")]
Params = Annotated[
    list[str],
    typer.Option(
        "--param", metavar="NAME=VALUE", help="A value for `$NAME`, read as JSON if it is JSON, else as text."
    ),
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.01, metavar="SECONDS", help="The time limit.")]
Format = Annotated[str, format_option("table")]


@app.command()
def query(
    script: Script,
    at: At = "HEAD",
    vs: Vs = "",
    param: Params = [],  # noqa: B006
    timeout: Timeout = 30.0,
    format: Format = "table",
) -> None:
    """Run a Datalog query over one revision, or over two."""
    from rgraph.search.datalog import search_rows
    from rgraph.view.query.params import parse_params

    text = sys.stdin.read() if script == "-" else script
    found = session().query(text, at, vs, parse_params(param), timeout, search_rows)
    write("table", format, found)
