"""`rgraph impact ITEM`."""

from __future__ import annotations

from .formats import write
from .options import At, Depth, Format, ItemName, Tiers, command_app, session, style

app = command_app()


@app.command()
def impact(item: ItemName, at: At = "HEAD", depth: Depth = 0, tier: Tiers = "", format: Format = "text") -> None:
    """Who is affected by a change to an item, and the tests that reach it."""
    from rgraph.render.json import to_json
    from rgraph.render.markdown import impact_markdown
    from rgraph.render.text import impact_text
    from rgraph.view import reach
    from rgraph.view.pick import pick_item

    tiers = reach.parse_tiers(tier)
    graph = session().graph(at)
    found = reach.impact(graph, pick_item(graph, item), depth or None, tiers)
    write(
        format,
        {
            "text": lambda: impact_text(found, style()),
            "json": lambda: to_json("impact", found),
            "markdown": lambda: impact_markdown(found),
        },
    )
