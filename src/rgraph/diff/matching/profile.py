"""An item's code as a bag of token shingles: what similarity is measured on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rgraph.diff.snapshot import Node, Snapshot

if TYPE_CHECKING:
    from rgraph.parse.tokens import Tokens

SHINGLE = 3
TRIVIAL = 14
"""Items of fewer tokens say little by their code alone: a getter is like every other getter."""


@dataclass(frozen=True)
class Profile:
    """The normalised tokens of one item, its own name left out."""

    tokens: tuple[str, ...]

    @cached_property
    def shingles(self) -> Counter[tuple[str, ...]]:
        """Every run of three tokens, counted; the tokens themselves where there are fewer."""
        if len(self.tokens) < SHINGLE:
            return Counter((token,) for token in self.tokens)
        runs = zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
        return Counter(runs)

    @property
    def size(self) -> int:
        """How many shingles there are."""
        return len(self.tokens) if len(self.tokens) < SHINGLE else len(self.tokens) - SHINGLE + 1

    @property
    def trivial(self) -> bool:
        """Whether there is too little code to tell it from others."""
        return len(self.tokens) < TRIVIAL


def similarity(a: Profile, b: Profile) -> float:
    """Dice's coefficient of the shingles: 1 for equal code, 0 for nothing in common."""
    if a.tokens == b.tokens:
        return 1.0
    total = a.size + b.size
    return 2 * shared(a.shingles, b.shingles) / total if total else 1.0


def containment(part: Profile, whole: Profile) -> float:
    """How much of `part` stands in `whole`, from 0 to 1."""
    return shared(part.shingles, whole.shingles) / part.size if part.size else 0.0


def shared(a: Counter[tuple[str, ...]], b: Counter[tuple[str, ...]]) -> int:
    """The size of the intersection of two bags."""
    if len(a) > len(b):
        a, b = b, a
    return sum(min(count, b[key]) for key, count in a.items() if key in b)


class Profiles:
    """Profiles of one snapshot's nodes, made when first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, Profile] = {}
        self._files: dict[str, Tokens] = {}

    def of(self, node: Node) -> Profile:
        """The profile of a node."""
        found = self._known.get(node.symbol)
        if found is None:
            found = self._known[node.symbol] = self._make(node)
        return found

    def _make(self, node: Node) -> Profile:
        from rgraph.parse.spacing import decoded

        if node.item is None:
            return Profile(())
        words = self._file(node.path).between(node.item.start, node.item.end)
        return Profile(tuple(map(decoded, nameless(words, node.name))))

    def _file(self, path: str) -> Tokens:
        from rgraph.parse.tokens import Tokens

        found = self._files.get(path)
        if found is None:
            found = self._files[path] = Tokens(self._snapshot.graph.source(path).decode("latin-1"))
        return found


def nameless(words: list[str], name: str) -> list[str]:
    """The tokens with the item's name replaced, also where it calls itself; another's member of that name stays."""
    before = ["", *words]  # one longer: the last word comes before nothing
    pairs = zip(words, before, strict=False)
    return ["\0name" if word == name and last not in {".", "::"} else word for word, last in pairs]
