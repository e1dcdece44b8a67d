"""`rgraph gc`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import command_app, emit, note, session

app = command_app()

Others = Annotated[bool, typer.Option("--other-versions", help="Also remove the stores of other versions of rgraph.")]
Pins = Annotated[
    list[str], typer.Option("--pin", metavar="REV", help="Keep this commit whatever refs say; no gc runs.")
]
Wait = Annotated[
    float, typer.Option("--wait", metavar="SECONDS", help="How long to wait for another run (-1: no end).")
]
Unpins = Annotated[list[str], typer.Option("--unpin", metavar="REV", help="Let this commit go again; no gc runs.")]


@app.command()
def gc(
    other_versions: Others = False,
    pin: Pins = [],  # noqa: B006
    unpin: Unpins = [],  # noqa: B006
    wait: Wait = -1,
) -> None:
    """Remove what no ref, reflog or pin reaches."""
    from rgraph.index.gc import collect
    from rgraph.render.upkeep import collected_text
    from rgraph.view import indexing

    opened = session()
    if pin or unpin:
        emit("\n".join([*indexing.pin(opened, pin), *indexing.unpin(opened, unpin)]))
        return

    def waiting(holder: str) -> None:
        note(f"waiting: {holder} is writing the store")

    found = collect(opened.repository, opened.store, other_versions=other_versions, wait=wait, waiting=waiting)
    emit(collected_text(found))
