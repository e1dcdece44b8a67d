"""`rgraph watch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .exits import EXIT_INTERRUPTED
from .formats import format_option, write
from .options import command_app, note, session
from .signals import Terminated

app = command_app()


@app.command()
def watch(
    rules: Annotated[
        Path | None,
        typer.Option(
            "--rules",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Use the rules in this file instead of rgraph.toml.",
        ),
    ] = None,
    format: Annotated[str, format_option("watch")] = "text",
) -> None:
    """Report rule violations and broken references as files are saved."""
    import gc

    from rgraph.watch.watcher import Watcher
    from rgraph.watch.watching import check_installed, rounds

    check_installed()
    gc.enable()  # it lives for days
    try:
        for found in rounds(Watcher(session, rules), note):
            write("watch", format, found)
    except Terminated:
        raise
    except KeyboardInterrupt:  # how it is meant to end
        raise typer.Exit(EXIT_INTERRUPTED) from None
