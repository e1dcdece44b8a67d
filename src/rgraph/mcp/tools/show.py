"""`show`: one item."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from rgraph.model.facts import ItemKind
from rgraph.render.compact import card_told
from rgraph.render.told import Told
from rgraph.view.lines import Lines
from rgraph.view.reach import ALL_TIERS

from ..live import Live
from .asked import Asked, Beside, ItemName
from .tool import Tool


class ShowAsked(Asked, frozen=True, kw_only=True):
    """What to show."""

    item: ItemName
    source: Annotated[bool | None, Meta(description="Include its code. Default: yes, except for whole modules.")] = None
    context_lines: Beside = 0


def answer(live: Live, asked: ShowAsked) -> Told:
    """Where an item is, who uses it, what it uses and contains, and its code."""
    lines = Lines(live.widened(asked.at))
    card = live.session.card(asked.item, asked.at, ALL_TIERS)
    source = card.item.kind != ItemKind.MODULE if asked.source is None else asked.source
    return card_told(card, lines, source, asked.context_lines)


SHOW = Tool(
    "show",
    "One item at any revision: where it is, since when, callers, callees, contents, and code with line numbers.",
    ShowAsked,
    answer,
)
