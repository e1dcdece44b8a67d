"""`rgraph init`."""

from __future__ import annotations

from .options import command_app, emit, session

app = command_app()


@app.command()
def init() -> None:
    """Create the store and write a commented rgraph.toml."""
    from rgraph.rules.config import TEMPLATE
    from rgraph.view.indexing import initialise

    emit("\n".join(initialise(session(), TEMPLATE)))
