"""`rgraph impact ITEM`."""

from __future__ import annotations

from typing import Annotated

from .absent import with_its_past
from .formats import format_option, write
from .options import At, Depth, ItemName, Tiers, Without, command_app, session

app = command_app()

Format = Annotated[str, format_option("impact")]


@app.command()
def impact(
    item: ItemName,
    at: At = "HEAD",
    depth: Depth = 0,
    tier: Tiers = "",
    without: Without = "",
    format: Format = "text",
) -> None:
    """Show what a change to an item affects, and the tests that reach it."""
    from rgraph.view import reach
    from rgraph.view.pick import pick

    tiers, kinds = reach.parse_tiers(tier), reach.parse_kinds(without)
    asked = session()
    graph = asked.widened(at)
    with with_its_past(asked, at):
        picked = pick(graph, item)
    found = picked.told(reach.impact(graph, picked.item, depth or None, tiers, kinds))
    write("impact", format, found)
