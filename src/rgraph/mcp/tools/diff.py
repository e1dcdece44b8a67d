"""`diff`: what changed between two versions."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from rgraph.diff.asked import Question
from rgraph.diff.asked import asked as question
from rgraph.errors import ConfigError
from rgraph.render.compact_changes import diff_told
from rgraph.render.told import Told
from rgraph.view.session import STAGED, WORKTREE

from ..live import Live
from .asked import Asked, At, Text, right_side
from .tool import Tool


class DiffAsked(Asked, frozen=True, kw_only=True):
    """Between what, and of which part."""

    range: Annotated[Text, Meta(description="A..B, or A...B for B since it branched off A. Instead of at.")] = ""
    at: Annotated[At, Meta(description="What this commit changed; worktree or staged: uncommitted changes.")] = WORKTREE
    paths: Annotated[list[Text], Meta(max_length=100, description="Only these files or folders.")] = []
    crate: Annotated[Text, Meta(description="Only this crate or package.")] = ""
    verbose: Annotated[bool, Meta(description="Leave nothing out.")] = False

    @property
    def tree(self) -> str:
        """The newer side of a range."""
        return right_side(self.range) if self.range else self.at


def answer(live: Live, asked: DiffAsked) -> Told:
    """What changed, what breaks, who is affected."""
    report = _question(live, asked).compare(live.session, crates=[asked.crate] if asked.crate else [])
    return diff_told(report, asked.verbose)


def _question(live: Live, asked: DiffAsked) -> Question:
    repository, paths = live.session.repository, [f"./{path}" for path in asked.paths]
    if asked.range:
        if ".." not in asked.range:
            raise ConfigError(f"{asked.range} is not a range", f"give at={asked.range} for what that commit changed")
        return question(repository, [asked.range, *paths])
    if asked.at in {STAGED, WORKTREE}:
        return question(repository, ["HEAD", *paths], staged=asked.at == STAGED, worktree=asked.at == WORKTREE)
    return question(repository, [f"{asked.at}^..{asked.at}", *paths])


DIFF = Tool(
    "diff",
    "What changed between two versions, by item: what breaks for users and why, public changes, changed bodies, who is "
    "affected but not updated, new cycles, dependencies, the version bump that is needed.",
    DiffAsked,
    answer,
)
