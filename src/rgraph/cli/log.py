"""`rgraph log ITEM`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from .formats import format_option, write
from .options import At, ItemName, command_app, session

if TYPE_CHECKING:
    from rgraph.errors import ItemError
    from rgraph.view.session import Session

app = command_app()

Format = Annotated[str, format_option("life")]


@app.command()
def log(item: ItemName, at: At = "HEAD", format: Format = "text") -> None:
    """The life of an item: every commit that changed it, and what changed."""
    from rgraph.diff.lineage import alike, predecessor
    from rgraph.errors import ItemError

    asked = session()
    try:
        found = asked.life(item, at, predecessor, alike)
    except ItemError as error:
        raise _with_its_past(error, asked, at) from None
    write("life", format, found)


def _with_its_past(error: ItemError, asked: Session, at: str) -> ItemError:
    """The error, and where an item of that name was before; nothing but the error where none was."""
    from rgraph.errors import ItemError
    from rgraph.render.absent import absent_lines

    past = asked.absent(error.unknown, at) if error.unknown else None
    if past is None or past.past is None:
        return error
    return ItemError(error.message, next(absent_lines(past)))
