"""`rgraph callers ITEM`."""

from __future__ import annotations

from .formats import write
from .options import At, Depth, Format, ItemName, Tiers, command_app, session, style

app = command_app()


@app.command()
def callers(item: ItemName, at: At = "HEAD", depth: Depth = 1, tier: Tiers = "", format: Format = "text") -> None:
    """Who calls or uses an item."""
    from rgraph.render.json import to_json
    from rgraph.render.markdown import neighbours_markdown
    from rgraph.render.text import neighbours_text
    from rgraph.view import reach
    from rgraph.view.pick import pick_item

    tiers = reach.parse_tiers(tier)
    graph = session().graph(at)
    found = reach.callers(graph, pick_item(graph, item), tiers, depth or None)
    write(
        format,
        {
            "text": lambda: neighbours_text(found, style()),
            "json": lambda: to_json("callers", found),
            "markdown": lambda: neighbours_markdown(found),
        },
    )
