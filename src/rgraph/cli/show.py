"""`rgraph show ITEM`."""

from __future__ import annotations

from typing import Annotated

from .absent import with_its_past
from .formats import format_option, write
from .options import At, ItemName, Tiers, command_app, session

app = command_app()

Format = Annotated[str, format_option("item")]


@app.command()
def show(item: ItemName, at: At = "HEAD", tier: Tiers = "", format: Format = "text") -> None:
    """Show where an item is, its signature, what it contains and who uses it."""
    from rgraph.view.reach import parse_tiers

    tiers = parse_tiers(tier)
    asked = session()
    with with_its_past(asked, at):
        card = asked.card(item, at, tiers)
    write("item", format, card)
