"""`rgraph api [REV]`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import format_option, write
from .options import At, command_app, note, session

app = command_app()

Format = Annotated[str, format_option("api")]

Crates = Annotated[list[str] | None, typer.Option("--crate", metavar="NAME", help="Only these crates or packages.")]


@app.command()
def api(
    rev: Annotated[str, typer.Argument(metavar="[REV]", help="The revision (default: HEAD).")] = "",
    crate: Crates = None,
    at: At = "HEAD",
    format: Format = "text",
) -> None:
    """List the public API of the libraries: every item by every public path."""
    from rgraph.diff.api.asked import listings
    from rgraph.view.manifests import manifest_troubles
    from rgraph.view.unread import unread_files

    asked = session()
    graph = asked.graph(rev or at)
    for path in unread_files(asked, graph):
        note(f"{path} was not read in full, so items may be missing: {graph.facts(path).reason}")
    for trouble in manifest_troubles(graph.cargo):
        note(trouble)
    found = listings(graph, crate or [])
    if not found:
        note("no library here")
    write("api", format, found)
