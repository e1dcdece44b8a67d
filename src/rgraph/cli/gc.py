"""`rgraph gc`."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import command_app, emit, note, session

app = command_app()

Others = Annotated[bool, typer.Option("--other-versions", help="Also remove the stores of other versions of rgraph.")]
Pins = Annotated[
    list[str], typer.Option("--pin", metavar="REV", help="Keep this commit even if no ref reaches it. Removes nothing.")
]
Wait = Annotated[
    float, typer.Option("--wait", metavar="SECONDS", help="How long to wait for another run to finish (-1: no limit).")
]
Unpins = Annotated[
    list[str], typer.Option("--unpin", metavar="REV", help="Undo --pin for this commit. Removes nothing.")
]


@app.command()
def gc(
    other_versions: Others = False,
    pin: Pins = [],  # noqa: B006
    unpin: Unpins = [],  # noqa: B006
    wait: Wait = -1,
) -> None:
    """Remove data that no ref, reflog or pin reaches."""
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
