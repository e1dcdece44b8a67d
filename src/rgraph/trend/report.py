"""What `rgraph trend` tells: points of a history with counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Why a point has no count."""

    NOT_INDEXED = "not indexed"
    NOT_THERE = "not there"


@dataclass(frozen=True, slots=True)
class Point:
    """A commit and what was counted there; `count` is None where nothing could be, `why` says why.

    `groups` has the crates or modules that are there, where they were asked for: those of which something was counted
    at some point.
    """

    commit: str
    time: int
    subject: str
    tags: list[str]
    count: int | None
    why: Why | None = None
    groups: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Jump:
    """One of the largest changes: the point that has it, and how many commits lie between it and the one before."""

    commit: str
    time: int
    subject: str
    change: int
    commits: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A count over history. `by` is "crate", "module" or ""; `names` are what the item was called, the newest first.

    `outside_tests`: what stands in test code was left out.
    """

    name: str
    title: str
    asked: str
    every: str
    by: str
    points: list[Point]
    jumps: list[Jump] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    outside_tests: bool = False
    notes: list[str] = field(default_factory=list)
