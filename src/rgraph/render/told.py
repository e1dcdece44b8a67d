"""An answer in parts, of which the least needed can be left out where there is room for so much only."""

from __future__ import annotations

from dataclasses import dataclass, field

from .words import visible

WIDEST = 300
"""Characters of one line; what is longer is generated or data, and the file has it."""


@dataclass(frozen=True, slots=True)
class Told:
    """`head` says what was asked and how much there is, `body` is the answer line by line, most needed first, `foot`
    what a reader must know besides.

    `paths` are the files that the answer speaks of. `narrower` says how to ask for less, where the body was too long.
    """

    head: list[str]
    body: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    paths: frozenset[str] = frozenset()
    narrower: str = ""


def shown(line: str) -> str:
    """A line of an answer: no control characters, and no longer than `WIDEST`."""
    text = visible(line.rstrip("\n"), keep="\t").rstrip()
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}... ({len(text) - WIDEST:,} more characters)"
