"""`rgraph dump REV`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import command_app, emit, session

app = command_app()

Revision = Annotated[str, typer.Argument(metavar="[REV]", help="The commit (default: HEAD).")]


@app.command()
def dump(rev: Revision = "HEAD") -> None:
    """Print a commit's files, items and edges as deterministic JSON lines."""
    from rgraph.index.dump import dump as lines_of
    from rgraph.render.doors import json_text

    opened = session()
    oid = opened.repository.resolve(rev)
    opened.ensure([oid])
    for line in lines_of(opened.store, oid):
        emit(json_text(line))
