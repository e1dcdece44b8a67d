"""`log`: the life of an item."""

from __future__ import annotations

from rgraph.diff.lineage import alike, predecessor
from rgraph.render.compact import life_told
from rgraph.render.told import Told

from ..live import Live
from .asked import Asked, ItemName
from .tool import Tool


class LogAsked(Asked, frozen=True, kw_only=True):
    """Of which item."""

    item: ItemName


def answer(live: Live, asked: LogAsked) -> Told:
    """Every commit that changed an item, and what it changed."""
    return life_told(live.session.life(asked.item, asked.at, predecessor, alike))


LOG = Tool(
    "log",
    "Every commit that added, moved, renamed or changed an item up to a revision, newest first, with old and new "
    "signatures. Follows the item, not the file.",
    LogAsked,
    answer,
)
