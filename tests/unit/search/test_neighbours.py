"""What stands beside a good answer comes before what does not."""

from __future__ import annotations

import numpy as np
import pytest

from rgraph.model.graph import Edge, EdgeKind, LinkedFile, Tier
from rgraph.model.ids import Symbol
from rgraph.search.hits import Query
from rgraph.search.neighbours import WEIGHT, lifted
from rgraph.search.ranking import Ranking
from rgraph.search.searcher import Searcher
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'


def order(source: str, query: str) -> list[str]:
    tree = Searcher(graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": source}))
    return [hit.name for hit in tree.search(Query(query)).hits]


def test_of_two_that_are_alike_the_one_comes_first_that_the_best_answer_calls() -> None:
    source = "fn first_wrap() {}\nfn other_wrap() {}\nfn send_parcel() { other_wrap() }\n"
    assert order(source, "how to wrap and send a parcel") == ["send_parcel", "other_wrap", "first_wrap"]


def test_and_the_one_that_calls_it() -> None:
    source = "fn first_wrap() {}\nfn other_wrap() { send_parcel() }\nfn send_parcel() {}\n"
    assert order(source, "how to wrap and send a parcel") == ["send_parcel", "other_wrap", "first_wrap"]


def test_a_neighbour_that_has_nothing_of_the_query_is_no_hit() -> None:
    source = "fn send_parcel() { elsewhere() }\nfn elsewhere() {}\n"
    assert order(source, "how to send a parcel") == ["send_parcel"]


def test_a_name_is_answered_by_names_alone() -> None:
    source = "fn wrap_one() {}\nfn wrap_two() {}\nfn wrap() { wrap_two() }\n"
    assert order(source, "wrap") == ["wrap", "wrap_one", "wrap_two"]


@pytest.mark.parametrize(
    ("kind", "tier", "counts"),
    [
        (EdgeKind.CALLS, Tier.EXACT, True),
        (EdgeKind.USES_TYPE, Tier.INFERRED, True),
        (EdgeKind.CALLS, Tier.CANDIDATE, False),
        (EdgeKind.CONTAINS, Tier.EXACT, False),
        (EdgeKind.IMPORTS, Tier.EXACT, False),
    ],
)
def test_which_edges_lift(kind: EdgeKind, tier: Tier, counts: bool) -> None:
    one, other = Symbol("shop::one"), Symbol("shop::other")
    ranking = Ranking(np.array([4.0, 1.0]), np.ones(2, np.bool_), None, None)  # type: ignore[arg-type]
    file = LinkedFile([], [Edge(one, kind, other, tier, 1, 0)], [])
    gained = lifted(ranking, {one: 0, other: 1}, [file]).scores - ranking.scores
    assert gained.tolist() == pytest.approx([WEIGHT * 1.0, WEIGHT * 4.0] if counts else [0.0, 0.0])
