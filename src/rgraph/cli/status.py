"""`rgraph status`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Format = Annotated[str, format_option("status")]

UnresolvedFlag = Annotated[
    bool, typer.Option("--unresolved", help="Show how calls were resolved, and unresolved names by reason and form.")
]
ListFlag = Annotated[bool, typer.Option("--list", help="With --unresolved: list every place, by file.")]


@app.command()
def status(
    at: At = "HEAD", unresolved: UnresolvedFlag = False, list: ListFlag = False, format: Format = "text"
) -> None:
    """Show what is indexed, how far behind it is, its size, and what was not resolved."""
    from rgraph.errors import ConfigError
    from rgraph.view.index_state import status as status_of

    if list and not unresolved:
        raise ConfigError("--list needs --unresolved", "rgraph status --unresolved --list")
    found = status_of(session(), at, unresolved, list)
    write("status", format, found)
