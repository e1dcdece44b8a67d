"""`rgraph status`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Format = Annotated[str, format_option("status")]

UnresolvedFlag = Annotated[
    bool, typer.Option("--unresolved", help="Names that were not resolved, by reason and shape.")
]


@app.command()
def status(at: At = "HEAD", unresolved: UnresolvedFlag = False, format: Format = "text") -> None:
    """What is indexed, how far behind, how big, and what was not resolved."""
    from rgraph.view.status import status as status_of

    found = status_of(session(), at, unresolved)
    write("status", format, found)
