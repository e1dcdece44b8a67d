"""`rgraph log ITEM`."""

from __future__ import annotations

from typing import Annotated

from .absent import with_its_past
from .formats import format_option, write
from .options import At, ItemName, command_app, session

app = command_app()

Format = Annotated[str, format_option("life")]


@app.command()
def log(item: ItemName, at: At = "HEAD", format: Format = "text") -> None:
    """List every commit that changed an item, and what it changed."""
    from rgraph.diff.lineage import alike, predecessor

    asked = session()
    with with_its_past(asked, at):
        found = asked.life(item, at, predecessor, alike)
    write("life", format, found)
