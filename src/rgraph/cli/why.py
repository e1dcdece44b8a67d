"""`rgraph why CALLER CALLEE`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Format = Annotated[str, format_option("why")]

Caller = Annotated[str, typer.Argument(metavar="CALLER", help="The item that holds the reference.")]
Callee = Annotated[
    str,
    typer.Argument(metavar="CALLEE", help="The item it refers to, possibly outside the repository (std::fs::read)."),
]


@app.command()
def why(caller: Caller, callee: Callee, at: At = "HEAD", format: Format = "text") -> None:
    """Explain how the edge between two items was resolved, or why it was not."""

    found = session().why(caller, callee, at)
    write("why", format, found)
