"""Ways through references that are given: which of several is told."""

from __future__ import annotations

from typing import cast

import pytest

from rgraph.deps.reach.following import Following, way
from rgraph.deps.reach.references import Reference, References
from rgraph.model.graph import EdgeKind, Tier
from rgraph.model.ids import RepoPath, Symbol

END = Symbol("t")


class Given:
    """References by the item that they leave."""

    def __init__(self, *every: Reference) -> None:
        self._every = every

    def leaving(self, symbol: Symbol) -> list[Reference]:
        return [each for each in self._every if each.owner == symbol]


def ref(owner: str, target: str, tier: Tier = Tier.EXACT, kind: EdgeKind = EdgeKind.CALLS, line: int = 1) -> Reference:
    return Reference(Symbol(owner), Symbol(target), RepoPath("/p@1/src/lib.rs"), line, kind, tier)


def followed(*every: Reference, depth: int = 0) -> Following:
    found = Following(cast("References", Given(*every)))
    found.follow([each for each in every if each.owner == "own"], depth, lambda symbol: symbol == END)
    return found


@pytest.mark.parametrize("tiers", [(Tier.CANDIDATE, Tier.EXACT), (Tier.EXACT, Tier.CANDIDATE)])
def test_of_ways_of_one_length_the_surest_is_told(tiers: tuple[Tier, Tier]) -> None:
    start = ref("own", "a")
    found = followed(start, *(ref("a", "t", tier, line=line) for line, tier in enumerate(tiers)))
    assert found.towards([END])[Symbol("a")].tier is Tier.EXACT


def test_a_use_of_a_type_ends_a_way_and_leads_on_to_none() -> None:
    start, last = ref("own", "a"), ref("b", "t", kind=EdgeKind.USES_TYPE)
    found = followed(start, ref("a", "b"), last)
    assert way(start, found.towards([END]), [END]) == [start, ref("a", "b"), last]
    typed = ref("own", "b", kind=EdgeKind.USES_TYPE)
    assert way(typed, found.towards([END]), [END]) is None
    assert followed(typed, last).out == {}


def test_no_more_is_followed_than_is_asked_for() -> None:
    chain = [ref("own", "a"), ref("a", "b"), ref("b", "c"), ref("c", "t")]
    assert [sorted(followed(*chain, depth=depth).out) for depth in (1, 2, 3, 0)] == [
        [],
        ["a"],
        ["a", "b"],
        ["a", "b", "c"],
    ]
