"""`rgraph why CALLER CALLEE`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import write
from .options import At, Format, command_app, session, style

app = command_app()

Caller = Annotated[str, typer.Argument(metavar="CALLER", help="The item that holds the reference.")]
Callee = Annotated[str, typer.Argument(metavar="CALLEE", help="The item it means; may lie outside (std::fs::read).")]


@app.command()
def why(caller: Caller, callee: Callee, at: At = "HEAD", format: Format = "text") -> None:
    """How the edge between two items was resolved, or why it was not."""
    from rgraph.render.json import to_json
    from rgraph.render.why import why_markdown, why_text

    found = session().why(caller, callee, at)
    write(
        format,
        {
            "text": lambda: why_text(found, style()),
            "json": lambda: to_json("why", found),
            "markdown": lambda: why_markdown(found),
        },
    )
