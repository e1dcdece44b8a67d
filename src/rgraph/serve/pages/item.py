"""`/item`: what `rgraph show` says of an item."""

from __future__ import annotations

from rgraph.model.graph import Tier
from rgraph.render.diff_html import text
from rgraph.render.style import Style
from rgraph.render.text import card_text

from ..frame import framed
from ..page import Answer, Asked, Page


def _answer(asked: Asked) -> Answer:
    name, at = asked.value("name"), asked.value("at", "HEAD")
    form = (
        f'<form class="controls" action="/item"><input name="name" value="{text(name)}" required '
        'placeholder="Rust path">'
        f'<label>at <input name="at" value="{text(at)}"></label><button>show</button></form>'
    )
    if not name:
        return framed("item", f"<h1>An item</h1>{form}")
    card = asked.session.card(name, at, list(Tier))
    return framed(name, f"<h1>{text(name)}</h1>{form}<pre>{text(card_text(card, Style()))}</pre>")


PAGE = Page("item", _answer, "Item", "where it is, what it contains, who uses it", 30)
