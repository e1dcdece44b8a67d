"""`rgraph serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from .exits import EXIT_INTERRUPTED
from .options import command_app, note, session
from .signals import Terminated

app = command_app()

Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port on 127.0.0.1 (0: any free port).")
]


@app.command()
def serve(port: Port = 8738) -> None:
    """Browse the graph, its history and the reports on this machine."""
    import gc

    from rgraph.serve.server import check_installed
    from rgraph.serve.server import serve as answer

    check_installed()
    gc.enable()  # it lives for days
    try:
        answer(session(), port, lambda address: note(f"listening on {address}"))
    except Terminated:
        raise
    except KeyboardInterrupt:  # how it is meant to end
        raise typer.Exit(EXIT_INTERRUPTED) from None
