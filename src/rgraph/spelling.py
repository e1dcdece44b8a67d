"""Names that are misspelt, and nouns that are counted."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def counted(count: int, noun: str) -> str:
    """`1 commit`, `2,287 commits`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like `name`, or "" where none does."""
    found = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?` as the end of a sentence, or the list of what is known where nothing is near."""
    names = sorted(known)
    near = nearest(name, names)
    if near:
        return f"; did you mean `{near}`?"
    return f" (known: {', '.join(names)})" if names else ""
