"""`check`: the architecture rules."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from rgraph.errors import ConfigError
from rgraph.render.compact_changes import check_told
from rgraph.render.told import Told
from rgraph.rules.run import check_range, check_tree
from rgraph.view.session import WORKTREE

from ..live import Live
from .asked import Asked, At, Text, right_side
from .tool import Tool


class CheckAsked(Asked, frozen=True, kw_only=True):
    """What to check, and since when."""

    at: At = WORKTREE
    range: Annotated[Text, Meta(description="A..B: what it introduced, and in which commit. Instead of at.")] = ""
    since: Annotated[Text, Meta(description="Only what is new since this revision, or merge-base:BRANCH.")] = ""
    verbose: Annotated[bool, Meta(description="Also what each rule found.")] = False

    @property
    def tree(self) -> str:
        """The newer side of a range."""
        return right_side(self.range) if self.range else self.at


def answer(live: Live, asked: CheckAsked) -> Told:
    """The violations of the rules of `rgraph.toml`."""
    if not asked.range:
        return check_told(check_tree(live.session, asked.at, asked.since), asked.verbose)
    if ".." not in asked.range:
        raise ConfigError(f"{asked.range} is not a range", f"give at={asked.range} to check one revision")
    if asked.since:
        raise ConfigError("a range has its own start", "leave since out, or give at and since")
    return check_told(check_range(live.session, asked.range), asked.verbose)


CHECK = Tool(
    "check",
    "Check the architecture rules of the repository's rgraph.toml: each violation with place, reason and how to fix "
    "it. Useful before a commit.",
    CheckAsked,
    answer,
)
