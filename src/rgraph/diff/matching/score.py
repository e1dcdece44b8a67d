"""How alike two items are: their code, name, signature, place, callers and callees, weighed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from rgraph.diff.report import Evidence, How
from rgraph.diff.snapshot import Node, Snapshot

from .profile import Profiles, similarity

WEIGHTS = {"code": 0.55, "name": 0.15, "signature": 0.1, "place": 0.1, "neighbours": 0.1}
ACCEPT = 0.52
"""The least score of a match. Seeded renames and moves (`benchmarks/renames.py`) put decoys below it."""

_SAME_SYMBOL = 0.08
_ROUNDING = 0.001
"""Scores are rounded before they are compared: a sum that misses by less than this is finished."""

TRIVIAL_ACCEPT = 0.72
"""The least score where the code is too short to tell it from others."""


class Scorer:
    """Scores pairs of one old and one new node; `known` are the matches made so far, old symbol to new."""

    def __init__(self, old: Snapshot, new: Snapshot, known: dict[str, str]) -> None:
        self._old, self._new, self._known = old, new, known
        self.old_profiles, self.new_profiles = Profiles(old), Profiles(new)

    def score(self, old: Node, new: Node, least: float = 0.0) -> Evidence | None:
        """The evidence that `new` is `old`; its score is the weighted sum of the parts.

        None as soon as the parts known so far leave no way to `least`: most candidates fail by their code alone.
        """
        bonus = _SAME_SYMBOL if old.symbol == new.symbol else 0.0
        parts: dict[str, float] = {}
        total, open_weight = 0.0, sum(WEIGHTS.values())
        for part, value in self._parts(old, new):
            parts[part] = value
            total += WEIGHTS[part] * value
            open_weight -= WEIGHTS[part]
            if total + open_weight + bonus < least - _ROUNDING:
                return None
        score = round(min(1.0, total + bonus), 4)
        return Evidence(How.SIMILARITY, score, tuple((part, round(v, 3)) for part, v in parts.items()))

    def _parts(self, old: Node, new: Node) -> Iterator[tuple[str, float]]:
        yield "code", similarity(self.old_profiles.of(old), self.new_profiles.of(new))
        yield "name", names_alike(old.name, new.name)
        yield "signature", _signature(old, new)
        yield "place", self._place(old, new)
        yield "neighbours", self._neighbours(old, new)

    def accepted(self, old: Node, new: Node) -> Evidence | None:
        """The evidence where the score is enough for these two, else None."""
        trivial = self.old_profiles.of(old).trivial or self.new_profiles.of(new).trivial
        least = TRIVIAL_ACCEPT if trivial else ACCEPT
        found = self.score(old, new, least)
        return found if found is not None and found.score >= least and dict(found.parts)["code"] >= 0.35 else None

    def _place(self, old: Node, new: Node) -> float:
        """1 in the same (or matched) parent, less for the same file or crate."""
        old_parent = old.parent.symbol if old.parent else ""
        new_parent = new.parent.symbol if new.parent else ""
        if old_parent == new_parent or self._known.get(old_parent) == new_parent:
            return 1.0
        if old.path == new.path:
            return 0.7
        return 0.4 if old.crate == new.crate else 0.0

    def _neighbours(self, old: Node, new: Node) -> float:
        """The share of callers and callees that both have."""
        before = {self._known.get(symbol, symbol) for symbol in self._old.around.get(old.symbol, ())}
        after = self._new.around.get(new.symbol, set())
        union = before | after
        return len(before & after) / len(union) if union else 0.5


@lru_cache(maxsize=65536)
def names_alike(a: str, b: str) -> float:
    """1 for equal names; else how alike their spelling is, words counted more than letters."""
    if a == b:
        return 1.0
    left, right = set(_words(a)), set(_words(b))
    words = len(left & right) / len(left | right) if left | right else 0.0
    return 0.5 * words + 0.4 * SequenceMatcher(None, a, b, autojunk=False).ratio()


def _words(name: str) -> list[str]:
    spaced = "".join(f"_{char.lower()}" if char.isupper() else char for char in name)
    return [word for word in spaced.split("_") if word]


def _signature(old: Node, new: Node) -> float:
    if old.item is None or new.item is None:
        return 1.0
    a, b = (_nameless(node.item.signature, node.name) for node in (old, new) if node.item is not None)
    return 1.0 if a == b else SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def _nameless(signature: str, name: str) -> str:
    return " ".join("_" if word == name else word for word in signature.replace("(", " ( ").split())
