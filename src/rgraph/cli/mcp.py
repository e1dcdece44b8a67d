"""`rgraph mcp`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import command_app, note
from .signals import ending_at_once

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
    with ending_at_once(lambda: note("interrupted")):
        if http:
            serving.serve_http(live, port, lambda address: note(f"listening on {address}"))
        else:
            serving.serve_stdio(live)
