"""`rgraph show ITEM`."""

from __future__ import annotations

from .formats import write
from .options import At, Format, ItemName, Tiers, command_app, session, style

app = command_app()


@app.command()
def show(item: ItemName, at: At = "HEAD", tier: Tiers = "", format: Format = "text") -> None:
    """Where an item is, its signature, what it contains, who uses it."""
    from rgraph.render.json import to_json
    from rgraph.render.markdown import card_markdown
    from rgraph.render.text import card_text
    from rgraph.view.reach import parse_tiers

    tiers = parse_tiers(tier)
    card = session().card(item, at, tiers)
    write(
        format,
        {
            "text": lambda: card_text(card, style()),
            "json": lambda: to_json("item", card),
            "markdown": lambda: card_markdown(card),
        },
    )
