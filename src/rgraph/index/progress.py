"""What an index run tells while it runs, and when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rgraph.model.gaps import Gap


class Stage(StrEnum):
    """What an index run is doing."""

    PARSING = "parsing"  # counts files
    LINKING = "linking"  # counts commits
    HISTORY = "history"  # counts commits
    EMBEDDING = "embedding"  # counts texts
    NEARNESS = "nearness"  # counts vectors


class Progress(Protocol):
    """Told what is going on; all but `slow` comes from the thread that called `index`."""

    def start(self, stage: Stage, total: int) -> None:
        """A stage begins; `total` is what it will count."""

    def advance(self, count: int = 1) -> None:
        """So many more are done."""

    def usable(self, oid: str) -> None:
        """This commit can be asked about from now on."""

    def waiting(self, holder: str) -> None:
        """Another process is writing the store; this run goes on when it has finished."""

    def slow(self, what: str) -> None:
        """This file or item has taken some seconds already; told from a thread of its own."""


class Silence:
    """Progress that nobody watches."""

    def start(self, stage: Stage, total: int) -> None:
        """Nothing."""

    def advance(self, count: int = 1) -> None:
        """Nothing."""

    def usable(self, oid: str) -> None:
        """Nothing."""

    def waiting(self, holder: str) -> None:
        """Nothing."""

    def slow(self, what: str) -> None:
        """Nothing."""


SILENCE = Silence()


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index run did. `boundary` counts commits whose parents a shallow clone does not have."""

    commits: int
    contents: int
    seconds: float
    boundary: int = 0
    gaps: Sequence[Gap] = ()
    """What internal errors cost; the rest is indexed."""

    @property
    def nothing_to_do(self) -> bool:
        """Whether everything asked for was there already."""
        return self.commits == 0
