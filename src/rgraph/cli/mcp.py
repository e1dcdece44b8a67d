"""`rgraph mcp`."""

from __future__ import annotations

from .options import command_app

app = command_app()


@app.command()
def mcp() -> None:
    """Serve agents over the Model Context Protocol."""
    import gc

    from rgraph.mcp.live import open_live
    from rgraph.mcp.serving import check_installed, serve_stdio

    check_installed()
    live = open_live()
    gc.enable()  # it lives for days
    serve_stdio(live)
