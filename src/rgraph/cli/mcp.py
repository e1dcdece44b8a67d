"""`rgraph mcp`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from .exits import EXIT_INTERRUPTED
from .options import command_app, note
from .signals import Terminated

app = command_app()

Http = Annotated[bool, typer.Option("--http", help="Use streamable HTTP on 127.0.0.1 instead of stdin and stdout.")]
Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="N", help="With --http: the port (0: any free port).")
]


@app.command()
def mcp(http: Http = False, port: Port = 8737) -> None:
    """Serve agents over the Model Context Protocol."""
    import gc

    from rgraph.mcp import serving
    from rgraph.mcp.live import open_live

    serving.check_installed()
    live = open_live()
    serving.go_to_root(live)
    gc.enable()  # it lives for days
    try:
        if http:
            serving.serve_http(live, port, lambda address: note(f"listening on {address}"))
        else:
            serving.serve_stdio(live)
    except Terminated:
        raise
    except KeyboardInterrupt:  # a thread still waits for stdin, and Python would wait for it
        note("interrupted")
        os._exit(EXIT_INTERRUPTED)
