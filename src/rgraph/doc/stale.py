"""What a check of prose tells: names of items that are gone."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stale:
    """A name in prose that no item has any more. `was` is the item that it named, `now` what that is called today (""
    where it is gone), `commit` the one that took the name away; where only a base revision is known, that is `since`.
    `owner` is the item whose doc comment has the name, "" in a document.
    """

    path: str
    line: int
    written: str
    owner: str
    was: str
    now: str
    commit: str
    time: int
    subject: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """The result of a check: how many documents, doc comments and names were looked at, and what is stale."""

    commit: str
    documents: int
    comments: int
    names: int
    stale: list[Stale]
    notes: list[str] = field(default_factory=list)
