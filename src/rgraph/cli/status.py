"""`rgraph status`."""

from __future__ import annotations

from typing import Annotated

import typer

from .formats import write
from .options import At, Format, command_app, session, style

app = command_app()

UnresolvedFlag = Annotated[
    bool, typer.Option("--unresolved", help="Names that were not resolved, by reason and shape.")
]


@app.command()
def status(at: At = "HEAD", unresolved: UnresolvedFlag = False, format: Format = "text") -> None:
    """What is indexed, how far behind, how big, and what was not resolved."""
    from rgraph.render.json import to_json
    from rgraph.render.status import status_markdown, status_text
    from rgraph.view.status import status as status_of

    found = status_of(session(), at, unresolved)
    write(
        format,
        {
            "text": lambda: status_text(found, style()),
            "json": lambda: to_json("status", found),
            "markdown": lambda: status_markdown(found),
        },
    )
