"""Where something stands in one of the two commits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file, counted from 1."""

    path: str
    line: int
    end_line: int
