"""Communities of small graphs whose groups are known."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from rgraph.patterns.clustering import communities, modularity


def graph(links: list[tuple[str, str]]) -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = {}
    for one, other in links:
        for a, b in ((one, other), (other, one)):
            weights.setdefault(a, {})[b] = 1.0
    return weights


def test_two_cliques_with_one_link_between_them() -> None:
    found, share = communities(graph([*combinations("abcd", 2), *combinations("wxyz", 2), ("d", "w")]))
    assert found == [("a", "b", "c", "d"), ("w", "x", "y", "z")]
    assert round(share, 3) == 0.423


def test_a_clique_is_one_community_that_says_nothing() -> None:
    found, share = communities(graph(list(combinations("abcde", 2))))
    assert found == [("a", "b", "c", "d", "e")] and round(share, 6) == 0


def test_nothing_at_all() -> None:
    assert communities({}) == ([], 0.0)


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda e: e[0] != e[1])))
def test_each_node_is_in_one_group_and_the_groups_are_no_worse_than_single_nodes(links: list[tuple[str, str]]) -> None:
    weights = graph(links)
    found, share = communities(weights)
    assert sorted(name for names in found for name in names) == sorted(weights)
    assert share >= modularity(weights, [(name,) for name in weights]) - 1e-9
    assert communities(dict(reversed(weights.items()))) == (found, share)
