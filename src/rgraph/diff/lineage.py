"""Where an item was before: one step back in history, through renames and moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.diff.matching.profile import Profile, nameless, similarity
from rgraph.model.ids import Symbol

if TYPE_CHECKING:
    from rgraph.view.graph import CommitGraph


def predecessor(old: CommitGraph, new: CommitGraph, symbol: str) -> str | None:
    """What an item of `new` was called in `old`, its parent commit; None where it was not there.

    The whole commit is matched, so that a copy is not taken for a move: the item of the same symbol is not
    always the same item.
    """
    from .matching import matches

    back = {after: before for before, after in matches(old, new).items()}
    return back.get(Symbol(symbol))


def alike(old: bytes, new: bytes, old_name: str, new_name: str) -> float:
    """How alike two pieces of code are, from 0 to 1, their own names left out."""
    return similarity(_profile(old, old_name), _profile(new, new_name))


def _profile(text: bytes, name: str) -> Profile:
    from rgraph.parse.tokens import Tokens

    return Profile(tuple(nameless(Tokens(text.decode("latin-1")).between(0, len(text)), name)))
