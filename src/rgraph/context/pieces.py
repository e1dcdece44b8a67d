"""What a pack is made of: plain records that render/ turns into Markdown, JSON and XML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a piece is there for. A pack has its pieces in this order, `read` and `excerpt` together."""

    SUMMARY = "summary"  # of a change: the versions, what it comes to
    BREAKS = "breaks"  # what a change breaks for users
    VIOLATION = "violation"  # a rule that a change breaks
    CHANGE = "change"  # an item before and after
    STALE = "stale"  # who uses the old shape of what changed
    READ = "read"  # an item in full
    EXCERPT = "excerpt"  # an item in part
    CONTRACT = "contract"  # a trait that an item keeps
    BESIDE = "beside"  # the signature of a neighbour
    TEST = "test"  # a test that reaches an item, or the line that runs tests
    DOC = "doc"  # what a module says of itself
    HISTORY = "history"  # a commit that changed an item


CODE = frozenset({Role.CHANGE, Role.READ, Role.EXCERPT, Role.CONTRACT, Role.BESIDE})
"""Roles in which an item's own text is given: no item is given twice."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to read, and where it stands. `symbol` is "" for what is no item, `path` for what is no place.

    `text` may have many lines. `why` says in one line what it has to do with the task. `commit` is that of the place,
    where it is not the pack's; `rank` counts the items that the words of the task find, best first.
    """

    role: Role
    symbol: str
    path: str
    line: int
    end_line: int
    text: str
    why: str = ""
    commit: str = ""
    rank: int = 0

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What no pack has twice: an item's code, else a text of its role."""
        if self.role in CODE:
            return ("code", self.symbol, "", 0) if self.symbol else ("code", "", self.path, self.line)
        return (self.role, self.symbol, self.text, 0)


@dataclass(frozen=True, slots=True)
class Pack:
    """What to read for a task at a commit ("staged", "worktree"), in order.

    `budget` is how many tokens its text may have, counted by `counter`. `left_out` is how many pieces had no room.
    """

    task: str
    revision: str
    commit: str
    budget: int
    counter: str
    pieces: tuple[Piece, ...] = ()
    left_out: int = 0
    notes: tuple[str, ...] = ()
