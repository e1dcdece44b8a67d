"""`status`: the state of the index."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from rgraph.render.compact_changes import status_told
from rgraph.render.told import Told
from rgraph.view.index_state import status

from ..live import Live
from .asked import Asked
from .tool import Tool


class StatusAsked(Asked, frozen=True, kw_only=True):
    """Of which revision."""

    unresolved: Annotated[bool, Meta(description="Also how calls were resolved, and which names were not.")] = False


def answer(live: Live, asked: StatusAsked) -> Told:
    """What is indexed, and what was not read or not resolved."""
    return status_told(status(live.session, asked.at, asked.unresolved))


STATUS = Tool(
    "status",
    "How much of the history is indexed, sizes, files that were not read in full, and how many names were not resolved "
    "and why.",
    StatusAsked,
    answer,
)
