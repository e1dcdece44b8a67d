"""The edges of a file that was linked into packages beside those that it has alone."""

from __future__ import annotations

from rgraph.deps.overlay.merging import merged
from rgraph.model.graph import Def, Edge, EdgeKind, LinkedFile, Tier
from rgraph.model.ids import Symbol


def edge(dst: str, tier: Tier = Tier.EXACT, src: str = "own::a") -> Edge:
    return Edge(Symbol(src), EdgeKind.CALLS, Symbol(dst), tier, 1, 1)


def linked(*edges: Edge, owners: tuple[str, ...] = ("own::a",)) -> LinkedFile:
    return LinkedFile([Def(Symbol(owner), at, "own") for at, owner in enumerate(owners)], list(edges), [])


def told(file: LinkedFile) -> list[tuple[str, str, str]]:
    return [(each.src, each.dst, each.tier) for each in file.edges]


def test_of_two_tiers_the_surer_is_kept() -> None:
    sure, unsure = linked(edge("own::b")), linked(edge("own::b", Tier.CANDIDATE))
    assert told(merged(sure, unsure, {})) == told(merged(unsure, sure, {})) == [("own::a", "own::b", "exact")]


def test_a_path_that_leads_to_an_item_is_told_once() -> None:
    alone, into = linked(edge("one::f"), edge("one::g")), linked(edge("one::deep::f"))
    led = {"one::f": ["one@0.9::f", "one::deep::f"], "one::g": ["one::deep::g"]}
    assert [each.dst for each in merged(alone, into, led).edges] == ["one::deep::f", "one::g"]


def test_what_leaves_an_item_that_is_not_there_any_more_is_dropped() -> None:
    alone = linked(edge("one::f"), edge("one::f", src="own::made"), owners=("own::a", "own::made"))
    assert told(merged(alone, linked(), {})) == [("own::a", "one::f", "exact")]
