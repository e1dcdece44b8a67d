"""`callers`: who uses an item, what it uses, and how far a change to it reaches."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from rgraph.render.compact import impact_told, neighbours_told
from rgraph.render.told import Told
from rgraph.view import reach
from rgraph.view.lines import Lines
from rgraph.view.pick import pick

from ..live import Live
from .asked import Asked, Beside, Depth, ItemName, Text, Tiers
from .tool import Tool


class CallersAsked(Asked, frozen=True, kw_only=True):
    """Around which item, and which way."""

    item: ItemName
    direction: Annotated[
        Literal["callers", "callees", "impact"],
        Meta(description="callers: what uses it; callees: what it uses; impact: all that a change reaches, and tests."),
    ] = "callers"
    depth: Annotated[
        Depth | None, Meta(description="How many edges to follow; 0 for all. Default: 1, for impact 0.")
    ] = None
    tier: Tiers = ""
    without: Annotated[Text, Meta(description="Leave out edges of these kinds: imports,uses_type,...")] = ""
    context_lines: Beside = 0


def answer(live: Live, asked: CallersAsked) -> Told:
    """Who uses an item, what it uses, or who is affected by a change to it."""
    tiers, kinds = reach.parse_tiers(asked.tier), reach.parse_kinds(asked.without)
    graph = live.widened(asked.at)
    picked = pick(graph, asked.item)
    if asked.direction == "impact":
        return impact_told(picked.told(reach.impact(graph, picked.item, asked.depth or None, tiers, kinds)))
    depth = 1 if asked.depth is None else asked.depth or None
    around = reach.callers if asked.direction == "callers" else reach.callees
    found = picked.told(around(graph, picked.item, tiers, depth, kinds))
    return neighbours_told(found, Lines(graph), asked.context_lines)


CALLERS = Tool(
    "callers",
    "What calls, names or implements an item, each with the line of code; or what it uses; or all that a change "
    "to it reaches, with `cargo test` lines. Resolved by name and type, not by text. Edges are exact unless marked.",
    CallersAsked,
    answer,
)
