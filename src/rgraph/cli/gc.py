"""`rgraph gc`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import command_app, emit, session

app = command_app()

Others = Annotated[bool, typer.Option("--other-versions", help="Also remove the stores of other versions of rgraph.")]


@app.command()
def gc(other_versions: Others = False) -> None:
    """Remove what no ref, reflog or pin reaches."""
    from rgraph.index.gc import collect
    from rgraph.render.upkeep import collected_text

    opened = session()
    emit(collected_text(collect(opened.repository, opened.store, other_versions=other_versions)))
