"""`rgraph api [REV]`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import write
from .options import At, command_app, note, session

app = command_app()

Crates = Annotated[list[str] | None, typer.Option("--crate", metavar="NAME", help="Only these crates or packages.")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]


@app.command()
def api(
    rev: Annotated[str, typer.Argument(metavar="[REV]", help="The revision; HEAD unless given.")] = "",
    crate: Crates = None,
    at: At = "HEAD",
    format: Format = "text",
) -> None:
    """The public API of the libraries, as users can name it: every item by every path."""
    from rgraph.diff.api.ask import listings
    from rgraph.render.api_text import listing_text
    from rgraph.render.json import to_json

    graph = session().graph(rev or at)
    for manifest, error in graph.cargo.errors:
        note(f"{manifest} makes no crate: {error}")
    found = listings(graph, crate or [])
    write(format, {"text": lambda: listing_text(found), "json": lambda: to_json("api", found)})
