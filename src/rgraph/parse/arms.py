"""The arms of a macro, indexed by what their matchers begin with, so that a call tries few of many arms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge

from ..model.facts import Arm
from .macro_tokens import latin, lexed


class Arms:
    """The arms of a macro, in order."""

    def __init__(self, arms: Sequence[Arm]) -> None:
        self._arms = arms
        self._any: list[int] = []  # of arms that begin with a variable or a repetition, or match nothing
        self._by_word: dict[str, list[int]] = {}
        for at, arm in enumerate(arms):
            word = _first_word(arm.matcher)
            (self._by_word.setdefault(word, []) if word else self._any).append(at)

    def __getitem__(self, at: int) -> Arm:
        return self._arms[at]

    def __iter__(self) -> Iterator[Arm]:
        return iter(self._arms)

    def beginning_with(self, word: str) -> Iterator[int]:
        """Indices of the arms that can fit a call whose first token is this; "" is a call without any."""
        return merge(self._by_word.get(word, ()), self._any)


def _first_word(matcher: str) -> str:
    tokens = lexed(latin(matcher))
    return tokens[0].word if tokens and tokens[0].word != "$" else ""
