"""`rgraph log ITEM`."""

from __future__ import annotations

from .formats import write
from .options import At, Format, ItemName, command_app, session, style

app = command_app()


@app.command()
def log(item: ItemName, at: At = "HEAD", format: Format = "text") -> None:
    """The life of an item: every commit that changed it, and what changed."""
    from rgraph.diff.lineage import predecessor
    from rgraph.render.json import to_json
    from rgraph.render.markdown import life_markdown
    from rgraph.render.text import life_text

    found = session().life(item, at, predecessor)
    write(
        format,
        {
            "text": lambda: life_text(found, style()),
            "json": lambda: to_json("life", found),
            "markdown": lambda: life_markdown(found),
        },
    )
