"""`rgraph patterns`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, session

app = command_app()


@app.command()
def patterns(
    at: At = "HEAD",
    since: Annotated[
        str, typer.Option("--since", metavar="REV", help="Only what appeared or disappeared since REV.")
    ] = "",
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="PATTERN", help="Only this pattern (repeatable).")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show all evidence, and the rules in full.")] = False,
    format: Annotated[str, format_option("patterns")] = "text",
) -> None:
    """Describe the architecture, with evidence, and propose rules that keep it."""
    from rgraph.patterns.asked import asked

    write("patterns", format, asked(session(), at, since, only or ()), verbose=verbose)
