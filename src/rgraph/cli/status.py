"""`rgraph status`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()

Format = Annotated[str, format_option("status")]

UnresolvedFlag = Annotated[
    bool, typer.Option("--unresolved", help="What became of calls, and names not resolved by reason and shape.")
]
ListFlag = Annotated[bool, typer.Option("--list", help="With --unresolved: every place, by file.")]


@app.command()
def status(
    at: At = "HEAD", unresolved: UnresolvedFlag = False, list: ListFlag = False, format: Format = "text"
) -> None:
    """What is indexed, how far behind, how big, and what was not resolved."""
    from rgraph.errors import ConfigError
    from rgraph.view.index_state import status as status_of

    if list and not unresolved:
        raise ConfigError("--list goes with --unresolved", "rgraph status --unresolved --list")
    found = status_of(session(), at, unresolved, list)
    write("status", format, found)
