"""`context`: what to read for a task, or for the review of a change."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from rgraph.context.asked import check, pack
from rgraph.context.pieces import Pack
from rgraph.context.tokens import Estimate, estimated
from rgraph.render.formats import written
from rgraph.render.freshness import standing_lines
from rgraph.render.told import Told

from ..limits import MOST_BUDGET
from ..live import Live
from .asked import Asked, Text, right_side
from .tool import Tool

LEAST = 500
"""Tokens below which a pack holds nothing to read."""

_MARGIN = 60
"""Tokens kept for the files of the answer that differ in the worktree, which are named above it."""


class ContextAsked(Asked, frozen=True, kw_only=True):
    """For which task, or which change."""

    task: Annotated[Text, Meta(description="The task, in words. Not needed with diff.")] = ""
    diff: Annotated[Text, Meta(description="A..B: collect what to read to review this change instead.")] = ""
    budget: Annotated[int, Meta(ge=LEAST, le=MOST_BUDGET, description="The most tokens that the answer may have.")] = (
        8_000
    )

    @property
    def tree(self) -> str:
        """The newer side of a change."""
        return right_side(self.diff) if self.diff else self.at


def answer(live: Live, asked: ContextAsked) -> Told:
    """The pack as Markdown; it keeps to the budget together with the lines above it."""
    room = asked.budget - estimated("\n".join(standing_lines(live.standing(asked.tree)))) - _MARGIN
    check(asked.task, asked.diff, room, asked.at)
    searcher = None if asked.diff else live.searcher(asked.at)
    found = pack(live.session, asked.task, asked.diff, asked.at, room, Estimate.name, _measure, searcher)
    lines = written("context", "markdown", found).split("\n")
    return Told([], lines, [], frozenset(piece.path for piece in found.pieces))


def _measure(made: Pack) -> int:
    return estimated(written("context", "markdown", made))


CONTEXT = Tool(
    "context",
    "What to read before a task, in one answer: the items that matter with code, their neighbours' signatures, traits, "
    "tests, history. Or, with diff, a change for review: what breaks, old and new code, users, tests.",
    ContextAsked,
    answer,
)
