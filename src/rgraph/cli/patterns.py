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
        str, typer.Option("--since", metavar="REV", help="Only what appeared since REV, and what went.")
    ] = "",
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="PATTERN", help="This pattern; may be given several times.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="All evidence, and the rules in full.")] = False,
    format: Annotated[str, format_option("patterns")] = "text",
) -> None:
    """What the architecture is, with evidence, and the rules that hold it."""
    from rgraph.patterns.asked import asked

    write("patterns", format, asked(session(), at, since, only or ()), verbose=verbose)
