"""Changes counted, each by the one word that says most of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .report import ChangeKind, ItemChange


def main_word(change: ItemChange) -> str:
    """The one word that a count knows a change by."""
    if change.old is None:
        return "added"
    if change.new is None:
        return "removed"
    for kind in (ChangeKind.RENAMED, ChangeKind.MOVED):
        if kind in change.kinds:
            return kind.value
    return "changed" if change.code else "docs only"


def counted(changes: Iterable[ItemChange]) -> dict[str, int]:
    """How many were added, removed, renamed, moved, changed, and changed in their docs alone."""
    words = Counter(main_word(change) for change in changes)
    order = ("added", "removed", "renamed", "moved", "changed", "docs only")
    return {word: words[word] for word in order}


def counts_line(changes: Iterable[ItemChange]) -> str:
    """`12 added, 3 removed, 15 changed`; "" for no changes."""
    return ", ".join(f"{number} {word}" for word, number in counted(changes).items() if number)
